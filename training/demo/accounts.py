from __future__ import annotations

import json
import secrets
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from training.demo.coaching import share_with_the_coach
from training.demo.stories import STORIES
from training.demo.story import Story
from training.importing.log_import import import_log
from training.models import User

WORDS = (
    "amber", "apple", "birch", "bridge", "candle", "cedar", "chalk", "cloud", "clover", "copper", "coral",
    "daisy", "ember", "fern", "field", "forest", "garden", "ginger", "harbor", "hazel", "honey", "island",
    "ivory", "lemon", "maple", "meadow", "olive", "pebble", "plum", "river", "silver", "willow",
)  # fmt: skip

LogIn = tuple[str, str, str]


@transaction.atomic
def create_demo_accounts() -> list[LogIn]:
    """(username, pass phrase, who it is) of each account made: none in production or where anybody is."""
    if settings.PRODUCTION or User.objects.exists():
        return []
    phrase = new_phrase()
    # One slow hash for all of them.
    password = make_password(phrase)
    for story in STORIES:
        _create(story, password)
    share_with_the_coach()
    return [(story.name, phrase, story.plot) for story in STORIES]


def new_phrase() -> str:
    """`plum-river-chalk-4821`, another at each set-up: a known one would outlive a move to a public host."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(10_000):04}"])


def _create(story: Story, password: str) -> None:
    today = timezone.now().astimezone(ZoneInfo(story.time_zone)).date()
    import_log(story.name, json.dumps(story.log(today)).encode())
    User.objects.filter(username=story.name).update(
        password=password,
        first_name=story.name.capitalize(),
        is_staff=story.is_admin,
        is_superuser=story.is_admin,
    )

"""What people write is words to everybody who reads it, never markup or a formula."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lxml import html

from tests.access.world import World
from tests.attacks.crawl import addresses, walk
from tests.factories import make_run
from training.models import CheckIn, Note, Run, Shoe, Team, User

pytestmark = pytest.mark.django_db
EVIL = """'"><b id=evil onmouseover=alert(1)></script><script>evil()</script>{{7*7}}"""
NAME = """x'"><b id=evil>"""


@pytest.fixture
def world():
    """Anna's world with every text of hers and of her coach turned into markup."""
    world = World()
    make_run(world.anna, world.anna.profile.today() - timedelta(days=3), notes=EVIL, hour=5)
    Run.objects.filter(runner=world.anna).update(notes=EVIL)
    CheckIn.objects.filter(runner=world.anna).update(notes=EVIL)
    Shoe.objects.filter(runner=world.anna).update(name=EVIL)
    Note.objects.update(text=EVIL)
    Team.objects.update(name=NAME)
    User.objects.filter(pk=world.anna.pk).update(username=NAME, first_name=NAME, last_name=NAME)
    return world


def came_alive(page: html.HtmlElement) -> bool:
    return bool(page.xpath("//*[@id='evil' or @onmouseover]")) or any(
        "evil()" in (script.text or "") and script.get("type") != "application/json"
        for script in page.xpath("//script")
    )


def test_the_watch_notices():
    assert came_alive(html.document_fromstring(f"<p>{EVIL}</p>"))
    assert not came_alive(html.document_fromstring("<p>'&quot;&gt;&lt;b id=evil&gt;</p>"))


@pytest.mark.parametrize(("who", "least"), [("owner", 5), ("coach", 3), ("admin", 0)])
def test_stored_markup_stays_words_on_every_page(world, who, least):
    pages = walk(world.clients[who])
    assert [path for path, page in pages.items() if came_alive(page)] == []
    shown = [path for path, page in pages.items() if "<b id=evil" in page.text_content()]
    assert len(shown) >= least


@pytest.mark.parametrize("who", ["owner", "coach", "admin", "anonymous"])
def test_markup_in_an_address_stays_words(world, who):
    client = world.clients[who]
    names = ("page", "shoe", "surface", "q", "sort", "team", "day", "next", "login", "email", "year")
    alive = []
    for path in [*addresses(client), "/account/login/", "/account/signup/", "/account/password/reset/"]:
        answer = client.get(path, dict.fromkeys(names, EVIL))
        if answer.headers.get("Content-Type", "").startswith("text/html") and came_alive(
            html.document_fromstring(answer.content or b"<p>")
        ):
            alive.append(path)
    assert alive == []

"""Tokens made and used at the same moment."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories import make_runner
from tests.sharing.test_concurrent import posts
from tests.views.test_concurrent import at_once
from training import tokens
from training.models import AccessToken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
FORM = {"name": "Shortcut", "scopes": ["read"], "lasts": "30"}


def test_the_same_form_eight_times_at_once_is_one_token():
    answers = posts([make_runner()] * 8, "/settings/tokens/", {**FORM, "entry_id": str(uuid4())})
    assert sorted(answers) == [200] + [302] * 7
    assert AccessToken.objects.count() == 1


def test_threads_that_ask_at_once_never_get_more_than_the_rate(settings):
    settings.KNEELOG_API_BURST, settings.KNEELOG_API_PER_HOUR = 20, 60
    runner = make_runner()
    secret = tokens.issue(runner, "Shortcut", ["read"], runner.profile.today())[1]
    now = timezone.now()

    def ask() -> int:
        granted = 0
        for _ in range(5):
            try:
                tokens.used(tokens.find(secret, now), now)
                granted += 1
            except tokens.TooFastError:
                pass
        return granted

    assert 0 < sum(at_once([ask] * 8)) <= 20

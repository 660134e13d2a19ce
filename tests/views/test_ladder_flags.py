"""What asks for a professional before the ladder: what stands now, and what stood before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_runner

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 20)


@pytest.fixture
def anna(client, time_machine):
    time_machine.move_to(datetime(2026, 1, 20, 18, tzinfo=UTC), tick=False)
    runner = make_runner(time_zone="UTC")
    client.force_login(runner)
    return runner


def sore_for(runner, days: int, first: int) -> None:
    """So many sore days, the first so many days ago, and three clear ones after them, up to today."""
    for ago in range(first, first - days - 3, -1):
        if ago >= 0:
            make_check_in(runner, TODAY - timedelta(days=ago), 1 if ago > first - days else 0, hour=9)


def test_a_flag_of_before_is_named_by_its_day_and_one_that_stands_in_its_words(client, anna):
    sore_for(anna, 16, 100)
    sore_for(anna, 20, 15)
    rows = client.get(reverse("return-to-run")).context["flags"]
    said = "Your left knee has had symptoms since 5\u00a0January: today is day 16, past the line of 14 days."
    assert rows == [
        {"title": said, "flag": "specialist", "flag_word": "See a professional"},
        {
            "title": "Symptoms that linger",
            "detail": "Left knee",
            "date": "29\u00a0October\u00a02025",
            "url": reverse("as-it-was", args=[date(2025, 10, 29)]),
        },
    ]
    text = client.get(rows[1]["url"]).text
    assert "Your left knee has had symptoms since 12\u00a0October: today is day 18" in text

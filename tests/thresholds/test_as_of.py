"""A day of the past is judged by the thresholds then in force."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from tests.factories import make_run, make_runner, make_shoe
from training.assessment import assess, assess_whole_log
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.mark.parametrize(("zone", "numbers"), [("UTC", [0, 1, 1]), ("Pacific/Auckland", [0, 0, 1])])
def test_each_day_by_its_own_ruleset(zone, numbers):
    runner = make_runner(time_zone=zone)
    make_run(runner, date(2026, 3, 1), shoe=make_shoe(runner, start_distance_m=450_000))
    with time_machine.travel("2026-03-05 12:00Z", tick=False):
        add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="soft midsoles", author=None)
    days = [assess_whole_log(runner, date(2026, 3, day)) for day in (4, 5, 6)]
    assert [day.ruleset.number for day in days] == numbers
    assert [[f.rule.id for f in day.findings] for day in days] == [["shoe.mileage"] * n for n in numbers]


def test_today_is_judged_by_what_is_in_force_now():
    runner = make_runner()
    add_revision({"log": {"gap_days": 9}}, reason="a try", author=None)
    today = runner.profile.today()
    assert assess_whole_log(runner, today).ruleset == assess([runner])[0].ruleset

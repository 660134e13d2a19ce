"""From an activities.csv to the findings of three days, each worked out by hand from the rows below.

The dates of the file are UTC; Anna runs in New York, where clocks go forward on 8 March 2026.

    Mon 2 Mar  10 km    Tue 10 Mar  10 km    Tue 17 Mar  16 km, and 10 km at 23:00, 18 March in UTC
    Wed 4 Mar  10 km    Thu 12 Mar  10 km    Fri 20 Mar  10 km    Tue 24 Mar  14 km
    Fri 6 Mar  10 km    Sat 14 Mar  10 km    Sun 22 Mar  14 km    Wed 25 Mar  20 km
    Sun 8 Mar  12 km
"""

from __future__ import annotations

import json

import pytest

from tests.commands.run import said
from training.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.data]

ROWS = """\
Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear,Elapsed Time,Moving Time,Distance
1,"Mar 2, 2026, 12:00:00 PM",Run,Run,3700,10.00,One,3700.0,3600.0,10000.0
2,"Mar 3, 2026, 12:00:00 PM",Ride,Ride,3700,90.00,Bike,3700.0,3600.0,90000.0
3,"Mar 4, 2026, 12:00:00 PM",Run,Run,3700,10.00,Two,3700.0,3600.0,10000.0
4,"Mar 6, 2026, 12:00:00 PM",Run,Run,3700,10.00,One,3700.0,3600.0,10000.0
5,"Mar 8, 2026, 12:00:00 PM",Run,Run,3700,12.00,Two,3700.0,3600.0,12000.4
6,"Mar 10, 2026, 12:00:00 PM",Run,Run,3700,10.00,One,3700.0,3600.0,10000.0
7,"Mar 12, 2026, 12:00:00 PM",Run,Run,3700,10.00,Two,3700.0,3600.0,10000.0
8,"Mar 14, 2026, 12:00:00 PM",Run,Run,3700,10.00,One,3700.0,3600.0,10000.0
9,"Mar 17, 2026, 12:00:00 PM",Run,Run,3700,16.00,Two,3700.0,3600.0,16000.0
10,"Mar 18, 2026, 3:00:00 AM",Run,Run,3700,10.00,One,3700.0,3600.0,10000.0
11,"Mar 20, 2026, 12:00:00 PM",Run,Run,3700,10.00,Two,3700.0,3600.0,10000.0
12,"Mar 22, 2026, 12:00:00 PM",Run,Run,3700,14.00,One,3700.0,3600.0,14000.0
13,"Mar 24, 2026, 12:00:00 PM",Run,Run,3700,14.00,Two,3700.0,3600.0,14000.0
14,"Mar 25, 2026, 12:00:00 PM",Run,Run,3700,20.00,Two,3700.0,3600.0,20000.0
"""  # noqa: E501


@pytest.fixture
def anna(tmp_path) -> User:
    user = User.objects.create_user("anna")
    user.profile.time_zone = "America/New_York"
    user.profile.save()
    path = tmp_path / "activities.csv"
    path.write_text(ROWS)
    assert said("import_runs", "anna", path) == (
        "activities.csv: imported (13 runs)\n  1 Ride skipped: not a run\n"
    )
    return user


def findings(day: str) -> list[tuple[str, str, str, dict]]:
    """Rule, severity, subject and the metres that the finding names."""
    document = json.loads(said("assess", "anna", "--on", day, "--json"))
    return [
        (
            found["rule"],
            found["severity"],
            found["subject"],
            {item["label"]: item["value"] for item in found["evidence"] if item["unit"] == "m"},
        )
        for found in document["findings"]
    ]


def test_sunday_the_8th(anna):
    """12 km is 20 % beyond the longest, 10 km; with three runs to compare with it is a notice."""
    compared = {"this run": 12_000, "longest of the days before": 10_000}
    assert findings("2026-03-08") == [
        ("load.longest_run", "notice", "run:2026-03-08T08:00:00-04:00", compared)
    ]


def test_tuesday_the_17th(anna):
    """16 km is 33 % beyond the longest, 12 km; the late run is of this day too.

    Its week, 12 to 17 March, has 10 + 10 + 16 + 10 = 46 km: 9.5 % above the best
    before, 42 km, so no word of it.
    """
    compared = {"this run": 16_000, "longest of the days before": 12_000}
    caution = ("load.longest_run", "caution", "run:2026-03-17T08:00:00-04:00", compared)
    assert findings("2026-03-17") == findings("2026-03-24")[:1] == [caution]


def test_wednesday_the_25th(anna):
    """20 km is 25 % beyond 16 km; the card of the 17th is gone.

    The week from 19 March has 10 + 14 + 14 + 20 = 58 km: 26 % above the best
    before, 46 km from 12 to 18 March.
    """
    longest, week = findings("2026-03-25")
    compared = {"this run": 20_000, "longest of the days before": 16_000}
    assert longest == ("load.longest_run", "notice", "run:2026-03-25T08:00:00-04:00", compared)
    assert week[:3] == ("load.weekly_jump", "notice", "runner")
    assert list(week[3].values())[:3] == [58_000, 46_000, 46_000]


def test_metres_day_and_moving_time_of_each_run(anna):
    found = [(run.local_date.day, run.distance_m, run.duration_s) for run in anna.runs.order_by("starts_at")]
    assert found[3:9] == [
        (8, 12_000, 3600),
        (10, 10_000, 3600),
        (12, 10_000, 3600),
        (14, 10_000, 3600),
        (17, 16_000, 3600),
        (17, 10_000, 3600),
    ]
    assert sorted({run.shoe.name for run in anna.runs.all()}) == ["One", "Two"]

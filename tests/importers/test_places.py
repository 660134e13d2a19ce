"""The clock of the place where a run began, for files that tell an instant alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from training.importers.moments import Moment
from training.importers.places import placed
from training.importers.run import ImportedRun

INSTANT = Moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), is_instant=True)


def run(start: Moment = INSTANT) -> ImportedRun:
    return ImportedRun(1, start, 10_000)


@pytest.mark.parametrize(
    "position", [None, (0.0, 0.0), (91.0, 8.0), (50.0, 181.0), (float("nan"), 8.0), (50.0, float("inf"))]
)
def test_what_is_no_place_changes_nothing(position):
    assert placed(run(), position) == run()


@pytest.mark.parametrize(
    "start",
    [Moment(datetime(2026, 7, 1, 22, 30)), Moment(datetime.fromisoformat("2026-07-01T22:30:00+09:00"))],
)
def test_a_clock_of_its_own_stays(start):
    assert placed(run(start), (52.5, 13.4)) == run(start)


@pytest.mark.parametrize(
    ("position", "local"),
    [
        ((52.5, 13.4), "2026-07-02T00:30:00+02:00"),
        ((40.78, -73.97), "2026-07-01T18:30:00-04:00"),
        ((27.7, 85.3), "2026-07-02T04:15:00+05:45"),
        ((-36.85, 174.76), "2026-07-02T10:30:00+12:00"),
        ((-17.75, -179.3), "2026-07-02T10:30:00+12:00"),
        ((35.68, 139.69), "2026-07-02T07:30:00+09:00"),
    ],
)
def test_the_day_is_that_of_the_place(position, local):
    found = placed(run(), position)
    assert found.start.at.isoformat() == local
    assert (found.start.is_instant, found.proposed) == (False, {"zone"})

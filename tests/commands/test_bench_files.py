"""The files that `bench` measures with are read as an hour of running: no speed comes from a failure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from training.importers.readers import read_file
from training.importers.run import ReadLimits
from training.management.measuring.hours import HOURS

START = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "metres", "seconds", "local"),
    [
        ("FIT", 10_800, 3600, "2026-03-01T04:30:00-02:00"),
        ("GPX", 13_369, 3599, "2026-03-01T07:30:00+01:00"),
        ("TCX", 10_800, 3600, "2026-03-01T07:30:00+01:00"),
    ],
)
def test_an_hour(name, metres, seconds, local):
    reading = read_file(HOURS[name](START), ReadLimits())
    (run,) = reading.runs
    assert (run.distance_m, run.duration_s, run.start.at.isoformat()) == (metres, seconds, local)
    assert (reading.is_damaged, reading.skipped, reading.failed) == (False, [], [])

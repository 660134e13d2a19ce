"""What a file only suggests, and what the runner wrote."""

from __future__ import annotations

import pytest

from tests.importers.fit_files import FILE_ID, fit_file, session
from tests.importers.samples import APPLE, GARMIN, INTERVALS, KNEELOG, RUNKEEPER, STRAVA
from tests.importers.xml_files import gpx
from training.importers.readers import read_file
from training.importers.run import ReadLimits

WORDS = b"start,distance_km,surface,terrain,session\n%s,5,trail,hilly,easy\n"


def proposed(data: bytes) -> list[frozenset[str]]:
    return [run.proposed for run in read_file(data, ReadLimits()).runs]


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (b"2026-03-01T07:30:00+01:00", set()),
        (b"2026-03-01 07:30", set()),
        (b"2026-03-01T06:30:00Z", {"zone"}),
    ],
)
def test_what_the_runner_wrote_is_said(start, zone):
    assert proposed(WORDS % start) == [zone]
    assert proposed(KNEELOG) == [frozenset()]


@pytest.mark.parametrize("data", [STRAVA, GARMIN, INTERVALS, RUNKEEPER, APPLE])
def test_without_a_zone_that_of_the_profile_is_a_guess(data):
    assert proposed(data) == [{"zone"}]


def test_facts_that_a_file_tells_are_proposed():
    watch = fit_file(FILE_ID, session(sub_sport=3, total_ascent=10, total_descent=10))
    assert proposed(watch) == [{"surface", "terrain", "zone"}]
    assert proposed(gpx().encode()) == [{"terrain", "zone"}]
    race = STRAVA.replace(b"Distance\n", b"Distance,Competition\n").replace(b"2.5\n", b"2.5,1\n")
    assert proposed(race) == [{"session", "zone"}]


def test_a_zone_that_the_file_gives_is_none():
    assert proposed(gpx().replace("Z<", "+01:00<").encode()) == [{"terrain"}]

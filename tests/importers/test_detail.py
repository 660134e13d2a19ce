"""The row of an export and the file it names are one run: the row's word stays, the file fills the gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from training.importers.detail import with_detail
from training.importers.moments import Moment
from training.importers.run import ImportedRun, Reading

INSTANT = Moment(datetime(2026, 3, 1, 6, 30, tzinfo=UTC), is_instant=True)
CLOCK = Moment(datetime(2026, 3, 1, 7, 30))
PLACE = Moment(datetime.fromisoformat("2026-03-01T07:30:00+01:00"))
MINUTE = timedelta(minutes=1)


def run(start: Moment = INSTANT, metres: int = 10_000, **facts) -> ImportedRun:
    return ImportedRun(2, start, metres, **facts)


def later(start: Moment, by: timedelta) -> Moment:
    return Moment(start.at + by, start.is_instant)


def test_gaps_are_filled_and_what_the_row_says_stays():
    row = run(duration_s=3000, shoe="Ghost", rpe=0, file="a.fit")
    told = run(PLACE, 9_990, duration_s=2990, shoe="x", surface="trail", terrain="hilly", rpe=5, notes="x")
    assert with_detail(row, Reading([told])) == run(
        PLACE, duration_s=3000, shoe="Ghost", rpe=0, file="a.fit", surface="trail", terrain="hilly"
    )


@pytest.mark.parametrize(
    ("row", "detail", "start"),
    [
        (INSTANT, PLACE, PLACE),
        (INSTANT, INSTANT, INSTANT),
        (INSTANT, CLOCK, INSTANT),
        (INSTANT, later(PLACE, 2 * MINUTE), PLACE),
        (INSTANT, later(PLACE, 2 * MINUTE + MINUTE / 60), INSTANT),
        (CLOCK, INSTANT, PLACE),
        (CLOCK, later(INSTANT, MINUTE), Moment(PLACE.at + MINUTE)),
        (CLOCK, later(INSTANT, 7 * MINUTE), CLOCK),
        (PLACE, INSTANT, PLACE),
    ],
)
def test_the_zone_is_that_of_the_file(row, detail, start):
    assert with_detail(run(row), Reading([run(detail, surface="trail")])) == run(start, surface="trail")


def test_of_several_runs_in_the_file_the_one_that_began_then():
    others = [run(later(PLACE, timedelta(hours=hours)), surface="track") for hours in (-1, 1)]
    same = run(PLACE, surface="trail")
    assert with_detail(run(), Reading([others[0], same, others[1]])) == run(PLACE, surface="trail")
    assert with_detail(run(), Reading(others)) == run()
    assert with_detail(run(), Reading()) == run()


def test_nothing_is_taken_from_a_damaged_file():
    told = [run(PLACE, duration_s=2990, surface="trail")]
    assert with_detail(run(), Reading(told)) == run(PLACE, duration_s=2990, surface="trail")
    assert with_detail(run(), Reading(told, is_damaged=True)) == run()


def test_the_timer_of_the_device_wins_over_moving_time():
    row, timed = run(duration_s=3000), run(PLACE, 9_990, duration_s=2990, elapsed_s=3600, is_timed=True)
    assert with_detail(row, Reading([timed])) == run(PLACE, duration_s=2990, elapsed_s=3600, is_timed=True)
    by_timer = run(duration_s=3000, elapsed_s=3500, is_timed=True)
    assert with_detail(by_timer, Reading([timed])) == replace(by_timer, start=PLACE)


@pytest.mark.parametrize(
    ("metres", "start", "seconds"),
    [(10_526, PLACE, 2990), (10_527, PLACE, 3000), (10_000, later(PLACE, timedelta(hours=1)), 3000)],
)
def test_the_timer_of_what_was_cut_later_does_not_count(metres, start, seconds):
    timed = run(start, metres, duration_s=2990, is_timed=True)
    assert with_detail(run(duration_s=3000), Reading([timed])).duration_s == seconds


ZONE = frozenset({"zone"})
FACTS = {"surface": "trail", "terrain": "hilly"}


@pytest.mark.parametrize(
    ("row", "detail", "proposed"),
    [
        (run(proposed=ZONE), run(PLACE), set()),
        (run(proposed=ZONE), run(PLACE, proposed=ZONE), {"zone"}),
        (run(proposed=ZONE), run(INSTANT, proposed=ZONE), {"zone"}),
        (run(CLOCK, proposed=ZONE), run(INSTANT, proposed=ZONE), set()),
        (run(PLACE), run(INSTANT, proposed=ZONE), set()),
        (run(PLACE), run(PLACE, **FACTS, proposed=frozenset(FACTS)), {"surface", "terrain"}),
        (run(PLACE, terrain="flat"), run(PLACE, **FACTS, proposed=frozenset(FACTS)), {"surface"}),
        (run(PLACE, terrain="flat", proposed=frozenset({"terrain"})), run(PLACE, **FACTS), {"terrain"}),
    ],
)
def test_what_is_only_proposed(row, detail, proposed):
    assert with_detail(row, Reading([detail])).proposed == proposed

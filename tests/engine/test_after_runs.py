from __future__ import annotations

import pytest

from tests.builders import check_in, on, run
from training.engine.after_runs import symptoms_after
from training.engine.facts import CheckInFact
from training.engine.log import Log


def after(position: int, runs, *entries: CheckInFact, until: int = 30) -> CheckInFact | None:
    log = Log(runs=runs, check_ins=entries)
    return symptoms_after(log, log.knees["left"], position, on(until).toordinal())


@pytest.mark.parametrize("moment", ["during", "after", "rest"])
def test_symptoms_of_the_day_from_the_start_of_the_run_on(moment):
    entry = check_in(0, 1, clock="07:30", moment=moment)
    assert after(0, [run(0, 5)], entry) == entry


@pytest.mark.parametrize("moment", ["before", "next_morning"])
def test_symptoms_of_the_day_that_are_not_of_the_run(moment):
    assert after(0, [run(0, 5)], check_in(0, 1, moment=moment)) is None


def test_symptoms_of_the_next_morning_and_no_later():
    runs = [run(0, 5)]
    mornings = [check_in(day, 1, moment="next_morning", clock="07:00") for day in (1, 2)]
    assert after(0, runs, mornings[0]) == mornings[0]
    assert after(0, runs, mornings[1]) is None
    assert after(0, runs, mornings[0], until=0) is None
    assert after(0, runs, check_in(1, 5)) is None


def test_the_first_entry_with_symptoms_is_the_one():
    entries = [check_in(0, 0, clock="08:00"), check_in(0, 2, clock="09:00"), check_in(0, 8)]
    assert after(0, [run(0, 5)], *entries) == entries[1]


def test_an_entry_timed_before_every_run_of_its_day_is_of_the_first():
    early = check_in(0, 2, clock="06:00")
    assert after(0, [run(0, 5)], early) == early
    twice = [run(0, 5, "07:00"), run(0, 5, "18:00")]
    assert [after(position, twice, early) for position in (0, 1)] == [early, None]
    assert after(1, [run(-1, 5), run(0, 5)], early) == early

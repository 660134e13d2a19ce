from dataclasses import replace

from tests.builders import on, run
from training.engine.facts import ShoeFact
from training.engine.log import Log
from training.insights.plan import PlannedRun, as_runs, with_plan

STEADY = [run(day, 10, surface="asphalt", warm_up=True, shoe="ghost") for day in range(0, 37, 3)]
GHOST = ShoeFact("ghost", "Ghost")
LOG = Log(runs=STEADY, shoes=[GHOST])


def test_a_run_that_says_nothing_is_like_the_last_one():
    (planned,) = as_runs(LOG, [PlannedRun(on(39), 5_000)])
    last = STEADY[-1]
    assert planned == replace(
        last, start="planned:2026-04-09:1", day=on(39), instant_s=planned.instant_s, distance_m=5_000
    )


def test_a_run_is_as_it_is_said_to_be():
    said = PlannedRun(on(39), 5_000, "hills", "trail", "hilly", "")
    (planned,) = as_runs(LOG, [said])
    assert (planned.session, planned.surface, planned.terrain, planned.shoe) == (
        "hills",
        "trail",
        "hilly",
        "",
    )


def test_the_second_run_of_a_day_is_like_the_first():
    plan = [PlannedRun(on(39), 5_000, surface="trail"), PlannedRun(on(39), 4_000)]
    assert [planned.surface for planned in as_runs(LOG, plan)] == ["trail", "trail"]
    assert [run.distance_m for run in with_plan(LOG, plan).runs[-2:]] == [5_000, 4_000]


def test_nothing_planned_is_ever_counted_as_run():
    before = (list(LOG.runs), LOG.shoe_distance(GHOST, 10**6), list(LOG.entry_days))
    assert with_plan(LOG, [PlannedRun(on(39), 40_000)]).shoe_distance(GHOST, 10**6) == before[1] + 40_000
    assert (LOG.runs, LOG.shoe_distance(GHOST, 10**6), LOG.entry_days) == before


def test_a_retired_shoe_is_not_worn_again():
    gone = Log(runs=STEADY, shoes=[replace(GHOST, retired_on=on(30))])
    assert as_runs(gone, [PlannedRun(on(41), 5_000)])[0].shoe == ""


def test_an_empty_log_says_nothing_of_a_run():
    (planned,) = as_runs(Log(), [PlannedRun(on(0), 5_000)])
    assert (planned.surface, planned.terrain, planned.shoe, planned.warm_up) == ("", "", "", None)

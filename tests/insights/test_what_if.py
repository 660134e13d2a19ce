"""Can I run …?: what comes first, what is raised, how far nothing is."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import check_in, on, run
from training.engine.evaluate import Ruleset
from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.insights.other_plans import answer_run
from training.insights.plan import PlannedRun
from training.insights.what_if import Answer, Verdict, answer_week
from training.rules import ALL_RULES

GHOST = ShoeFact("ghost", "Ghost", started_on=on(0))
GLIDE = ShoeFact("glide", "Glide", started_on=on(0))
# Ten kilometres every third day, in two pairs by turns.
STEADY = [
    run(day, 10, surface="asphalt", terrain="flat", warm_up=True, shoe=("ghost", "glide")[day % 2])
    for day in range(0, 37, 3)
]
SAME = PlannedRun(on(39), 10_000)


def ask(planned: PlannedRun, *, today: int = 39, latest: int = 67, **log) -> Answer:
    history = History(Log(**{"runs": STEADY, "shoes": [GHOST, GLIDE], **log}), on(today))
    return answer_run(history, ALL_RULES, Ruleset(), planned, on(latest))


def raised(answer: Answer) -> list[tuple[str, str | None, str]]:
    """(rule, severity before, severity after) of what the run raises."""
    return [
        (c.finding.rule.id, c.before.severity.word if c.before else None, c.finding.severity.word)
        for c in answer.changes
        if c.is_raised
    ]


def other(answer: Answer) -> list[tuple[str, object, str]]:
    """(what is different, the value, the answer) of each alternative."""
    return [(a.kind, getattr(a.run, a.kind), a.verdict.name) for a in answer.alternatives]


def test_a_usual_run_raises_nothing():
    answer = ask(SAME)
    assert (answer.verdict, answer.binding, raised(answer), answer.alternatives) == (
        Verdict.YES,
        None,
        [],
        (),
    )
    assert (answer.reach.metres, answer.reach.then.rule.id) == (11_000, "load.longest_run")


def test_the_furthest_that_raises_nothing_and_a_step_more():
    assert ask(replace(SAME, distance_m=11_000)).verdict is Verdict.YES
    answer = ask(replace(SAME, distance_m=11_010))
    assert (answer.verdict, raised(answer)) == (Verdict.YES_BUT, [("load.longest_run", None, "notice")])
    assert answer.binding.finding.rule.id == "load.longest_run"


def test_a_caution_is_a_no():
    answer = ask(replace(SAME, distance_m=13_010))
    assert (answer.verdict, raised(answer)[0]) == (Verdict.NO, ("load.longest_run", None, "caution"))
    assert other(answer) == [("distance_m", 11_000, "YES")]


def test_what_is_no_worry_of_this_run_does_not_change_the_answer():
    worn = ShoeFact("old", "Old", earlier_m=900_000, started_on=on(0))
    answer = ask(SAME, shoes=[GHOST, GLIDE, worn])
    assert [c.finding.rule.id for c in answer.changes] == ["shoe.mileage"]
    assert answer.verdict is Verdict.YES


def test_another_shoe_changes_the_answer():
    worn = replace(GHOST, earlier_m=900_000)
    answer = ask(replace(SAME, shoe="ghost"), shoes=[worn, GLIDE])
    assert (answer.verdict, raised(answer)) == (Verdict.YES_BUT, [])
    assert other(answer) == [("shoe", "glide", "YES")]


def test_a_run_that_brings_a_shoe_past_its_line():
    nearly = replace(GHOST, earlier_m=730_000)
    answer = ask(replace(SAME, shoe="ghost"), shoes=[nearly, GLIDE])
    assert (answer.verdict, raised(answer)) == (Verdict.NO, [("shoe.mileage", "notice", "caution")])
    assert other(answer) == [("distance_m", 4_670, "YES"), ("shoe", "glide", "YES")]


def test_another_ground_changes_the_answer():
    answer = ask(replace(SAME, terrain="uneven"))
    assert (answer.verdict, raised(answer)) == (
        Verdict.YES_BUT,
        [("terrain.downhill_uneven", None, "notice")],
    )
    grounds = [("terrain", word, "YES") for word in ("flat", "rolling", "hilly")]
    assert other(answer) == [("distance_m", 8_570, "YES"), *grounds]


def test_waiting_changes_the_answer():
    daily = [
        *STEADY,
        *(run(day, 2, surface="asphalt", terrain="flat", shoe="ghost") for day in range(34, 40)),
    ]
    answer = ask(PlannedRun(on(40), 2_000), today=40, runs=daily)
    assert raised(answer) == [("load.no_rest_day", None, "notice")]
    assert (answer.reach.metres, other(answer)) == (0, [("day", on(41), "YES")])
    assert other(ask(PlannedRun(on(40), 2_000), today=40, latest=40, runs=daily)) == []


def test_an_easy_run_changes_the_answer():
    fast = [*STEADY, run(38, 5, session="intervals", surface="asphalt", terrain="flat", shoe="glide")]
    answer = ask(replace(SAME, distance_m=5_000, session="sprints"), runs=fast)
    assert raised(answer) == [("load.hard_days", None, "notice")]
    assert ("session", "easy", "YES") in other(answer)


def test_a_log_too_young_to_judge_says_so():
    nearly = replace(GHOST, earlier_m=470_000)
    for log in ({"runs": []}, {"runs": [run(37, 10)]}, {"runs": [run(37, 10)], "shoes": [nearly]}):
        answer = ask(SAME, **log)
        assert (answer.verdict, answer.is_unjudged, answer.alternatives) == (Verdict.YES_BUT, True, ())


def test_what_stands_and_grows_is_a_no_and_no_distance_is_named():
    answer = ask(replace(SAME, distance_m=1_000), runs=[*STEADY, run(38, 40)])
    assert (answer.verdict, answer.reach) == (Verdict.NO, None)
    binding = answer.binding
    assert (binding.finding.rule.id, binding.is_raised, binding.is_about) == ("load.weekly_jump", False, True)
    assert [kind for kind, *_ in other(answer)] == ["day"]


def gate(*check_ins, today=39) -> tuple[str, bool, Verdict]:
    answer = ask(replace(SAME, day=on(today)), today=today, check_ins=check_ins)
    assert (answer.reach, answer.alternatives) == (None, ())
    finding = answer.gate.finding
    return finding.rule.id if finding else "", answer.gate.is_stale, answer.verdict


def test_an_open_episode_comes_first():
    assert gate(check_in(38, 2)) == ("", False, Verdict.NO)


def test_a_closed_one_does_not():
    closed = [check_in(day, score) for day, score in ((30, 2), (31, 0), (32, 0), (33, 0))]
    assert ask(SAME, check_ins=closed).gate is None


def test_signs_for_a_professional_come_first_of_all():
    assert gate(check_in(38, 2, signs={"locks"})) == ("knee.red_flag", False, Verdict.NO)
    both = check_in(38, 2, "right"), check_in(38, 2, signs={"cannot_bear_weight"})
    assert gate(*both) == ("knee.emergency", False, Verdict.NO)


def test_recovered_or_not_logged_is_asked_first():
    assert gate(check_in(32, 2)) == ("", True, Verdict.NO)
    assert gate(check_in(20, 2)) == ("knee.two_weeks", True, Verdict.NO)


def test_the_knee_of_today_gates_a_run_of_next_week():
    answer = ask(replace(SAME, day=on(50)), check_ins=[check_in(39, 2)])
    assert (answer.gate.finding, answer.gate.is_stale) == (None, False)


def week(plan, *, today=39, **log) -> list[Answer]:
    history = History(Log(**{"runs": STEADY, "shoes": [GHOST, GLIDE], **log}), on(today))
    return answer_week(history, ALL_RULES, Ruleset(), plan, on(today), 7)


def said(days: list[Answer]) -> dict[int, list]:
    return {(day.day - on(0)).days: raised(day) for day in days if raised(day)}


def test_a_usual_week_raises_nothing():
    days = week([SAME, replace(SAME, day=on(42))])
    assert [(day.distance_m, day.verdict, day.changes) for day in days] == [
        (10_000 if n in (0, 3) else 0, Verdict.YES, ()) for n in range(7)
    ]


def test_a_day_is_built_on_the_days_before_it():
    twice = week([PlannedRun(on(41), 12_000), PlannedRun(on(43), 13_500)])
    assert said(twice)[41] == [("load.longest_run", None, "notice")]
    # 13.5 km is a new line beside the 12 km of two days before: 12.5 % more, not 35 %.
    (longest,) = (c for c in twice[4].changes if c.is_raised and c.finding.rule.id == "load.longest_run")
    assert 12.5 in {item.value for item in longest.finding.evidence}
    alone = week([PlannedRun(on(43), 13_500)])
    assert ("load.longest_run", None, "caution") in said(alone)[43]


def test_a_sore_knee_gates_every_day_of_a_week_and_speaks_of_its_runs():
    days = week([PlannedRun(on(39), 5_000)], check_ins=[check_in(39, 7, clock="06:00")])
    assert ("knee.running_through", None, "caution") in said(days)[39]
    assert [day.verdict for day in days] == [Verdict.NO] + [Verdict.YES] * 6

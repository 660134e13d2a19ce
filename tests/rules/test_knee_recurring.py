from __future__ import annotations

from tests.builders import check_in, findings, on, run, summary
from training.engine.history import History
from training.engine.log import Log
from training.rules.knee_recurring import RULE

FIRES = [("caution", "knee:left")]


def said(today: int, check_ins, runs=()) -> list[tuple[str, str]]:
    found = findings(RULE, today, check_ins=check_ins, runs=runs)
    return [(word, subject) for _, word, subject in summary(found)]


def spell(day: int, side: str = "left"):
    """An episode that opens on `day` and closes three days later."""
    return [check_in(day, 1, side), *(check_in(day + n, 0, side) for n in (1, 2, 3))]


def after(day: int, score: int = 1, **facts):
    return check_in(day, score, **facts)


def morning_after(day: int, score: int = 1):
    return check_in(day + 1, score, moment="next_morning", clock="07:00")


RUNS = [run(day, 5) for day in (0, 3, 6, 9)]


def test_silent_for_a_first_and_a_second_episode():
    assert said(0, spell(0)) == []
    assert said(20, [*spell(0), *spell(20)]) == []


def test_the_third_episode_that_opened_within_ninety_days():
    assert said(90, [*spell(0), *spell(40), check_in(90, 1)]) == []
    assert said(89, [*spell(0), *spell(40), check_in(89, 1)]) == FIRES


def test_stands_while_that_episode_is_open_and_no_longer():
    third = [*spell(0), *spell(40), check_in(89, 1)]
    assert said(130, third) == FIRES
    assert said(92, [*third, *(check_in(89 + n, 0) for n in (1, 2, 3))]) == []


def test_episodes_of_the_other_knee_do_not_count():
    assert said(40, [*spell(0), *spell(20, "right"), check_in(40, 1)]) == []


def test_both_knees_at_once():
    both = [entry for side in ("right", "left") for day in (0, 20, 40) for entry in spell(day, side)]
    assert said(40, both) == [*FIRES, ("caution", "knee:right")]


def test_symptoms_after_three_of_the_last_four_runs():
    assert said(9, [after(0), after(6)], RUNS) == []
    assert said(9, [after(0), after(3), after(9)], RUNS) == FIRES
    assert said(9, [after(0), after(3)], RUNS) == []


def test_only_the_last_four_runs_count():
    five = [*RUNS, run(12, 5)]
    assert said(12, [after(0), after(9), after(12)], five) == []


def test_three_runs_are_enough_when_there_are_no_more():
    assert said(6, [after(0), after(3), after(6)], RUNS[:3]) == FIRES


def test_stands_though_later_runs_went_well():
    later = [*RUNS, run(12, 5), run(15, 5)]
    assert said(15, [after(0), after(3), after(9)], later) == FIRES


def test_the_next_morning_counts_for_the_run_of_the_day_before():
    mornings = [morning_after(0), morning_after(3), morning_after(9)]
    assert said(9, mornings, RUNS) == []
    assert said(10, mornings, RUNS) == FIRES


def test_before_a_run_the_morning_of_it_and_days_later_do_not_count():
    assert said(9, [after(0), after(3), check_in(9, 4, moment="before", clock="07:00")], RUNS) == []
    assert said(9, [after(0), after(3), check_in(9, 4, moment="next_morning", clock="07:00")], RUNS) == []
    assert said(8, [after(0), after(3), after(8)], RUNS) == []


def test_at_rest_counts_from_the_start_of_the_run_on():
    assert said(9, [after(0), after(3), check_in(9, 4, moment="rest", clock="07:29")], RUNS) == []
    assert said(9, [after(0), after(3), check_in(9, 4, moment="rest", clock="07:30")], RUNS) == FIRES


def test_a_clear_entry_is_no_symptom_and_a_sign_at_score_0_is():
    assert said(9, [after(0), after(3), after(9, 0)], RUNS) == []
    assert said(9, [after(0), after(3), after(9, 0, signs=["pops"])], RUNS) == FIRES


def test_an_entry_between_two_runs_of_one_day_is_of_the_first():
    twice = [run(0, 5), run(3, 5, "07:00"), run(3, 5, "18:00")]
    noon, evening = after(3, clock="12:00"), after(3, clock="20:00")
    assert said(3, [after(0), noon], twice) == []
    assert said(3, [after(0), evening], twice) == FIRES


def test_an_entry_after_a_run_timed_before_it_is_still_of_that_run():
    assert said(9, [after(0), after(3), after(9, clock="06:00")], RUNS) == FIRES
    assert said(9, [after(0), after(3), check_in(9, 1, moment="rest", clock="06:00")], RUNS) == []


def test_a_run_that_is_only_thought_of_changes_the_answer():
    log = Log(check_ins=[after(0), after(3), check_in(9, 2, clock="19:00")], runs=RUNS[:2])
    assert not list(RULE.check(History(log, on(9)), RULE.limits()))
    assert len(list(RULE.check(History(log.with_run(RUNS[3]), on(9)), RULE.limits()))) == 1


def test_names_the_episodes():
    (finding,) = findings(RULE, 42, check_ins=[*spell(0), *spell(20), *spell(40)])
    assert finding.text("km") == (
        "Your left knee has had 3 episodes of symptoms in 90 days, the newest from 10\u00a0April."
    )
    assert [item.value for item in finding.evidence[1:]] == [3, "2026-03-01", "2026-03-21", "2026-04-10"]
    assert finding.since == on(40)


def test_names_the_runs_and_what_came_after_each():
    entries = [after(0), after(3, 4), morning_after(9, 2)]
    (finding,) = findings(RULE, 12, check_ins=entries, runs=RUNS)
    assert finding.text("km") == (
        "By 11\u00a0March, symptoms in your left knee had followed 3 of the last 4 runs."
    )
    assert [item.ref for item in finding.evidence if item.ref] == [
        RUNS[0].subject, entries[0].ref, RUNS[1].subject, entries[1].ref, RUNS[3].subject, entries[2].ref,
    ]  # fmt: skip
    assert finding.since == on(10)

from __future__ import annotations

from tests.builders import check_in, on, run, summary
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Finding
from training.rules import knee_emergency, knee_few_days, knee_red_flag, knee_two_weeks
from training.rules.knee_running_through import RULE

RULES = [knee_few_days.RULE, knee_two_weeks.RULE, knee_red_flag.RULE, knee_emergency.RULE, RULE]


def found(today: int, check_ins, runs) -> list[Finding]:
    findings = evaluate(History(Log(check_ins=check_ins, runs=runs), on(today)), RULES, Ruleset())
    return [finding for finding in findings if finding.rule is RULE]


def said(today: int, check_ins, *runs) -> list[tuple[str, str]]:
    return [(word, subject) for _, word, subject in summary(found(today, check_ins, runs))]


FIRES = [("caution", "knee:left")]
LIMP = check_in(5, 1, signs=["limping"])


def test_silent_for_runs_on_milder_days():
    assert said(5, [check_in(5, 5)], run(5, 8)) == []


def test_silent_without_a_run():
    assert said(5, [check_in(5, 9), LIMP]) == []


def test_a_run_on_a_day_with_a_score_above_five():
    assert said(5, [check_in(5, 6)], run(5, 8)) == FIRES
    assert said(6, [check_in(5, 6)], run(6, 8)) == []


def test_any_entry_of_the_day_counts():
    eased = [check_in(5, 6, clock="06:00", moment="before"), check_in(5, 1)]
    assert said(5, eased, run(5, 8)) == FIRES


def test_a_run_within_seven_days_of_a_sign_for_a_professional():
    assert said(4, [LIMP], run(4, 8)) == []
    assert said(5, [LIMP], run(4, 8)) == []
    assert said(6, [LIMP], run(6, 8)) == FIRES
    assert said(12, [LIMP], run(12, 8)) == FIRES
    assert said(13, [LIMP], run(13, 8)) == []


def test_a_run_after_two_weeks_of_symptoms():
    mild = [check_in(0, 1)]
    assert said(13, mild, run(13, 8)) == []
    assert said(14, mild, run(14, 8)) == FIRES
    assert said(22, mild, run(22, 8)) == []


def test_a_run_after_an_emergency_sign():
    assert said(6, [check_in(5, 1, signs=["hot_with_fever"])], run(6, 8)) == FIRES


def test_a_run_of_tomorrow_is_not_known():
    assert said(5, [LIMP], run(6, 8)) == []


def test_stands_while_the_episode_is_open_and_no_longer():
    assert said(40, [LIMP], run(6, 8)) == FIRES
    clear = [check_in(day, 0) for day in (7, 8, 9)]
    assert said(8, [LIMP, *clear], run(6, 8)) == FIRES
    assert said(9, [LIMP, *clear], run(6, 8)) == []


def test_a_bad_day_of_an_earlier_episode_is_over():
    closed = [check_in(0, 9), *(check_in(day, 0) for day in (1, 2, 3))]
    assert said(4, [*closed, check_in(4, 1)], run(0, 8)) == []


def test_each_knee_by_itself():
    assert said(6, [LIMP, check_in(5, 2, side="right")], run(6, 8)) == FIRES
    late = run(5, 8, "21:00")
    assert said(5, [LIMP, check_in(5, 7, side="right")], late) == [*FIRES, ("caution", "knee:right")]


def test_says_which_run_and_how_bad_the_day_was():
    runs = [run(5, 8), run(7, 10)]
    entry = check_in(7, 8)
    (finding,) = found(9, [check_in(5, 6), entry], runs)
    assert finding.text("mi") == (
        "You ran 6.2\u00a0mi on 8\u00a0March, a day with your left knee at 8 of 10. "
        "Runs like this in this episode: 2."
    )
    assert finding.since == on(7)
    assert [item.ref for item in finding.evidence if item.ref] == [
        runs[1].subject, entry.ref, runs[0].subject,
    ]  # fmt: skip


def test_says_which_run_came_soon_after_a_warning():
    (finding,) = found(8, [LIMP], [run(7, 8)])
    assert finding.text("km") == (
        "You ran 8.0\u00a0km on 8\u00a0March, within 7 days of a warning for your left knee (6\u00a0March). "
        "Runs like this in this episode: 1."
    )
    assert (finding.evidence[2].value, finding.evidence[2].on) == (knee_red_flag.RULE.title, on(5))


def test_comes_after_the_rules_it_reads_whatever_their_order():
    backwards = evaluate(History(Log(check_ins=[LIMP], runs=[run(6, 8)]), on(6)), RULES[::-1], Ruleset())
    assert ("knee.running_through", "caution", "knee:left") in summary(backwards)


def test_a_run_before_that_days_check_in_was_no_running_through():
    assert said(5, [LIMP], run(5, 8, "07:30")) == []
    assert said(5, [check_in(5, 1, clock="06:00"), LIMP], run(5, 8, "07:30")) == []
    assert said(5, [LIMP], run(5, 8, "20:00")) == FIRES

from __future__ import annotations

import pytest

from tests.builders import check_in, findings, run, summary
from training.engine.evaluate import Ruleset
from training.rules.load_hard_days import RULE, Limits

NOTICE = [("load.hard_days", "notice", "runner")]
CAUTION = [("load.hard_days", "caution", "runner")]


def hard(day: int, clock: str = "07:30", session: str = "intervals"):
    return run(day, 8, clock, session=session)


def said(*runs, today: int = 10, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=runs, **log))


def test_silent_with_two_hard_sessions_and_a_day_between():
    assert said(hard(6), run(7, 10, session="easy"), hard(8), run(9, 15, session="long")) == []


def test_silent_without_session_or_effort():
    assert said(*(run(day, 10) for day in range(4, 11))) == []


def test_three_in_a_week_are_named():
    assert said(hard(4), hard(6), hard(8)) == NOTICE


def test_week_is_today_and_six_days_before():
    assert said(hard(4), hard(6), hard(8), today=10) == NOTICE
    assert said(hard(4), hard(6), hard(8), today=11) == []


def test_two_days_in_a_row_are_named():
    assert said(hard(6), hard(7)) == NOTICE
    assert said(hard(3), hard(4)) == []


def test_two_on_one_day_are_no_two_days_in_a_row():
    assert said(hard(6, "07:00"), hard(6, "18:00")) == []
    assert said(hard(6, "07:00"), hard(6, "18:00"), hard(8)) == NOTICE
    assert said(hard(6, "07:00"), hard(6, "18:00"), hard(7)) == NOTICE


@pytest.mark.parametrize("session", ["sprints", "intervals", "hills", "race"])
def test_hard_sessions(session):
    assert said(hard(6, session=session), hard(7, session=session)) == NOTICE


@pytest.mark.parametrize("session", ["easy", "long", "tempo", ""])
def test_other_sessions(session):
    assert said(hard(6, session=session), hard(7, session=session)) == []


def test_effort_counts_from_seven_whatever_the_session():
    assert said(hard(6), run(7, 5, session="easy", rpe=6)) == []
    assert said(hard(6), run(7, 5, session="easy", rpe=7)) == NOTICE


def test_caution_while_either_knee_has_symptoms():
    assert said(hard(6), hard(7), check_ins=[check_in(3, 2, "right")]) == CAUTION
    closed = [check_in(1, 2), *(check_in(day, 0) for day in (2, 3, 4))]
    assert said(hard(6), hard(7), check_ins=closed) == NOTICE


def test_says_how_many_and_names_them():
    runs = [hard(4), hard(6), hard(8)]
    (finding,) = findings(RULE, 10, runs=runs)
    assert finding.text("km") == "You ran 3 hard sessions in the last 7 days; the line is 2."
    assert finding.since == runs[2].day
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("hard", 3, ""),
        *((f"run_{number}", 8000, each.subject) for number, each in enumerate(runs, 1)),
    ]


def test_says_which_days_and_that_a_knee_has_symptoms():
    (finding,) = findings(RULE, 10, runs=[hard(5), hard(6), hard(8)], check_ins=[check_in(9, 1)])
    assert finding.text("km") == (
        "You ran 3 hard sessions in the last 7 days; the line is 2."
        " You ran hard on two days in a row, 6\u00a0March and 7\u00a0March."
        " It weighs more while a knee has symptoms."
    )


def test_two_in_a_row_date_from_the_newest_pair():
    ruleset = Ruleset(limits={RULE.id: Limits(most_sessions=4)})
    runs = [hard(4), hard(5), hard(7), hard(8)]
    (finding,) = findings(RULE, 10, ruleset, runs=runs)
    assert finding.text("km") == "You ran hard on two days in a row, 8\u00a0March and 9\u00a0March."
    assert finding.since == runs[3].day

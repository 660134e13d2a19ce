from __future__ import annotations

import pytest

from tests.builders import care, check_in, findings, on, run, summary
from training.engine.facts import GapFact
from training.rules.load_return_after_break import RULE

# Four weeks of three runs (median 8 km, 26 km a week), the last on day 27; day 42 ends a break of 14 days.
BEFORE = [run(week * 7 + day, km) for week in range(4) for day, km in ((0, 8), (3, 6), (6, 12))]
RESTING = [care(day) for day in (31, 35, 39)]
BACK = 42


def said(*comeback, today: int | None = None, before=BEFORE, **log) -> list[tuple[str, str, str]]:
    newest = (comeback[-1].day - run(0, 1).day).days
    return summary(findings(RULE, newest if today is None else today, runs=[*before, *comeback], **log))


def card(first) -> list[tuple[str, str, str]]:
    return [("load.return_after_break", "caution", first.subject)]


@pytest.mark.parametrize("km", [1, 4.0])
def test_silent_up_to_half_of_the_usual_run(km):
    assert said(run(BACK, km)) == []


def test_speaks_of_a_first_run_above_half_of_the_usual_one():
    first = run(BACK, 4.001)
    assert said(first) == card(first)


@pytest.mark.parametrize(("day", "counts"), [(41, False), (42, True)])
def test_a_break_is_fourteen_whole_days_without_a_run(day, counts):
    assert said(run(day, 8)) == (card(run(day, 8)) if counts else [])


def test_first_week_counts_up_to_half_of_the_usual_week():
    week = [run(BACK, 4), run(BACK + 2, 4), run(BACK + 4, 4)]
    assert said(*week, run(BACK + 6, 1.0)) == []
    assert said(*week, run(BACK + 6, 1.001)) == card(week[0])
    assert said(*week, run(BACK + 7, 1.001)) == []


def test_card_leaves_a_week_after_the_first_run():
    first = run(BACK, 8)
    assert said(first, today=BACK + 6) == card(first)
    assert said(first, today=BACK + 7) == []


def test_only_the_first_run_of_the_day_is_the_first():
    morning, evening = run(BACK, 2, "07:00"), run(BACK, 6, "18:00")
    assert said(morning, evening) == []
    assert said(run(BACK, 6, "07:00"), run(BACK, 2, "18:00")) == card(run(BACK, 6, "07:00"))


def test_no_break_before_the_first_run_of_the_log():
    assert summary(findings(RULE, 3, runs=[run(3, 20)])) == []
    assert summary(findings(RULE, 60, runs=BEFORE)) == []


def test_usual_is_counted_up_to_the_last_run_before_the_break():
    long_ago = [run(-1, 30), run(0, 30)]
    assert said(run(BACK, 4), before=[*long_ago[:1], *BEFORE]) == []
    (finding,) = findings(RULE, BACK, runs=[*long_ago, *BEFORE, run(BACK, 9)])
    assert [(item.key, item.value) for item in finding.evidence if item.key.endswith("_of")] == [
        ("run_of", 8000),
        ("week_of", 33500),
    ]


def test_a_young_log_is_divided_by_the_weeks_it_spans():
    ten_days = [run(0, 5), run(3, 5), run(6, 5), run(9, 5)]
    (finding,) = findings(RULE, 24, runs=[*ten_days, run(24, 5)])
    assert [item.value for item in finding.evidence if item.key == "week_of"] == [14000]
    one_day = [run(0, 6)]
    (finding,) = findings(RULE, 15, runs=[*one_day, run(15, 5)])
    assert [item.value for item in finding.evidence if item.key == "week_of"] == [6000]


def test_names_the_run_that_came_too_soon():
    first = run(BACK, 5)
    (finding,) = findings(RULE, BACK, runs=[*BEFORE, first], care=RESTING)
    assert finding.text("km") == (
        "After 14 days without a run you came back with 5.0\u00a0km:"
        " 62.5\u00a0% of your usual run (8.0\u00a0km)."
    )
    assert finding.hint("km") == (
        "Keep the next runs below 50\u00a0% of the usual ones and build up over the coming weeks."
    )
    assert finding.since == first.day
    assert [(item.key, item.value, item.ref) for item in finding.evidence] == [
        ("off", 14, ""),
        ("gap", 3, ""),
        ("run", 5000, ""),
        ("run_of", 8000, ""),
        ("run_share", 62.5, ""),
        ("week", 5000, ""),
        ("week_of", 26000, ""),
        ("week_share", 5000 * 100 / 26000, ""),
        ("run_1", 12000, BEFORE[-1].subject),
        ("run_2", 5000, first.subject),
    ]


def test_names_the_week_that_came_too_soon():
    runs = [run(BACK, 4), run(BACK + 2, 4), run(BACK + 4, 4), run(BACK + 5, 4)]
    (finding,) = findings(RULE, BACK + 6, runs=[*BEFORE, *runs], care=RESTING)
    assert finding.text("mi") == (
        "Since your break of 14 days you have run 9.9\u00a0mi: 61.5\u00a0% of your usual week (16.2\u00a0mi)."
    )
    assert finding.since == runs[-1].day


def test_names_both():
    back = [run(BACK, 14)]
    (first,) = findings(RULE, BACK, runs=[*BEFORE, *back], care=RESTING)
    words = (
        "After 14 days without a run you came back with 14.0\u00a0km:"
        " 175\u00a0% of your usual run (8.0\u00a0km)."
    )
    assert first.text("km") == words
    (finding,) = findings(RULE, BACK + 2, runs=[*BEFORE, *back, run(BACK + 2, 1)], care=RESTING)
    assert finding.text("km") == (
        f"{words}"
        " Since your break of 14 days you have run 15.0\u00a0km:"
        " 57.7\u00a0% of your usual week (26.0\u00a0km)."
    )


def test_asks_about_a_break_with_nothing_logged():
    question = "Nothing at all is logged for 14 days of the break: was that rest, illness or just not logged?"
    (finding,) = findings(RULE, BACK, runs=[*BEFORE, run(BACK, 5)])
    assert finding.text("km").endswith(question)


@pytest.mark.parametrize(("rest_days", "asks"), [((34,), True), ((34, 41), False)])
def test_asks_where_seven_days_in_a_row_are_empty(rest_days, asks):
    entries = [care(day) for day in rest_days]
    (finding,) = findings(RULE, BACK, runs=[*BEFORE, run(BACK, 5)], care=entries)
    assert ("was that rest" in finding.text("km")) is asks


def test_a_clear_check_in_is_an_entry_too():
    entries = [check_in(day, 0) for day in (34, 41)]
    (finding,) = findings(RULE, BACK, runs=[*BEFORE, run(BACK, 5)], check_ins=entries)
    assert "was that rest" not in finding.text("km")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("rest", "(8.0\u00a0km)."),
        ("sick", "(8.0\u00a0km)."),
        (
            "not_logged",
            "As you said, 14 days of the break were not logged: it may be shorter than it looks from here.",
        ),
    ],
)
def test_does_not_ask_again_what_was_answered(answer, words):
    told = [GapFact(on(28), on(41), answer)]
    (finding,) = findings(RULE, BACK, runs=[*BEFORE, run(BACK, 5)], answers=told)
    assert finding.text("km").endswith(words)
    (half,) = findings(RULE, BACK, runs=[*BEFORE, run(BACK, 5)], answers=[GapFact(on(28), on(34), answer)])
    assert half.text("km").endswith("was that rest, illness or just not logged?")


def test_a_run_logged_late_ends_the_break():
    assert said(run(BACK, 8), before=[*BEFORE, run(35, 3)]) == []


def test_same_answer_however_much_of_a_long_break_is_known():
    entries = [care(day) for day in range(28, 110)]
    whole, part = (
        findings(RULE, 230, runs=[*BEFORE, run(230, 8)], care=acts) for acts in (entries, entries[-1:])
    )
    assert [finding.text("km") for finding in whole] == [finding.text("km") for finding in part]

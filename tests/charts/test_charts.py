"""What the charts say: the same numbers in the figure and in the table, in both units."""

from __future__ import annotations

import pytest

from tests.builders import check_in, on, run
from training.charts.figure import build_figure
from training.charts.knee_score import knee_score
from training.charts.shoe_distance import shoe_distance
from training.charts.weekly_distance import weekly_distance
from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.log import Log


def history(today: int, **log) -> History:
    return History(Log(**log), on(today))


# DAY_0 is Sunday, 1 March 2026; day 8 is the Monday of the second week after it.
RUNS = [run(0, 5), run(1, 10), run(3, 10), run(8, 16.09344)]


def test_weeks_run_from_monday_and_hold_what_a_warning_named_apart():
    chart = weekly_distance(history(9, runs=RUNS), {RUNS[2].subject}, "km")
    assert chart.rows[-3:] == [
        ("23\u00a0Feb", "5.0\u00a0km", "", "1"),
        ("2\u00a0Mar", "20.0\u00a0km", "10.0\u00a0km", "2"),
        ("9\u00a0Mar", "16.1\u00a0km", "", "1"),
    ]
    plain, named = chart.figure["data"]
    assert (plain["meta"], list(plain["y"])[-3:]) == ("bar", [5.0, 10.0, 16.1])
    assert (named["meta"], list(named["y"])[-3:]) == ("flagged", [0.0, 10.0, 0.0])
    assert chart.caption == "12 weeks, this one last. Weeks with a run flagged for its length: 1."


def test_weeks_in_miles():
    chart = weekly_distance(history(9, runs=RUNS), set(), "mi")
    assert chart.rows[-1] == ("9\u00a0Mar", "10.0\u00a0mi", "", "1")


def test_a_run_after_today_is_not_drawn():
    assert weekly_distance(history(7, runs=RUNS), set(), "km").rows[-1][0] == "2\u00a0Mar"


def test_no_knee_chart_without_a_check_in():
    assert knee_score(history(9, runs=RUNS), "km") is None


def test_a_knee_shows_the_worst_of_each_day_and_gaps_stay_gaps():
    entries = [check_in(1, 2), check_in(1, 4, clock="21:00"), check_in(5, 1)]
    chart = knee_score(history(9, runs=RUNS, check_ins=entries), "km")
    assert chart.rows == [("6\u00a0Mar", "1", ""), ("2\u00a0Mar", "4", "10.0\u00a0km")]
    line = chart.figure["data"][0]
    assert (line["meta"], list(line["x"]), list(line["y"])) == ("score", ["2026-03-02", "2026-03-06"], [4, 1])
    (shade,) = chart.figure["layout"]["shapes"]
    assert (shade["name"], shade["x0"], shade["x1"]) == ("episode", "2026-03-02", "2026-03-10")


def test_each_knee_has_a_line_and_a_word_of_its_own():
    entries = [check_in(1, 2), check_in(1, 3, side="right")]
    chart = knee_score(history(9, check_ins=entries), "km")
    assert chart.head == ("Day", "left knee", "right knee", "run")
    assert chart.rows == [("2\u00a0Mar", "2", "3", "")]


def test_no_shoe_chart_without_a_shoe_in_use():
    gone = ShoeFact("old", "Old", retired_on=on(0))
    assert shoe_distance(history(9, shoes=[gone]), 480_000, 800_000, "km") is None


def test_shoes_stand_against_their_own_lines():
    shoes = [
        ShoeFact("a", "Ghost <b>", earlier_m=500_000),
        ShoeFact("b", "Light", earlier_m=300_000, notice_at_m=200_000),
    ]
    chart = shoe_distance(history(9, shoes=shoes), 480_000, 800_000, "km")
    assert chart.rows == [
        ("Ghost <b>", "500.0\u00a0km", "480.0\u00a0km"),
        ("Light", "300.0\u00a0km", "200.0\u00a0km"),
    ]
    fine, worn = chart.figure["data"]
    assert (list(fine["x"]), list(worn["x"])) == ([0.0, 0.0], [500.0, 300.0])
    assert chart.figure["layout"]["yaxis"]["ticktext"] == ["Ghost &lt;b&gt;", "Light"]


def test_shoes_of_one_name_have_a_bar_each():
    shoes = [ShoeFact("a", "Ghost", earlier_m=1_000), ShoeFact("b", "Ghost", earlier_m=2_000)]
    fine = shoe_distance(history(9, shoes=shoes), 480_000, 800_000, "km").figure["data"][0]
    assert list(zip(fine["y"], fine["x"], strict=True)) == [(0, 1.0), (1, 2.0)]


def test_a_figure_is_what_was_asked_for_without_colours_of_its_own():
    bars = {"type": "bar", "meta": "bar", "x": ["2026-03-02"], "y": [5.0]}
    assert build_figure([bars], {"height": 260}) == {"data": [bars], "layout": {"height": 260}}


def test_a_figure_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="Invalid property"):
        build_figure([{"type": "bar", "heights": [5.0]}], {})

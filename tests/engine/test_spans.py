"""What a span of days holds."""

from __future__ import annotations

import pytest

from tests.builders import care, check_in, on, run
from training.engine.facts import ShoeFact
from training.engine.history import History, Span
from training.engine.log import Log


def span(first: int, last: int) -> Span:
    return on(first).toordinal(), on(last).toordinal()


def test_best_days_of_an_empty_span_are_its_last():
    assert History(Log(), on(9)).best_in(span(0, 9), 3) == (0, span(7, 9))


def test_best_days_lie_whole_within_the_span():
    history = History(Log(runs=[run(0, 9), run(2, 5), run(4, 6), run(8, 10)]), on(9))
    assert history.best_in(span(1, 7), 3) == (11000, span(2, 4))
    assert history.best_in(span(0, 9), 3) == (14000, span(0, 2))


def test_newest_of_equally_good_days():
    history = History(Log(runs=[run(0, 5), run(6, 5)]), on(9))
    assert history.best_in(span(0, 9), 2) == (5000, span(6, 7))


def test_newest_entry_of_any_kind_within_the_span():
    history = History(Log(runs=[run(0, 5), run(9, 5)], care=[care(2)], check_ins=[check_in(4, 0)]), on(8))
    newest = [
        history.newest_entry_in(span(first, last)) for first, last in ((5, 9), (4, 9), (1, 3), (-9, -1))
    ]
    assert newest == [None, on(4), on(2), None]


def test_longest_silence_within_the_span():
    history = History(Log(runs=[run(0, 5), run(9, 5)], care=[care(2)]), on(9))
    silences = [history.silence_in(span(first, last)) for first, last in ((0, 9), (1, 4), (3, 5), (2, 2))]
    assert silences == [6, 2, 3, 0]


SHOE = ShoeFact("ghost", "Ghost", earlier_m=2000)


@pytest.mark.parametrize(
    ("metres", "day"), [(2000, None), (2001, 0), (7000, 0), (7001, 3), (12000, 3), (12001, None)]
)
def test_day_on_which_a_shoe_passed(metres, day):
    log = Log(runs=[run(0, 5, shoe="ghost"), run(1, 50), run(3, 5, shoe="ghost")], shoes=[SHOE])
    assert log.shoe_passed_on(SHOE, metres) == (None if day is None else on(day))


def test_a_shoe_without_runs_passed_nothing():
    assert Log(shoes=[SHOE]).shoe_passed_on(SHOE, 1) is None

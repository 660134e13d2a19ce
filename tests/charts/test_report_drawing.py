"""Twelve weeks as marks: where they stand, and what is left unsaid."""

from __future__ import annotations

from datetime import date

from tests.builders import check_in, on, run
from training.charts.report_drawing import (
    BAR_BASE,
    LEFT,
    RIGHT,
    SCORE_BASE,
    TALLEST_BAR,
    report_drawing,
    report_span,
)
from training.engine.facts import SIDES
from training.engine.history import History
from training.engine.log import Log

TODAY = on(0)


def drawn(sides=SIDES, **entries):
    return report_drawing(History(Log(**entries), TODAY), sides, [])


def test_the_span_begins_on_the_monday_of_the_twelfth_week_back():
    first, last = report_span(History(Log(), TODAY))
    assert (date.fromordinal(first).weekday(), last) == (0, TODAY.toordinal())
    assert 77 <= last - first <= 83


def test_an_empty_log_draws_paper_and_nothing_on_it():
    drawing = drawn()
    assert (drawing.knees, drawing.silent, {bar.height for bar in drawing.bars}) == ([], [], {0})
    assert (drawing.mondays[0], len(drawing.mondays), len(drawing.bars)) == (LEFT, 12, 12)


def test_the_longest_week_has_the_tallest_bar():
    drawing = drawn(runs=[run(0, 10_000), run(-7, 20_000)])
    *_, before, this = drawing.bars
    assert (before.height, this.height) == (TALLEST_BAR, TALLEST_BAR // 2)
    assert (before.y + before.height, this.y + this.height) == (BAR_BASE, BAR_BASE)


def test_a_line_does_not_cross_days_that_nobody_knows():
    (knee,) = drawn(check_ins=[check_in(-10, 4), check_in(-9, 3), check_in(-1, 2)]).knees
    assert [step for step in knee.path if step.isalpha()] == ["M", "L", "M"]
    assert [(SCORE_BASE - dot.y) for dot in knee.dots] == [92, 69, 46]


def test_an_episode_is_shaded_from_its_first_day_to_today():
    (knee,) = drawn(check_ins=[check_in(-2, 4)]).knees
    ((shade,), (dot,)) = knee.episodes, knee.dots
    assert shade.x < dot.x < shade.x + shade.width
    assert shade.width in {3 * (RIGHT - LEFT) // 84, 3 * (RIGHT - LEFT) // 84 + 1}


def test_an_episode_that_began_before_the_span_is_shaded_from_its_edge():
    (knee,) = drawn(check_ins=[check_in(back, 4) for back in (-120, -1)]).knees
    assert [(shade.x, len(knee.dots)) for shade in knee.episodes] == [(LEFT, 1)]


def test_a_knee_that_was_not_asked_for_is_not_drawn():
    entries = [check_in(-1, 4), check_in(-1, 4, side="right")]
    assert [knee.side for knee in drawn(("right",), check_ins=entries).knees] == ["right"]

from __future__ import annotations

import pytest

from training.management.measuring.figures import Figure, growth, in_turn, in_words, median_ms, unpacked


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.256, "ms", "0.26 ms"),
        (3, "", "3"),
        (12.34, "ms", "12.3 ms"),
        (123.4, "ms", "123 ms"),
        (1_234_567.8, "runner-days/s", "1,234,568 runner-days/s"),
        (83.25, "%", "83.2%"),
    ],
)
def test_three_digits_are_said(value, unit, words):
    assert in_words(value, unit) == words


@pytest.mark.parametrize(
    ("figure", "met", "wished"),
    [
        (Figure("x", 25, "ms"), None, ""),
        (Figure("x", 25, "ms", at_most=25), True, "≤ 25 ms"),
        (Figure("x", 25.1, "ms", at_most=25), False, "≤ 25 ms"),
        (Figure("x", 250, "/s", at_least=250), True, "≥ 250 /s"),
        (Figure("x", 249, "/s", at_least=250), False, "≥ 250 /s"),
        (Figure("x", 9, "ms", 12, at_most=25, most_queries=12), True, "≤ 25 ms, ≤ 12 queries"),
        (Figure("x", 9, "ms", 13, at_most=25, most_queries=12), False, "≤ 25 ms, ≤ 12 queries"),
    ],
)
def test_a_wish_is_met_or_not(figure, met, wished):
    assert (figure.met, figure.wished) == (met, wished)


def test_it_goes_from_process_to_process_unchanged():
    figure = Figure("Today, 10,000 runs", 8.25, "ms", 11, at_most=25, most_queries=12)
    assert unpacked(figure.packed()) == figure


def test_acts_take_turns_after_a_first_one_of_each():
    done: list[str] = []
    times = in_turn([lambda: done.append("few"), lambda: done.append("many")], rounds=2)
    assert done == ["few", "many"] * 3
    assert [len(taken) for taken in times] == [2, 2]


def test_growth_is_the_median_over_rounds_not_over_times():
    assert growth([1, 10, 1], [2, 20, 9]) == 2
    assert median_ms([0.001, 0.002, 0.9]) == 2

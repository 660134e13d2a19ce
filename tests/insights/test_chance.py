from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.insights.chance import Difference, Look, beyond_before, compare

EVERY_OTHER = Look(tuple(range(0, 40, 2)), tuple(range(1, 40, 2)))
WORDS = [0.0, 1.0, 0.0, 2.0, 1.0] * 8


def halves(size: int) -> Look:
    return Look(tuple(range(size // 2)), tuple(range(size // 2, size)))


def test_without_a_look_there_is_no_difference():
    assert compare([1.0, 2.0], [], 0.05) == []


def test_where_all_is_the_same_nothing_stands_out():
    (found,) = compare([3.0] * 40, [EVERY_OTHER], 0.05)
    assert (found, found.stands_out) == (Difference(0, 0, 0), False)


def test_noise_does_not_stand_out():
    (found,) = compare(WORDS, [EVERY_OTHER], 0.05)
    assert not found.stands_out
    assert found.low < 0 < found.high


def test_a_difference_is_that_of_the_means():
    series = [4.0 if at % 2 == 0 else 1.0 + at % 4 // 2 for at in range(40)]
    (found,) = compare(series, [EVERY_OTHER], 0.05)
    assert found.value == pytest.approx(4 - 1.5)
    assert found.stands_out


def test_the_interval_is_as_wide_on_both_sides_and_stands_out_where_it_leaves_nothing_out():
    (found,) = compare(WORDS, [EVERY_OTHER], 0.05)
    assert found.high - found.value == pytest.approx(found.value - found.low)
    assert [Difference(1, low, 2).stands_out for low in (-0.1, 0.0, 0.1)] == [False, False, True]
    assert [Difference(-1, -2, high).stands_out for high in (-0.1, 0.0)] == [True, False]


def test_more_looks_make_every_interval_wider():
    draw = Random(1)
    looks = [
        Look(tuple(inside), tuple(at for at in range(40) if at not in inside))
        for inside in (sorted(draw.sample(range(40), 8)) for _ in range(20))
    ]
    alone, together = compare(WORDS, [EVERY_OTHER], 0.05)[0], compare(WORDS, [EVERY_OTHER, *looks], 0.05)[0]
    assert together.value == alone.value
    assert together.high - together.low > alone.high - alone.low


def test_scores_that_come_in_spells_need_more_to_stand_out():
    """The same scores, in spells of five and one by one, for a pair of shoes worn for half of them."""
    spells = ([0.0] * 5 + [4.0] * 5) * 4
    mixed = [0.0, 4.0] * 20
    width = {at: compare(series, [halves(40)], 0.05)[0].high for at, series in enumerate((spells, mixed))}
    assert width[0] > 1.4 * width[1]


def test_the_rhythm_of_a_week_does_not_hide_what_comes_with_it():
    """Turned as a whole, a series with a rhythm falls upon itself: each fourth turn finds as much."""
    series = [3.0 if at % 4 == 0 else 0.0 for at in range(60)]
    sundays = Look(tuple(range(0, 60, 4)), tuple(at for at in range(60) if at % 4))
    turned = [sum((series[n:] + series[:n])[at] for at in sundays.inside) for n in range(60)]
    assert sum(value == turned[0] for value in turned) == 15
    assert compare(series, [sundays], 0.05)[0].stands_out


def test_it_agrees_with_counting_every_order_of_a_short_series():
    """Seven values, two of them inside: the spread of the difference over all 5,040 orders."""
    series, look = [0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 9.0], Look((5, 6), (0, 1, 2, 3, 4))
    exact = [
        sum(order[at] for at in look.inside) / 2 - sum(order[at] for at in look.others) / 5
        for order in permutations(series)
    ]
    spread = (sum(value**2 for value in exact) / len(exact)) ** 0.5
    (found,) = compare(series, [look], 0.5)
    # Half of all orders differ by less than the interval is wide on either side.
    half = found.high - found.value
    assert 0.5 * spread < half < 1.2 * spread


@given(st.lists(st.integers(0, 10), min_size=12, max_size=30), st.integers(1, 5))
def test_a_constant_more_changes_nothing(scores, more):
    looks = [halves(len(scores))]
    found, raised = (compare([score + n for score in scores], looks, 0.05)[0] for n in (0, more))
    assert (raised.value, raised.low, raised.high) == pytest.approx((found.value, found.low, found.high))


@given(st.lists(st.integers(0, 10), min_size=12, max_size=30))
def test_the_others_against_the_group_is_the_same_the_other_way_round(scores):
    look = halves(len(scores))
    there, back = (compare(scores, [way], 0.05)[0] for way in (look, Look(look.others, look.inside)))
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_nothing_before_leaves_a_score_as_it_is():
    assert beyond_before([1, 2], [None, None]) == [1, 2]
    assert beyond_before([1, 5, 3], [2, 2, None]) == [1, 5, 3]


def test_what_the_score_before_tells_is_taken_off():
    """Scores that go half as far as those before them: nothing is left but the usual, and the odd 2 more."""
    assert beyond_before([1, 2, 3], [0, 2, 4]) == [2, 2, 2]
    assert beyond_before([1, 2, 3, 2], [0, 2, 4, None]) == [2, 2, 2, 2]


def test_no_more_is_taken_off_than_the_score_before_and_nothing_added():
    assert beyond_before([0, 4, 8], [0, 1, 2]) == [1, 4, 7]
    assert beyond_before([4, 2, 0], [0, 1, 2]) == [4, 2, 0]

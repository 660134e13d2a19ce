"""No figure may rest on 1 to 4 runners, nor let one be reckoned that does."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.insights.publish import LEAST_RUNNERS, publish, two_digits
from training.insights.tally import Tally

NAME = "shoe.mileage/1"


def tally(runners: int = 20, values: dict[str, list[float]] | None = None, **counts: int) -> Tally:
    """counts: of one kind of warning; as many runners as warnings unless told."""
    named = {f"{NAME}/{key}": value for key, value in counts.items()}
    for group in ("now", "then", "gained", "lost"):
        named.setdefault(f"{NAME}/{group}_runners", named.get(f"{NAME}/{group}", 0))
    labels = dict.fromkeys(values or {}, ("carried so far", "m"))
    return Tally(Counter({"runners": runners, "days": runners * 90, **named}), values or {}, labels)


def row(**counts: int) -> tuple[int | None, ...]:
    (found,) = publish(tally(**counts))["rows"]
    return found["now"], found["then"], found["gained"], found["lost"]


def test_fewer_than_five_runners_show_nothing():
    assert publish(tally(runners=4, now=4, then=4)) == {"too_few": True, "rows": [], "samples": []}
    assert publish(tally(runners=5, now=5, then=5))["too_few"] is False


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({"now": 10, "then": 10}, (10, 10, 0, 0)),
        ({"now": 0, "then": 5, "gained": 5}, (0, 5, 5, 0)),
        ({"now": 10, "then": 16, "gained": 6}, (10, 16, 6, 0)),
        ({"now": 10, "then": 11, "gained": 1}, (10, None, None, 0)),
        ({"now": 4, "then": 12, "gained": 8}, (None, None, 8, 0)),
        ({"now": 12, "then": 1, "lost": 11}, (12, None, 0, None)),
        ({"now": 12, "then": 0, "lost": 12}, (12, 0, 0, 12)),
        ({"now": 3, "then": 3}, (None, None, 0, 0)),
        ({"now": 0, "then": 2, "gained": 2}, (0, None, None, 0)),
    ],
)
def test_a_group_of_one_to_four_is_left_out_and_so_is_what_betrays_it(counts, expected):
    assert row(**counts) == expected


def test_many_warnings_of_few_runners_are_left_out_too():
    assert row(now=40, now_runners=4, then=40, then_runners=4) == (None, None, 0, 0)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=40))
def test_what_is_left_out_cannot_be_reckoned(runners):
    """Each runner has one warning or none, now and then."""
    now, then = sum(a for a, _ in runners), sum(b for _, b in runners)
    gained, lost = sum(b and not a for a, b in runners), sum(a and not b for a, b in runners)
    shown = row(now=now, then=then, gained=gained, lost=lost)
    hidden = [one for one, real in zip(shown, (now, then, gained, lost), strict=True) if one is None]
    assert len(hidden) != 1
    assert all(one is None or one == 0 or one >= LEAST_RUNNERS for one in shown)


@pytest.mark.parametrize(
    ("followed", "spared", "expected"),
    [(6, 9, {"followed": 6, "of": 15}), (1, 9, None), (9, 1, None), (0, 9, {"followed": 0, "of": 9})],
)
def test_what_followed_needs_two_groups_that_are_large_enough(followed, spared, expected):
    counts = {"now_followed": followed, "now_spared": spared}
    runners = {f"{name}_runners": count for name, count in counts.items()}
    (found,) = publish(tally(now=15, then=15, **counts, **runners))["rows"]
    assert found["followed"]["now"] == expected


@pytest.mark.parametrize(("other", "expected"), [(0, 9), (3, None), (5, 9)])
def test_how_many_runners_gain_one_is_left_out_where_it_betrays_a_kind(other, expected):
    one = tally(gained=8, then=8)
    one.counts.update(
        {"gained_runners": 9, "shoe.mileage/2/gained": other, "shoe.mileage/2/gained_runners": other}
    )
    assert publish(one)["gained_runners"] == expected


def test_the_burden_after_is_left_out_where_few_runners_make_the_difference():
    one = tally()
    one.counts.update(
        {"now_new_days": 180, "then_new_days": 198, "now_new_runners": 9, "then_new_runners": 9}
    )
    one.counts["new_changed_runners"] = 4
    assert publish(one)["burden"]["new"] == {"now": 10.0, "then": None}
    one.counts["new_changed_runners"] = 5
    assert publish(one)["burden"]["new"] == {"now": 10.0, "then": 11.0}


def test_a_sample_is_the_middle_of_five_runners_at_least():
    values = {f"{NAME}/gained/carried": [401_234.0, 411_111, 422_222, 433_333, 444_444]}
    assert publish(tally(gained=5, then=5, values=values))["samples"] == [
        {
            "rule": "shoe.mileage",
            "severity": 1,
            "group": "gained",
            "rows": [
                {
                    "key": "carried",
                    "label": "carried so far",
                    "unit": "m",
                    "low": 410_000,
                    "middle": 420_000,
                    "high": 430_000,
                }
            ],
        }
    ]
    values = {f"{NAME}/gained/carried": [401_234.0, 411_111, 422_222, 433_333]}
    assert publish(tally(gained=4, then=4, values=values))["samples"] == []


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 0), (7, 7), (13.127, 13), (0.0456, 0.046), (482_803, 480_000), (99.6, 100)]
)
def test_two_digits(value, expected):
    assert two_digits(value) == expected

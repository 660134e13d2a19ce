from __future__ import annotations

from dataclasses import dataclass

import pytest

from training.engine.basics import Basics
from training.engine.limits import (
    LimitError,
    LimitSpec,
    build_limits,
    limit,
    limit_errors,
    limit_evidence,
    limit_specs,
)
from training.engine.text import Evidence
from training.rules import ALL_RULES


@dataclass(frozen=True, slots=True)
class Limits:
    low_percent: float = limit(10, unit="percent", low=1, high=100, help="low line")
    high_percent: float = limit(30, unit="percent", low=2, high=200, help="high line")
    days: int = limit(7, unit="days", low=1, high=30, help="days shown")


ORDER = (("low_percent", "high_percent"),)


def refusal(values: dict[str, object]) -> tuple[str, str]:
    with pytest.raises(LimitError) as refused:
        build_limits(Limits, values, ORDER)
    return refused.value.name, str(refused.value)


def test_a_threshold_is_declared_once():
    assert limit_specs(Limits) == (
        LimitSpec("low_percent", 10, "percent", 1, 100, "low line"),
        LimitSpec("high_percent", 30, "percent", 2, 200, "high line"),
        LimitSpec("days", 7, "days", 1, 30, "days shown"),
    )


def test_defaults_where_nothing_is_set():
    assert build_limits(Limits, {}, ORDER) == Limits(10, 30, 7)


@pytest.mark.parametrize("value", [1, 100, 12.5])
def test_up_to_the_bounds(value):
    assert build_limits(Limits, {"low_percent": value, "high_percent": 200}).low_percent == value


@pytest.mark.parametrize("value", [0.99, 100.01, -5, 1e300])
def test_beyond_the_bounds_is_refused(value):
    assert refusal({"low_percent": value}) == ("low_percent", "low_percent must be from 1 to 100")


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), float("-inf"), True, None, "7", [7], complex(7)]
)
def test_what_is_no_number_is_refused(value):
    assert refusal({"days": value}) == ("days", "days must be a number")


def test_days_are_whole_and_percent_need_not_be():
    assert refusal({"days": 7.5}) == ("days", "days must be a whole number")
    assert build_limits(Limits, {"days": 8.0}).days == 8
    assert isinstance(build_limits(Limits, {"days": 8.0}).days, int)


def test_an_unknown_name_is_refused():
    assert refusal({"weeks": 7}) == ("weeks", "weeks is no threshold here")


@pytest.mark.parametrize("values", [{"low_percent": 30}, {"high_percent": 10}, {"high_percent": 5}])
def test_lines_that_must_rise_may_not_meet_or_cross(values):
    assert refusal(values) == ("low_percent", "low_percent must be below high_percent")


def test_thresholds_are_values_a_sentence_can_name():
    assert limit_evidence(Limits(days=9))[2] == Evidence("days", "days shown", 9, "days")


@pytest.mark.parametrize("limits", [*(rule.limits for rule in ALL_RULES), Basics], ids=str)
def test_every_default_lies_within_its_own_bounds(limits):
    defaults = {spec.name: spec.default for spec in limit_specs(limits)}
    assert build_limits(limits, defaults) == limits()
    for spec in limit_specs(limits):
        assert spec.help
        assert build_limits(limits, {spec.name: spec.low}) != build_limits(limits, {spec.name: spec.high})


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_takes_its_defaults_in_their_order(rule):
    assert rule.build_limits({}) == rule.limits()
    names = {spec.name for spec in rule.specs}
    assert {name for group in rule.order for name in group} <= names


def flaws(values: dict[str, object]) -> list[tuple[str, str, str]]:
    return [(error.name, error.flaw, error.other) for error in limit_errors(Limits, values, ORDER)]


def test_sound_values_have_no_flaw():
    assert flaws({}) == flaws({"low_percent": 29.9}) == []


def test_every_field_that_is_refused_is_named_once():
    values = {"low_percent": "x", "high_percent": 1, "days": 2.5, "colour": 1}
    assert flaws(values) == [
        ("low_percent", "number", ""),
        ("high_percent", "bounds", ""),
        ("days", "whole", ""),
        ("colour", "unknown", ""),
    ]


def test_the_order_holds_with_the_defaults_of_what_is_not_given():
    assert flaws({"low_percent": 30}) == [("low_percent", "order", "high_percent")]
    assert flaws({"high_percent": 10}) == [("low_percent", "order", "high_percent")]

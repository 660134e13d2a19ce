"""Thresholds, declared once beside the rule that uses them.

A rule's thresholds are a frozen dataclass whose fields are made by `limit()`. The form field, the database
key, the catalogue and the bounds all come from that declaration.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from training.engine.text import Evidence

Number = int | float


@dataclass(frozen=True, slots=True)
class LimitSpec:
    """One threshold: unit as in `Evidence.unit` or `months`; default, lowest and highest allowed value."""

    name: str
    default: Number
    unit: str
    low: Number
    high: Number
    help: str

    @property
    def is_whole(self) -> bool:
        return self.unit != "percent" and isinstance(self.default, int)


class LimitError(ValueError):
    """A threshold value that is refused; `name` is its field."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


def limit(default: Number, *, unit: str, low: Number, high: Number, help: str) -> Any:  # noqa: A002
    """Declare a threshold as a dataclass field."""
    return dataclasses.field(default=default, metadata={"unit": unit, "low": low, "high": high, "help": help})


def limit_specs(limits: type[Any]) -> tuple[LimitSpec, ...]:
    """The declared thresholds of a `Limits` class, in order."""
    return tuple(
        LimitSpec(field.name, cast(Number, field.default), **field.metadata)
        for field in dataclasses.fields(limits)
    )


def build_limits(
    limits: type[Any], values: Mapping[str, Any], order: tuple[tuple[str, ...], ...] = ()
) -> Any:
    """An instance of `limits` with `values` over the defaults; LimitError names the first bad field.

    order: groups of field names whose values must rise strictly from left to right.
    """
    specs = {spec.name: spec for spec in limit_specs(limits)}
    for name in values:
        if name not in specs:
            raise LimitError(name, f"{name} is no threshold here")
    built = limits(**{name: _checked(specs[name], value) for name, value in values.items()})
    for group in order:
        for lower, higher in pairwise(group):
            if not getattr(built, lower) < getattr(built, higher):
                raise LimitError(lower, f"{lower} must be below {higher}")
    return built


def limit_evidence(limits: Any) -> list[Evidence]:
    """The thresholds in force as values that a sentence can name."""
    return [
        Evidence(spec.name, spec.help, getattr(limits, spec.name), spec.unit)
        for spec in limit_specs(type(limits))
    ]


def _checked(spec: LimitSpec, value: Any) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise LimitError(spec.name, f"{spec.name} must be a number")
    if spec.is_whole and value != int(value):
        raise LimitError(spec.name, f"{spec.name} must be a whole number")
    if not spec.low <= value <= spec.high:
        raise LimitError(spec.name, f"{spec.name} must be from {spec.low} to {spec.high}")
    return int(value) if spec.is_whole else value

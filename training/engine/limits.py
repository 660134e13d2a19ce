"""Thresholds, declared once beside the rule that uses them.

A rule's thresholds are a frozen dataclass whose fields are made by `limit()`. The form field, the database
key, the catalogue and the bounds all come from that declaration.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Literal, cast

from training.engine.text import Evidence

Number = int | float
Order = tuple[tuple[str, ...], ...]
Flaw = Literal["unknown", "number", "whole", "bounds", "order"]


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
    """A threshold value that is refused; `name` is its field, `other` the one that must be higher."""

    def __init__(self, name: str, message: str, flaw: Flaw = "unknown", other: str = "") -> None:
        super().__init__(message)
        self.name, self.flaw, self.other = name, flaw, other


def limit(default: Number, *, unit: str, low: Number, high: Number, help: str) -> Any:  # noqa: A002
    """Declare a threshold as a dataclass field."""
    return dataclasses.field(default=default, metadata={"unit": unit, "low": low, "high": high, "help": help})


def limit_specs(limits: type[Any]) -> tuple[LimitSpec, ...]:
    """The declared thresholds of a `Limits` class, in order."""
    return _specs(cast(Any, limits))


@cache
def _specs(limits: Any) -> tuple[LimitSpec, ...]:
    """Read once: a page asks for them a hundred times."""
    return tuple(
        LimitSpec(field.name, cast(Number, field.default), **field.metadata)
        for field in dataclasses.fields(limits)
    )


def build_limits(limits: type[Any], values: Mapping[str, Any], order: Order = ()) -> Any:
    """An instance of `limits` with `values` over the defaults; LimitError names the first bad field.

    order: groups of field names whose values must rise strictly from left to right.
    """
    specs = {spec.name: spec for spec in limit_specs(limits)}
    for error in limit_errors(limits, values, order):
        raise error
    return limits(**{name: _as_declared(specs[name], value) for name, value in values.items()})


def limit_errors(limits: type[Any], values: Mapping[str, Any], order: Order = ()) -> Iterator[LimitError]:
    """Everything that is wrong with `values`, at most once a field; the order only of numbers that can be."""
    specs = {spec.name: spec for spec in limit_specs(limits)}
    sound = {spec.name: spec.default for spec in specs.values() if spec.name not in values}
    for name, value in values.items():
        error = (
            _flaw(specs[name], value) if name in specs else LimitError(name, f"{name} is no threshold here")
        )
        if error:
            yield error
        else:
            sound[name] = value
    for group in order:
        for lower, higher in pairwise(name for name in group if name in sound):
            if not sound[lower] < sound[higher]:
                yield LimitError(lower, f"{lower} must be below {higher}", "order", higher)


def limit_evidence(limits: Any) -> list[Evidence]:
    """The thresholds in force as values that a sentence can name."""
    return [
        Evidence(spec.name, spec.help, getattr(limits, spec.name), spec.unit)
        for spec in limit_specs(type(limits))
    ]


def _flaw(spec: LimitSpec, value: Any) -> LimitError | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return LimitError(spec.name, f"{spec.name} must be a number", "number")
    if spec.is_whole and value != int(value):
        return LimitError(spec.name, f"{spec.name} must be a whole number", "whole")
    if not spec.low <= value <= spec.high:
        return LimitError(spec.name, f"{spec.name} must be from {spec.low} to {spec.high}", "bounds")
    return None


def _as_declared(spec: LimitSpec, value: Number) -> Number:
    return int(value) if spec.is_whole else value

"""What an admin can set: the numbers of each rule, whether it is on, and what runs in shadow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from training.engine.basics import BASICS_ID, BASICS_ORDER, Basics
from training.engine.evaluate import Origin, Ruleset, build_ruleset
from training.engine.limits import LimitError, LimitSpec, Order, build_limits, limit_errors, limit_specs
from training.engine.rule import Rule
from training.insights.ladder_steps import LADDER_ID, LADDER_ORDER, LadderLimits
from training.rules import ALL_RULES

Values = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Declared:
    """Thresholds under one name: a rule's, the words that all rules share, or what an answer counts by."""

    id: str
    title: Any
    limits: type[Any]
    order: Order = ()
    rule: Rule | None = None

    @cached_property
    def specs(self) -> tuple[LimitSpec, ...]:
        return limit_specs(self.limits)

    @property
    def can_be_off(self) -> bool:
        return self.rule is not None and not self.rule.essential

    @property
    def is_a_coachs(self) -> bool:
        """Whether a coach may set its numbers: not where they decide that somebody should seek help."""
        rule = self.rule
        return rule is not None and bool(self.specs) and not (rule.essential or rule.sends_to_help)

    def changed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Those of `values` that differ from their default."""
        defaults = {spec.name: spec.default for spec in self.specs}
        return {name: value for name, value in values.items() if value != defaults.get(name)}


DECLARED = {
    BASICS_ID: Declared(BASICS_ID, _("How the log is read"), Basics, BASICS_ORDER),
    **{rule.id: Declared(rule.id, rule.title, rule.limits, rule.order, rule) for rule in ALL_RULES},
    LADDER_ID: Declared(LADDER_ID, _("Back to running"), LadderLimits, LADDER_ORDER),
}


@dataclass(frozen=True)
class Setting:
    """All that differs from the defaults: see ThresholdRevision, whose columns these are."""

    values: Values = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    trials: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "values": {id_: dict(values) for id_, values in sorted(self.values.items()) if values},
            "silent": sorted(self.silent),
            "trials": {id_: dict(trial) for id_, trial in sorted(self.trials.items())},
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Setting:
        """What `as_json` gave, without what an older version of KneeLog allowed and this one does not."""
        trials = {
            id_: {**trial, "values": known({id_: trial["values"]})[id_]}
            for id_, trial in stored.get("trials", {}).items()
            if id_ in DECLARED
        }
        silent = frozenset(
            id_ for id_ in stored.get("silent", []) if id_ in DECLARED and DECLARED[id_].can_be_off
        )
        return cls(known(stored.get("values", {})), silent, trials)

    def with_values(self, id_: str, values: Mapping[str, Any]) -> Setting:
        """`values` in force for one rule, whatever was, and nothing of it in shadow."""
        return replace(self.without_trial(id_), values={**self.values, id_: DECLARED[id_].changed(values)})

    def with_trial(self, id_: str, values: Mapping[str, Any], days: int) -> Setting:
        trial = {"values": DECLARED[id_].changed(values), "days": days}
        return replace(self, trials={**self.trials, id_: trial})

    def without_trial(self, id_: str) -> Setting:
        return replace(self, trials={name: trial for name, trial in self.trials.items() if name != id_})

    def switched(self, id_: str, *, on: bool) -> Setting:
        return replace(self, silent=self.silent - {id_} if on else self.silent | {id_})

    def promoted(self, id_: str) -> Setting:
        """What runs in shadow, for everybody."""
        return self.with_values(id_, self.trials[id_]["values"]).switched(id_, on=True)

    def state_of(self, id_: str) -> str:
        """`on`, `trial` (on, and other numbers in shadow), `shadow` or `off`."""
        if id_ in self.silent:
            return "shadow" if id_ in self.trials else "off"
        return "trial" if id_ in self.trials else "on"

    def same_as(self, other: Setting) -> bool:
        """Whether both set the same; not on which day something was first tried."""
        ours, theirs = (
            {
                **setting.as_json(),
                "trials": {id_: (t["values"], t["days"]) for id_, t in setting.trials.items()},
            }
            for setting in (self, other)
        )
        return ours == theirs

    def heard(self, id_: str) -> tuple[Mapping[str, Any], bool]:
        """What of a rule runners hear: its numbers, and whether it is on."""
        return dict(self.values.get(id_, {})), id_ not in self.silent

    def ruleset(self, number: int = 0, origins: Mapping[str, Mapping[str, Origin]] | None = None) -> Ruleset:
        """What runners get; LimitError names a value that is refused."""
        ruleset = build_ruleset(ALL_RULES, self.values, number, self.silent, origins)
        ladder = build_limits(LadderLimits, self.values.get(LADDER_ID, {}), LADDER_ORDER)
        return replace(ruleset, limits={**ruleset.limits, LADDER_ID: ladder})

    def check(self) -> None:
        """LimitError names what is refused: a rule, or a field of its values or of what it tries."""
        for id_ in [*self.values, *self.silent, *self.trials]:
            if id_ not in DECLARED:
                raise LimitError(id_, f"{id_} is no rule")
        for id_ in self.silent:
            if not DECLARED[id_].can_be_off:
                raise LimitError(id_, f"{id_} cannot be switched off")
        self.ruleset()
        for id_ in self.trials:
            self.promoted(id_).ruleset()


def known(values: Values) -> dict[str, dict[str, Any]]:
    """Without the names and values that this version of KneeLog refuses: there the defaults are in force."""
    return {id_: _sound(DECLARED[id_], fields) for id_, fields in values.items() if id_ in DECLARED}


def _sound(declared: Declared, values: Mapping[str, Any]) -> dict[str, Any]:
    errors = list(limit_errors(declared.limits, values, declared.order))
    refused = {error.name for error in errors if error.flaw != "order"}
    if any(error.flaw == "order" for error in errors):
        return {}
    sound = {name: value for name, value in values.items() if name not in refused}
    return _sound(declared, sound) if refused else sound


def origins_of(stored: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Origin]]:
    return {
        id_: {name: Origin("admin", date.fromisoformat(day)) for name, day in days.items()}
        for id_, days in stored.items()
    }

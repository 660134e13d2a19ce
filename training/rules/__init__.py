"""Every warning KneeLog can raise, one file each, in the order in which equals are shown."""

from __future__ import annotations

from training.engine.rule import Rule
from training.rules import load_longest_run

ALL_RULES: tuple[Rule, ...] = (load_longest_run.RULE,)

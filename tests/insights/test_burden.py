from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.builders import on, run
from training.engine.evaluate import Ruleset
from training.engine.history import History
from training.engine.log import Log
from training.engine.rule import Rule, Severity, Signal
from training.insights.burden import Burden, Spread, measure_burden, spread
from training.rules.load_longest_run import RULE as LONGEST

NOTICE, CAUTION = Severity.NOTICE, Severity.CAUTION


@dataclass(frozen=True)
class NoLimits:
    pass


def rule(says: dict[int, list[tuple[str, Severity]]], name: str = "load.made_up") -> Rule:
    """A rule that says (subject, severity) on the days given by number."""

    def check(history: History, limits: NoLimits) -> Iterator[Signal]:
        for subject, severity in says.get((history.today - on(0)).days, ()):
            yield Signal(severity, subject, history.today, "")

    checked: Callable = check
    return replace(LONGEST, id=name, limits=NoLimits, order=(), check=checked)


def measure(*rules: Rule, days: int = 10) -> Burden:
    return measure_burden(Log(runs=[run(0, 5), run(days - 1, 5)]), rules, Ruleset())


def test_no_log_is_no_burden():
    assert measure_burden(Log(), [LONGEST], Ruleset()) == Burden(0)
    assert Burden(0).share(("load.longest_run", NOTICE)) == 0.0


def test_a_silent_log():
    assert measure(LONGEST) == Burden(10, {})


def test_a_card_is_new_once_and_again_after_it_left():
    burden = measure(rule({day: [("runner", NOTICE)] for day in (0, 1, 2, 5)}))
    assert burden == Burden(10, {("load.made_up", NOTICE): 2, ("load.*", NOTICE): 2})
    assert burden.share(("load.made_up", NOTICE)) == 20.0


def test_a_card_that_grows_worse_is_new_and_one_that_eases_is_not():
    says = {0: [("runner", NOTICE)], 1: [("runner", CAUTION)], 2: [("runner", NOTICE)]}
    assert measure(rule(says)).new_on == {
        ("load.made_up", NOTICE): 1,
        ("load.made_up", CAUTION): 1,
        ("load.*", NOTICE): 1,
        ("load.*", CAUTION): 1,
    }


def test_two_cards_on_one_day_are_one_day():
    says = {3: [("run:a", NOTICE), ("run:b", NOTICE)]}
    assert measure(rule(says), rule(says, "load.other")).new_on == {
        ("load.made_up", NOTICE): 1,
        ("load.other", NOTICE): 1,
        ("load.*", NOTICE): 1,
    }


def test_a_real_rule():
    runs = [*(run(day, 10) for day in (0, 2, 4, 6)), run(8, 13.1), run(10, 5)]
    assert measure_burden(Log(runs=runs), [LONGEST], Ruleset()) == Burden(
        11, {("load.longest_run", CAUTION): 1, ("load.*", CAUTION): 1}
    )


@pytest.mark.parametrize(
    ("counts", "expected"), [([1], (1.0, 1.0, 1.0)), ([0, 4], (0.0, 2.0, 4.0)), ([0, 1, 7], (0.0, 1.0, 7.0))]
)
def test_spread_over_the_runners(counts, expected):
    kind = ("load.longest_run", CAUTION)
    burdens = [Burden(100, {kind: count} if count else {}) for count in counts]
    assert spread(burdens, [LONGEST]) == [Spread(kind, *expected)]


def test_spread_lists_rules_before_groups_and_the_worst_first():
    kinds = [(name, severity) for name in ("load.*", "load.longest_run") for severity in (NOTICE, CAUTION)]
    found = [row.kind for row in spread([Burden(10, dict.fromkeys(kinds, 1))], [LONGEST])]
    assert found == [kinds[3], kinds[2], kinds[1], kinds[0]]


def test_days_run_from_the_first_entry_to_the_last():
    assert measure_burden(Log(runs=[run(date(2026, 3, 1), 5)]), [LONGEST], Ruleset()).days == 1

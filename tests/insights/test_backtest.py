"""What other thresholds would have said, against the engine itself."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import check_in, on, run
from tests.engine.strategies import SHOES, Diary, diaries
from training.engine.basics import Basics
from training.engine.evaluate import Ruleset, build_ruleset
from training.engine.facts import ShoeFact
from training.engine.log import Log
from training.engine.replay import replay
from training.engine.rule import Severity
from training.insights.backtest import Compared, changed_rules, compare, replay_both
from training.insights.tally import Tally, tally_of
from training.rules import ALL_RULES, shoe_mileage

NOW = Ruleset()
THEN = [
    build_ruleset(ALL_RULES, {"shoe.mileage": {"notice_m": 400_000}}, 1),
    build_ruleset(ALL_RULES, {"knee.two_weeks": {"after_days": 5}}, 1),
    build_ruleset(
        ALL_RULES, {"knee.running_through": {"score": 2}, "load.longest_run": {"notice_percent": 5}}, 1
    ),
    build_ruleset(ALL_RULES, {}, 1, silent=["knee.red_flag", "load.weekly_jump"]),
    build_ruleset(ALL_RULES, {"log": {"close_after_days": 1}}, 1),
]
IDS = ["a shoe", "two weeks", "a review and a load", "two silent", "the words"]
few = settings(max_examples=60)


def logs_of(diary: Diary, then: Ruleset) -> tuple[Log, Log]:
    log = diary.log()
    return (log, log) if then.basics == NOW.basics else (log, diary.log(basics=then.basics))


def compared(log: Log, then: Ruleset = NOW, *, days: tuple[int, int] = (0, 40)) -> Compared | None:
    return compare((log, log), ALL_RULES, (NOW, then), on(days[0]), on(days[1]))


def heard(compared: Compared) -> tuple[list[tuple[int, str, Severity]], list[tuple[int, str, Severity]]]:
    """(day, rule, severity) of each warning now, and then."""
    return tuple(
        [(w.day - on(0).toordinal(), w.finding.rule.id, w.finding.severity) for w in said.warnings]
        for said in (compared.now, compared.then)
    )


def test_a_log_without_an_entry_in_these_days_does_not_count():
    assert compared(Log()) is None
    assert compared(Log(runs=[run(-1, 5), run(41, 5)])) is None
    assert compared(Log(runs=[run(40, 5)])).days == 1


def test_a_shoe_that_is_between_both_lines():
    shoe = ShoeFact("ghost", "Ghost", earlier_m=420_000)
    runs = [run(day, 2, shoe="ghost", surface="trail") for day in (0, 12)]
    found = compared(Log(runs=runs, shoes=[shoe]), THEN[0], days=(5, 39))
    assert heard(found) == ([], [(5, "shoe.mileage", Severity.NOTICE)])
    assert (found.days, found.then.warned_days, found.then.new_days, found.now.warned_days) == (35, 35, 0, 0)


def test_a_card_that_grows_worse_is_another_warning():
    log = Log(check_ins=[check_in(3, 4), check_in(5, 7)])
    pain = [item for item in heard(compared(log))[0] if item[1] == "knee.pain_level"]
    assert pain == [(3, "knee.pain_level", Severity.NOTICE), (5, "knee.pain_level", Severity.CAUTION)]


@pytest.mark.parametrize("then", THEN, ids=IDS)
@few
@given(diary=diaries())
def test_both_sides_are_what_the_engine_says(then, diary):
    span = range(on(0).toordinal(), on(60).toordinal())
    logs = logs_of(diary, then)
    both = list(replay_both(logs, ALL_RULES, (NOW, then), span))
    for side, log, ruleset in ((0, logs[0], NOW), (1, logs[1], then)):
        alone = [found for _, found in replay(log, ALL_RULES, ruleset, on(0), on(59))]
        assert [keys(pair[side]) for pair in both] == [keys(found) for found in alone]


def keys(found) -> list[tuple]:
    return [(f.rule.id, f.subject, f.severity, f.since, f.evidence) for f in found]


@few
@given(diary=diaries())
def test_the_same_thresholds_make_no_difference(diary):
    same = build_ruleset(ALL_RULES, {}, 7)
    assert changed_rules(ALL_RULES, NOW, same) == frozenset()
    found = compared(diary.log(), same, days=(0, 69))
    if found:
        assert heard(found)[0] == heard(found)[1]
        counts = tally_of(found).counts
        changes = [name for name, count in counts.items() if count and ("gained" in name or "lost" in name)]
        assert (changes, counts["changed_runners"]) == ([], 0)


@few
@given(group=st.lists(diaries(), max_size=8), size=st.integers(1, 4), seed=st.randoms(use_true_random=False))
def test_neither_batches_nor_their_order_matter(group: list[Diary], size: int, seed: Random):
    found = [compared(diary.log(), THEN[0], days=(0, 69)) for diary in group]
    ones = [tally_of(one) for one in found if one]
    whole = added(ones)
    seed.shuffle(ones)
    parts = [added(ones[start : start + size]) for start in range(0, len(ones), size)]
    stored = [Tally.from_json(part.as_json()) for part in parts]
    assert added(stored) == whole


def added(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def test_one_log_as_a_sum_of_one():
    shoe = replace(SHOES[0], earlier_m=420_000)
    found = compared(Log(runs=[run(1, 5, shoe="ghost"), run(30, 5, shoe="ghost")], shoes=[shoe]), THEN[0])
    tally = tally_of(found)
    name = "shoe.mileage/1"
    assert {key: tally.counts[f"{name}/{key}"] for key in ("now", "then", "gained", "lost")} == {
        "now": 0, "then": 1, "gained": 1, "lost": 0,
    }  # fmt: skip
    assert (tally.counts["runners"], tally.counts["days"], tally.counts["gained_runners"]) == (1, 40, 1)
    assert tally.values == {
        f"{name}/gained/carried": [425_000],
        f"{name}/gained/at": [400_000],
        f"{name}/gained/replace_at": [804_672],
    }
    assert tally.labels[f"{name}/gained/carried"] == ("carried so far", "m")


def test_what_is_set_differently():
    assert changed_rules(ALL_RULES, NOW, THEN[0]) == {shoe_mileage.RULE.id}
    assert changed_rules(ALL_RULES, NOW, THEN[3]) == {"knee.red_flag", "load.weekly_jump"}
    assert len(changed_rules(ALL_RULES, NOW, Ruleset(basics=Basics(gap_days=8)))) == len(ALL_RULES)

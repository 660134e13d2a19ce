from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from tests.builders import check_in, on, run, summary
from training.engine.basics import BASICS_ID, Basics
from training.engine.evaluate import Ruleset, build_ruleset, evaluate
from training.engine.facts import Injury, Profile
from training.engine.history import History
from training.engine.limits import LimitError, limit
from training.engine.log import Log
from training.engine.rule import OUR_CHOICE, EvidenceLevel, Rule, Severity, Signal, Source, pain, study, tight
from training.engine.text import Evidence


@dataclass(frozen=True, slots=True)
class Limits:
    days: int = limit(3, unit="days", low=1, high=9, help="days shown")


def a_rule(id_: str, *signals: Signal, **fields) -> Rule:
    def check(_history: History, _limits: Limits) -> Iterator[Signal]:
        yield from signals

    known = {
        "title": "Title",
        "why": "Why",
        "cannot_know": "Cannot",
        "clears": "After {days} or {close_after_days}.",
        "sources": (OUR_CHOICE, tight("Risk Factors")),
        "evidence_level": EvidenceLevel.EXPERT,
        "limits": Limits,
        "check": check,
    }
    return Rule(id_, **{**known, **fields})


def a_signal(severity: Severity = Severity.NOTICE, day: int = 0, subject: str = "runner", **fields) -> Signal:
    return Signal(severity, subject, on(day), "Text", **fields)


def found(*rules: Rule, ruleset: Ruleset | None = None, **log):
    return evaluate(History(Log(**log), on(30)), rules, ruleset or Ruleset())


def test_nothing_where_no_rule_speaks():
    assert found() == []
    assert found(a_rule("load.a")) == []


def test_by_severity_then_newest_then_in_the_order_of_the_rules():
    rules = [
        a_rule("a.old", a_signal(day=1)),
        a_rule("b.new", a_signal(day=2)),
        a_rule("c.bad", a_signal(Severity.SPECIALIST, 0)),
        a_rule("d.new", a_signal(day=2)),
        a_rule("e.worst", a_signal(Severity.EMERGENCY, 0)),
        a_rule("f.middle", a_signal(Severity.CAUTION, 0)),
    ]
    assert summary(found(*rules)) == [
        ("e.worst", "emergency", "runner"),
        ("c.bad", "specialist", "runner"),
        ("f.middle", "caution", "runner"),
        ("b.new", "notice", "runner"),
        ("d.new", "notice", "runner"),
        ("a.old", "notice", "runner"),
    ]


def test_a_rule_gives_way_on_the_same_subject_only():
    early = a_rule(
        "knee.early",
        a_signal(subject="knee:left"),
        a_signal(subject="knee:right"),
        gives_way_to=("knee.late",),
    )
    late = a_rule("knee.late", a_signal(Severity.SPECIALIST, subject="knee:left"))
    assert summary(found(early, late)) == [
        ("knee.late", "specialist", "knee:left"),
        ("knee.early", "notice", "knee:right"),
    ]
    assert summary(found(early)) == [
        ("knee.early", "notice", "knee:left"),
        ("knee.early", "notice", "knee:right"),
    ]


def test_a_review_reads_what_the_checks_found_wherever_it_stands():
    def review(_history: History, _limits: Limits, findings) -> Iterator[Signal]:
        yield a_signal(max(finding.severity for finding in findings))

    late = a_rule("z.review", check=None, review=review)
    assert summary(found(late, a_rule("a.check", a_signal(Severity.SPECIALIST)))) == [
        ("a.check", "specialist", "runner"),
        ("z.review", "specialist", "runner"),
    ]


def injured(months_ago: int) -> Profile:
    year, month = divmod(2026 * 12 + 2 - months_ago, 12)
    return Profile(injuries=(Injury("left", date(year, month + 1, 1)),))


@pytest.mark.parametrize(("months_ago", "word"), [(0, "caution"), (12, "caution"), (13, "notice")])
def test_an_injury_of_twelve_months_sharpens_a_notice(months_ago, word):
    (finding,) = found(a_rule("load.a", a_signal()), profile=injured(months_ago))
    assert finding.severity.word == word
    assert finding.sharpened_by_injury is (word == "caution")


@pytest.mark.parametrize("group", ["load", "terrain"])
def test_it_sharpens_load_and_terrain(group):
    (finding,) = found(a_rule(f"{group}.a", a_signal()), profile=injured(3))
    assert finding.sharpened_by_injury


@pytest.mark.parametrize("group", ["shoe", "habit", "knee"])
def test_it_sharpens_nothing_else(group):
    (finding,) = found(a_rule(f"{group}.a", a_signal()), profile=injured(3))
    assert (finding.severity, finding.sharpened_by_injury) == (Severity.NOTICE, False)


def test_it_sharpens_no_capped_notice_and_nothing_worse_than_a_notice():
    (capped,) = found(a_rule("load.a", a_signal(capped=True)), profile=injured(3))
    (caution,) = found(a_rule("load.a", a_signal(Severity.CAUTION)), profile=injured(3))
    assert (capped.severity, capped.sharpened_by_injury) == (Severity.NOTICE, False)
    assert (caution.severity, caution.sharpened_by_injury) == (Severity.CAUTION, False)


def test_a_sharpened_notice_takes_its_place_among_the_cautions():
    rules = [a_rule("knee.a", a_signal(Severity.CAUTION, 1)), a_rule("load.a", a_signal(day=2))]
    assert summary(found(*rules, profile=injured(3))) == [
        ("load.a", "caution", "runner"),
        ("knee.a", "caution", "runner"),
    ]


def test_defaults_are_in_force_until_a_ruleset_says_otherwise():
    rule = a_rule("load.a", a_signal())
    (by_default,) = found(rule)
    (changed,) = found(rule, ruleset=build_ruleset([rule], {"load.a": {"days": 5}}, number=7))
    assert (by_default.limits, changed.limits) == (Limits(3), Limits(5))
    assert Ruleset().number == 0
    assert changed.clears("km") == "After 5 days or 3 days."


def test_a_ruleset_holds_the_thresholds_of_the_log_too():
    ruleset = build_ruleset([], {BASICS_ID: {"close_after_days": 5}}, number=2)
    assert (ruleset.number, ruleset.basics) == (2, Basics(close_after_days=5))
    with pytest.raises(LimitError, match="close_after_days must be from 1 to 14"):
        build_ruleset([], {BASICS_ID: {"close_after_days": 15}}, number=3)


def test_a_finding_says_everything_of_itself():
    evidence = (Evidence("run", "this run", 16093, "m", on(2), run(2, 16.093).subject),)
    signal = Signal(Severity.NOTICE, "runner", on(2), "You ran {run}.\nOf {days}.", evidence, "On {run_on}.")
    (finding,) = found(a_rule("load.a", signal))
    assert finding.text("km") == "You ran 16.1\u00a0km. Of 3 days."
    assert finding.text("mi") == "You ran 10.0\u00a0mi. Of 3 days."
    assert (finding.lead("km"), finding.rest("km")) == ("You ran 16.1\u00a0km.", "Of 3 days.")
    assert finding.hint("km") == "On 3\u00a0March."
    assert finding.source == "our choice; Back Of Knee Tight After Running, “Risk Factors”"


def test_findings_are_equal_by_value():
    rule = a_rule("load.a", a_signal())
    assert found(rule) == found(rule)
    assert found(rule) != found(replace(rule, title="Another"))


def test_sources_say_where_they_are():
    assert str(pain("Lifestyle")) == "Back Of Knee Pain From Running, “Lifestyle”"
    assert study("Buist 2008", "10.1/x") == Source("Buist 2008", link="https://doi.org/10.1/x")
    assert str(study("Buist 2008")) == "Buist 2008"


def test_severities_rank_and_have_words():
    assert sorted(Severity) == [
        Severity.NOTICE,
        Severity.CAUTION,
        Severity.SPECIALIST,
        Severity.EMERGENCY,
    ]
    assert [severity.word for severity in Severity] == ["notice", "caution", "specialist", "emergency"]


def test_the_close_of_an_episode_is_the_rulesets_choice():
    entries = [check_in(0, 1), check_in(1, 0), check_in(2, 0)]
    open_ = [History(Log(check_ins=entries, basics=Basics(close_after_days=n)), on(2)) for n in (2, 3)]
    assert [len(history.open_episodes) for history in open_] == [0, 1]


def test_a_sharpened_notice_says_why():
    recent = Profile(injuries=(Injury("left", on(0).replace(day=1)),))
    history = History(Log(profile=recent), on(0))
    (finding,) = evaluate(history, [a_rule("load.more", a_signal())], Ruleset())
    assert finding.text("km").endswith(
        "It is one level higher because your profile names a knee injury in the last 12 months."
    )


def test_no_hint_sounds_like_leave_to_run_while_a_warning_says_to_stop():
    stop = a_rule("knee.stop", a_signal(Severity.SPECIALIST, subject="knee:left"))
    rules = [a_rule("load.more", a_signal()), a_rule("shoe.old", a_signal())]
    assert "comes first" not in "".join(finding.hint("km") for finding in found(*rules))
    hints = {finding.rule.id: finding.hint("km") for finding in found(stop, *rules)}
    first = "The warning to stop and have the knee looked at comes first."
    assert (hints["load.more"], first in hints["knee.stop"], first in hints["shoe.old"]) == (
        first,
        False,
        False,
    )


def test_a_knee_comes_first_among_equals_of_a_day():
    habit = a_rule("habit.x", a_signal(day=2))
    knee = a_rule("knee.y", a_signal(day=2, subject="knee:left"))
    assert [finding.rule.id for finding in found(habit, knee)] == ["knee.y", "habit.x"]

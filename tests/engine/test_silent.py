"""A rule that is off is as if it were not there."""

from __future__ import annotations

from tests.builders import check_in, on, run, summary
from training.engine.evaluate import Ruleset, build_ruleset, evaluate
from training.engine.facts import ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.insights.headroom import headroom
from training.rules import ALL_RULES

SWOLLEN = Log(
    runs=[run(12, 5)],
    check_ins=[check_in(10, 3, signs={"swelling_marked"}), check_in(11, 1), check_in(12, 2)],
)


def said(log: Log, *silent: str) -> set[str]:
    ruleset = build_ruleset(ALL_RULES, {}, 1, silent=silent)
    return {rule for rule, _, _ in summary(evaluate(History(log, on(12)), ALL_RULES, ruleset))}


def test_a_silent_rule_says_nothing_and_the_others_speak_on():
    loud = said(SWOLLEN)
    assert {"knee.red_flag", "knee.running_through"} <= loud
    assert said(SWOLLEN, "knee.running_through") == loud - {"knee.running_through"}


def test_a_rule_that_reviews_the_others_does_not_hear_a_silent_one():
    assert said(SWOLLEN) - said(SWOLLEN, "knee.red_flag") == {"knee.red_flag", "knee.running_through"}


def test_a_silent_rule_has_no_line_ahead():
    history = History(Log(runs=[run(12, 5, shoe="g")], shoes=[ShoeFact("g", "Ghost")]), on(12))
    assert [room.rule.id for room in headroom(history, Ruleset())] == ["shoe.mileage"]
    assert headroom(history, build_ruleset(ALL_RULES, {}, 1, silent=["shoe.mileage"])) == []


def test_what_sends_people_to_a_professional_cannot_be_switched_off():
    assert [rule.id for rule in ALL_RULES if rule.essential] == [
        "knee.two_weeks", "knee.red_flag", "knee.emergency",
    ]  # fmt: skip

from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, summary
from training.engine.facts import EMERGENCY_SIGNS
from training.engine.words import SIGNS
from training.rules.knee_emergency import RULE


def said(today: int, *check_ins) -> list[tuple[str, str]]:
    return [(word, subject) for _, word, subject in summary(findings(RULE, today, check_ins=check_ins))]


FIRES = [("emergency", "knee:left")]


def test_silent_for_every_other_sign_and_score():
    assert said(0, check_in(0, 10, signs=set(SIGNS) - set(EMERGENCY_SIGNS), feel=["sharp"])) == []


@pytest.mark.parametrize("sign", EMERGENCY_SIGNS)
def test_each_sign_alone_even_at_score_0(sign):
    assert said(0, check_in(0, 0, signs=[sign])) == FIRES


def test_stands_while_the_episode_is_open():
    sign = check_in(0, 3, signs=["cold_or_pale_foot"])
    assert said(40, sign, check_in(1, 2), check_in(2, 0), check_in(3, 0)) == FIRES
    assert said(4, sign, check_in(2, 0), check_in(3, 0), check_in(4, 0)) == []


def test_not_for_a_later_episode():
    closed = [check_in(0, 3, signs=["cold_or_pale_foot"]), *(check_in(day, 0) for day in (1, 2, 3))]
    assert said(4, *closed, check_in(4, 2)) == []


def test_not_before_its_day():
    assert said(0, check_in(0, 1), check_in(1, 1, signs=["hot_with_fever"])) == []


def test_both_knees_at_once():
    both = [check_in(0, 3, side, signs=["hot_with_fever"]) for side in ("right", "left")]
    assert said(0, *both) == [*FIRES, ("emergency", "knee:right")]


def test_names_the_signs_and_never_offers_self_care():
    entries = [
        check_in(0, 2, signs=["cannot_bear_weight"]),
        check_in(1, 2, signs=["hot_with_fever", "cannot_bear_weight"]),
    ]
    (finding,) = findings(RULE, 1, check_ins=entries)
    assert finding.text("km") == (
        "You noted for your left knee, first on 1\u00a0March: cannot bear weight; hot knee with fever. "
        "This can need treatment within hours."
    )
    assert finding.hint("km") == "Call your local emergency number or go to an emergency department now."
    assert finding.since == on(0)
    assert [(item.key, item.value, item.ref) for item in finding.evidence[2:]] == [
        ("cannot_bear_weight", "2026-03-01", entries[0].ref),
        ("hot_with_fever", "2026-03-02", entries[1].ref),
    ]

from __future__ import annotations

import pytest

from tests.builders import findings, on, summary
from training.engine.facts import Profile, ShoeFact
from training.rules.shoe_foot_type import RULE


def shoe(support: str, **facts) -> ShoeFact:
    return ShoeFact("ghost", "Ghost", support=support, **facts)


def said(foot_type: str, *shoes: ShoeFact) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, 9, profile=Profile(foot_type=foot_type), shoes=shoes))


@pytest.mark.parametrize("support", ["neutral", "stability", "unknown"])
@pytest.mark.parametrize("foot_type", ["supinating", "unknown"])
def test_silent_for_other_feet(foot_type, support):
    assert said(foot_type, shoe(support)) == []


@pytest.mark.parametrize(("foot_type", "fits"), [("overpronating", "stability"), ("neutral", "neutral")])
def test_silent_where_they_fit_or_the_support_is_unknown(foot_type, fits):
    assert said(foot_type, shoe(fits), shoe("unknown")) == []


@pytest.mark.parametrize(
    ("foot_type", "support", "text"),
    [
        ("overpronating", "neutral", "Your profile says overpronating feet, and Ghost is a neutral shoe."),
        ("neutral", "stability", "Your profile says neutral feet, and Ghost is a stability shoe."),
    ],
)
def test_names_what_differs(foot_type, support, text):
    (finding,) = findings(RULE, 9, profile=Profile(foot_type=foot_type), shoes=[shoe(support)])
    assert summary([finding]) == [("shoe.foot_type", "notice", "shoe:ghost")]
    assert finding.text("km") == text
    assert [(item.key, item.value) for item in finding.evidence] == [
        ("shoe", "Ghost"),
        ("support", support),
        ("foot_type", foot_type),
    ]


def test_only_shoes_in_use():
    assert said("neutral", shoe("stability", retired_on=on(9))) == []
    assert said("neutral", shoe("stability", started_on=on(10))) == []


def test_dates_from_the_first_day_of_the_shoe_else_today():
    dated, undated = (
        findings(RULE, 9, profile=Profile(foot_type="neutral"), shoes=[each])[0].since
        for each in (shoe("stability", started_on=on(4)), shoe("stability"))
    )
    assert (dated, undated) == (on(4), on(9))

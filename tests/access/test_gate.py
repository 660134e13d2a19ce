"""What a Sight leaves of a log: nothing that was not granted, and nothing untrue of what was."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import care, check_in, on, run
from tests.engine.strategies import Diary, diaries
from training import access
from training.access import EVERYTHING, READ_BY_RULES, Sight
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import Injury, Profile
from training.engine.history import History
from training.engine.rule import Finding
from training.models import User
from training.models.choices import Category
from training.rules import ALL_RULES

PARTS = {
    Category.TRAINING: ("runs", "shoes"),
    Category.KNEE: ("check_ins", "care"),
    Category.PROFILE: ("profile",),
}
GRANTS = [
    frozenset(some) for some in chain.from_iterable(combinations(sorted(EVERYTHING), n) for n in range(4))
]


def sight_with(categories) -> Sight:
    return Sight(User(), frozenset(categories), grant=object())


def seen(diary: Diary, categories) -> list[Finding]:
    sight = sight_with(categories)
    history = History(access.visible_log(diary.log(), sight), diary.today)
    return evaluate(history, access.visible_rules(ALL_RULES, sight), Ruleset())


def about(findings: list[Finding]) -> set[tuple[str, str]]:
    return {finding.key for finding in findings}


@given(diaries(), diaries(), st.sampled_from(GRANTS))
def test_what_is_withheld_changes_nothing_of_what_is_seen(diary, other, categories):
    withheld = [name for category, names in PARTS.items() if category not in categories for name in names]
    changed = replace(diary, **{name: getattr(other, name) for name in withheld})
    assert seen(changed, categories) == seen(diary, categories)


@given(diaries(), st.sampled_from(GRANTS))
def test_a_coach_is_warned_of_nothing_that_does_not_stand(diary, categories):
    standing = about(evaluate(diary.history(), ALL_RULES, Ruleset()))
    replaced = {
        (rule.id, subject)
        for rule in ALL_RULES
        for by in rule.gives_way_to
        for id_, subject in standing
        if id_ == by
    }
    # Where it knows no run it counts days with sharp pain: rather a sign too many than one too few.
    cautious = {("knee.red_flag", knee.subject) for knee in diary.history().open_episodes}
    allowed = standing | replaced | (set() if Category.TRAINING in categories else cautious)
    assert about(seen(diary, categories)) <= allowed


JUMP = [run(day, 6) for day in range(0, 40, 3)] + [run(41, 9)]
SORE = [check_in(day, 4, signs=["locks"]) for day in range(30, 42)]
BODY = Profile(stiff_hamstrings=True, injuries=(Injury("left", on(0)),))
WHOLE = Diary(on(42), tuple(JUMP), tuple(SORE), (care(41),), (), BODY)


@pytest.mark.parametrize(
    ("categories", "groups"),
    [
        ({"training", "knee", "profile"}, {"load", "knee", "habit", "shoe"}),
        ({"training"}, {"load", "shoe"}),
        ({"knee"}, {"knee", "habit"}),
        ({"notes", "profile"}, set()),
    ],
)
def test_findings_come_from_what_is_shared_alone(categories, groups):
    assert {finding.rule.group for finding in seen(WHOLE, categories)} == groups


def test_an_injury_that_is_not_shared_sharpens_nothing():
    sharpened = [
        {finding.rule.id for finding in seen(WHOLE, some) if finding.sharpened_by_injury}
        for some in (READ_BY_RULES, {"training"})
    ]
    assert sharpened == [{"load.weekly_jump"}, set()]


def test_care_that_is_not_shared_is_not_taken_for_care_not_done():
    assert "habit.strength" in {finding.rule.id for finding in seen(WHOLE, {"training", "knee"})}
    assert "habit.strength" not in {finding.rule.id for finding in seen(WHOLE, {"training", "profile"})}


def test_a_gate_left_open_is_noticed(monkeypatch):
    """Without the cut an injury sharpens; without the choice of rules withheld stretching is missed."""
    with monkeypatch.context() as patch:
        patch.setattr(access, "visible_log", lambda log, sight: log)
        assert any(finding.sharpened_by_injury for finding in seen(WHOLE, {"training"}))
    monkeypatch.setattr(access, "visible_rules", lambda rules, sight: list(rules))
    stretched = replace(WHOLE, care=(care(41, "stretch_sitting"),))
    told = about(seen(stretched, {"training", "profile"})) - about(seen(stretched, EVERYTHING))
    assert told == {("habit.flexibility", "runner")}

from __future__ import annotations

import pytest

from tests.builders import care, check_in, findings, on, run, summary
from training.engine.facts import Profile
from training.rules.habit_flexibility import RULE

NOTICE = [("habit.flexibility", "notice", "runner")]
STIFF = Profile(stiff_hamstrings=True)
RUNS = [run(8, 5)]


def said(today: int = 9, runs=RUNS, profile=STIFF, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=runs, profile=profile, **log))


def test_silent_without_symptoms_or_stiffness():
    assert said(profile=Profile()) == []
    assert said(profile=Profile(weak_quadriceps=True)) == []


def test_silent_where_nothing_at_all_is_logged():
    assert said(runs=[]) == []
    assert said(today=14) == NOTICE
    assert said(today=15) == []


@pytest.mark.parametrize("kind", ["stretch_sitting", "stretch_lying_band", "foam_roll"])
def test_silent_after_stretching(kind):
    assert said(care=[care(9, kind)]) == []


@pytest.mark.parametrize("kind", ["rest_day", "ice", "massage", "glute_bridge"])
def test_other_care_is_no_stretching(kind):
    assert said(care=[care(9, kind)]) == NOTICE


def test_silent_after_a_cool_down_stretch():
    assert said(runs=[run(8, 5, cool_down=True)]) == []
    assert said(runs=[run(8, 5, cool_down=False), run(7, 5)]) == NOTICE


def test_window_is_seven_days_up_to_today():
    assert said(care=[care(3, "foam_roll")]) == []
    assert said(care=[care(2, "foam_roll")]) == NOTICE
    assert said(care=[care(10, "foam_roll")]) == NOTICE


def test_speaks_to_stiff_calves_and_to_symptoms():
    assert said(profile=Profile(stiff_calves=True)) == NOTICE
    assert said(profile=Profile(), check_ins=[check_in(9, 1)]) == NOTICE
    closed = [check_in(4, 2), *(check_in(day, 0) for day in (5, 6, 7))]
    assert said(profile=Profile(), check_ins=closed) == []


def test_says_why_it_speaks():
    (finding,) = findings(RULE, 9, runs=RUNS, profile=STIFF, check_ins=[check_in(9, 1)])
    assert finding.text("km") == (
        "No stretching, foam rolling or cool-down stretch is logged for the last 7 days."
        " A knee has symptoms now. Your profile says stiff hamstrings or calves."
    )
    assert finding.since == on(9)
    assert [(item.key, item.value) for item in finding.evidence] == [
        ("stretches", 0),
        ("runs", 1),
        ("newest", "2026-03-10"),
    ]


def test_gives_the_one_reason_there_is():
    texts = [
        findings(RULE, 9, runs=RUNS, profile=profile, check_ins=entries)[0].text("km").partition(". ")[2]
        for profile, entries in ((STIFF, []), (Profile(), [check_in(9, 1)]))
    ]
    assert texts == ["Your profile says stiff hamstrings or calves.", "A knee has symptoms now."]

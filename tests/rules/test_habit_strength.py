from __future__ import annotations

import pytest

from tests.builders import care, check_in, findings, on, run, summary
from training.engine.facts import Profile
from training.rules.habit_strength import RULE

NOTICE = [("habit.strength", "notice", "runner")]
WEAK = Profile(weak_quadriceps=True)
RUNS = [run(13, 5)]


def said(today: int = 15, runs=RUNS, profile=WEAK, **log) -> list[tuple[str, str, str]]:
    return summary(findings(RULE, today, runs=runs, profile=profile, **log))


def test_silent_without_symptoms_ever_or_weakness():
    assert said(profile=Profile()) == []
    assert said(profile=Profile(stiff_calves=True), check_ins=[check_in(14, 0)]) == []


def test_silent_where_nothing_at_all_is_logged():
    assert said(runs=[]) == []
    assert said(today=26) == NOTICE
    assert said(today=27) == []


@pytest.mark.parametrize("kind", ["hamstring_curl", "glute_bridge", "straight_leg_raise"])
def test_silent_after_a_strength_exercise(kind):
    assert said(care=[care(15, kind)]) == []


@pytest.mark.parametrize("kind", ["rest_day", "foam_roll", "cycle", "physio_visit"])
def test_other_care_is_no_strength_exercise(kind):
    assert said(care=[care(15, kind)]) == NOTICE


def test_window_is_fourteen_days_up_to_today():
    assert said(care=[care(2, "glute_bridge")]) == []
    assert said(care=[care(1, "glute_bridge")]) == NOTICE
    assert said(care=[care(16, "glute_bridge")]) == NOTICE


def test_speaks_to_symptoms_open_or_past():
    past = [check_in(0, 2), *(check_in(day, 0) for day in (1, 2, 3))]
    assert said(profile=Profile(), check_ins=[check_in(15, 2)]) == NOTICE
    assert said(profile=Profile(), check_ins=past) == NOTICE
    assert said(profile=Profile(), check_ins=[check_in(16, 2)]) == []


def test_speaks_to_symptoms_older_than_what_is_loaded():
    assert said(profile=Profile(), first_symptom_on=on(-500)) == NOTICE


def test_says_why_it_speaks():
    (finding,) = findings(RULE, 15, runs=RUNS, profile=WEAK, check_ins=[check_in(12, 1)])
    assert finding.text("km") == (
        "No hamstring curls, glute bridges or leg raises are logged for the last 14 days."
        " A knee has symptoms, now or earlier in your log. Your profile says weak quadriceps."
    )
    assert finding.since == on(13)
    assert [(item.key, item.value) for item in finding.evidence] == [
        ("sessions", 0),
        ("newest", "2026-03-14"),
    ]


def test_gives_the_one_reason_there_is():
    texts = [
        findings(RULE, 15, runs=RUNS, profile=profile, check_ins=entries)[0].text("km").partition(". ")[2]
        for profile, entries in ((WEAK, []), (Profile(), [check_in(9, 1)]))
    ]
    assert texts == ["Your profile says weak quadriceps.", "A knee has symptoms, now or earlier in your log."]

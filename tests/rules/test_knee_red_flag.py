from __future__ import annotations

import pytest

from tests.builders import check_in, findings, on, run, summary
from training.engine.facts import EMERGENCY_SIGNS
from training.engine.words import SIGNS
from training.rules.knee_red_flag import ALONE, RULE

FIRES = [("specialist", "knee:left")]


def said(today: int, *check_ins, runs=()) -> list[tuple[str, str]]:
    found = findings(RULE, today, check_ins=check_ins, runs=runs)
    return [(word, subject) for _, word, subject in summary(found)]


def flags(today: int, *check_ins, runs=()) -> list[str]:
    (finding,) = findings(RULE, today, check_ins=check_ins, runs=runs)
    return [item.key for item in finding.evidence if item.key not in ("knee", "signs")]


def sharp(day: int, score: int = 2, **facts):
    return check_in(day, score, feel=["sharp"], **facts)


def test_silent_for_scores_feels_and_the_other_signs():
    others = set(SIGNS) - set(ALONE) - set(EMERGENCY_SIGNS)
    assert "swelling_slight" in others
    assert said(0, check_in(0, 10, signs=others, feel=["tight", "full", "dull"])) == []


@pytest.mark.parametrize("sign", ALONE)
def test_each_of_these_signs_alone_even_at_score_0(sign):
    assert said(0, check_in(0, 0, signs=[sign])) == FIRES
    assert flags(0, check_in(0, 0, signs=[sign])) == [sign]


def test_any_swelling_on_three_days_in_a_row_or_not():
    slight = [check_in(day, 1, signs=["swelling_slight"]) for day in (0, 1, 5)]
    assert said(4, *slight) == []
    assert said(5, *slight) == FIRES
    assert flags(5, *slight) == ["swelling_days"]


def test_swelling_three_times_on_two_days_is_not_three_days():
    twice = [check_in(0, 1, clock=clock, signs=["swelling_slight"]) for clock in ("08:00", "20:00")]
    assert said(1, *twice, check_in(1, 1, signs=["swelling_slight"])) == []


def test_swelling_with_giving_way_on_the_same_day():
    swollen = check_in(1, 1, signs=["swelling_slight"])
    assert flags(1, swollen, check_in(1, 0, clock="08:00", signs=["gives_way"])) == [
        "gives_way", "swelling_unstable",
    ]  # fmt: skip
    assert flags(1, swollen, check_in(0, 0, signs=["gives_way"])) == ["gives_way"]


def test_sharp_pain_at_rest():
    assert said(0, sharp(0, 1, moment="next_morning")) == []
    assert said(0, sharp(0, 0, moment="rest")) == []
    assert flags(0, sharp(0, 1, moment="rest")) == ["sharp_at_rest"]


def test_sharp_pain_of_six():
    assert said(0, sharp(0, 5)) == []
    assert said(0, check_in(0, 10, feel=["dull"])) == []
    assert flags(0, sharp(0, 6, moment="before")) == ["sharp_strong"]


def test_sharp_pain_after_two_different_runs():
    runs = [run(0, 5), run(2, 5)]
    assert said(2, sharp(0), sharp(0, clock="21:00"), sharp(1), runs=runs) == []
    assert flags(2, sharp(0), sharp(2), runs=runs) == ["sharp_after_runs"]


def test_sharp_pain_after_two_runs_of_one_day():
    runs = [run(0, 5, "07:00"), run(0, 5, "17:00")]
    during = sharp(0, clock="07:20", moment="during")
    assert flags(0, during, sharp(0), runs=runs) == ["sharp_after_runs"]
    assert said(0, during, sharp(0, clock="16:59"), runs=runs) == []


def test_sharp_pain_on_two_days_without_a_logged_run():
    assert flags(1, sharp(0), sharp(1)) == ["sharp_after_runs"]


def test_sharp_pain_before_a_run_or_at_0_is_not_after_it():
    runs = [run(0, 5), run(1, 5)]
    assert said(1, sharp(0), sharp(1, moment="before"), runs=runs) == []
    assert said(1, sharp(0), sharp(1, 0), runs=runs) == []


def test_a_run_logged_later_for_that_day_counts_as_of_that_day():
    late = [run(0, 5, "07:00"), run(2, 5)]
    assert said(2, sharp(0), sharp(2), runs=late[:1]) == []
    assert said(2, sharp(0), sharp(2), runs=late) == FIRES


def test_stands_while_the_episode_is_open_and_no_longer():
    limp = check_in(0, 1, signs=["limping"])
    assert said(80, limp) == FIRES
    clear = [check_in(day, 0) for day in (1, 2, 3)]
    assert said(2, limp, *clear) == FIRES
    assert said(3, limp, *clear) == []
    assert said(4, limp, *clear, check_in(4, 1)) == []


def test_counts_only_the_days_of_its_episode():
    first = [check_in(day, 1, signs=["swelling_slight"]) for day in (0, 1)]
    clear = [check_in(day, 0) for day in (2, 3, 4)]
    assert said(5, *first, *clear, check_in(5, 1, signs=["swelling_slight"])) == []


def test_order_of_logging_does_not_matter():
    entries = [check_in(day, 1, signs=["swelling_slight"]) for day in (0, 1, 5)]
    assert said(5, *reversed(entries)) == FIRES


def test_both_knees_at_once():
    both = [check_in(0, 1, side, signs=["locks"]) for side in ("right", "left")]
    assert said(0, *both) == [*FIRES, ("specialist", "knee:right")]


def test_names_every_sign_once_with_its_first_day():
    entries = [
        check_in(1, 3, signs=["locks"]),
        check_in(2, 3, signs=["locks", "worse_at_night"]),
    ]
    (finding,) = findings(RULE, 4, check_ins=entries)
    assert finding.text("km") == (
        "Noted for your left knee, first on 2\u00a0March: locks or catches; worse at night. "
        "Any such sign is a reason to have the knee looked at, however low the score."
    )
    assert [(item.label, item.value, item.on, item.ref) for item in finding.evidence[2:]] == [
        ("locks or catches", "2026-03-02", on(1), entries[0].ref),
        ("worse at night", "2026-03-03", on(2), entries[1].ref),
    ]
    assert finding.since == on(1)

"""Where a runner stands on the way back to running. Day 0 is the last run before the break unless told."""

from __future__ import annotations

import pytest

from tests.builders import check_in, on, run
from training.engine.evaluate import Ruleset
from training.engine.history import History
from training.engine.log import Log
from training.insights.ladder import Ladder, Reason, State, ladder, may_matter
from training.insights.ladder_gate import Clearance
from training.insights.ladder_sessions import Session, Verdict
from training.insights.ladder_steps import STEPS, LadderLimits

WEEKS = [run(-day, 6) for day in range(0, 28, 3)]
BACK = 20


def stand(today: int, *done: tuple[int, str], entries=(), said=(), runs=WEEKS, ruleset=None) -> Ladder:
    history = History(Log(runs=runs, check_ins=entries), on(today))
    return ladder(history, ruleset or Ruleset(), [Session(on(day), step) for day, step in done], said)


def morning(day: int, score: int = 0, **facts):
    return check_in(day, score, clock="06:30", moment="next_morning", **facts)


def sore(first: int, last: int, score: int = 2, side: str = "left", **facts) -> list:
    """An episode that opens on `first` and closes on the third clear day after `last`."""
    said = [check_in(day, score, side, **facts) for day in range(first, last + 1)]
    return said + [check_in(day, 0, side) for day in range(last + 1, last + 4)]


def place(found: Ladder) -> tuple[State, str, int]:
    return found.state, found.step.word, found.climb.clean


def test_nothing_is_needed_in_a_log_without_entries_or_with_runs_as_usual():
    assert [stand(3, runs=()).state, stand(2).state] == [State.NOT_NEEDED] * 2


@pytest.mark.parametrize(("today", "state"), [(14, State.NOT_NEEDED), (15, State.DO)])
def test_thirteen_and_fourteen_days_without_a_run(today, state):
    found = stand(today)
    assert (found.state, found.reason) == (state, Reason("off", on(0)) if state is State.DO else None)


@pytest.mark.parametrize(("today", "state"), [(7, State.SORE), (8, State.DO)])
def test_an_episode_offers_it_on_the_very_day_it_closes(today, state):
    assert stand(today, entries=sore(3, 5)).state is state


def test_a_run_after_the_episode_makes_it_needless_and_one_of_its_last_day_does_not():
    entries = sore(3, 5)
    runs = [[*WEEKS, run(day, 3)] for day in (8, 9)]
    assert [stand(10, entries=entries, runs=more).state for more in runs] == [State.DO, State.NOT_NEEDED]


def test_an_episode_nobody_spoke_of_is_asked_about_first():
    assert stand(40, entries=[check_in(30, 2)]).state is State.STALE


def test_a_step_takes_two_clean_sessions_with_a_day_between():
    one = [(BACK, "walk")]
    assert place(stand(BACK, *one)) == (State.MORNING, "walk", 0)
    assert place(stand(BACK + 1, *one)) == (State.MORNING, "walk", 0)
    first = [morning(BACK + 1)]
    assert place(stand(BACK + 1, *one, entries=first)) == (State.REST, "walk", 1)
    assert place(stand(BACK + 2, *one, entries=first)) == (State.DO, "walk", 1)
    two, both = [*one, (BACK + 2, "walk")], [*first, morning(BACK + 3)]
    assert place(stand(BACK + 4, *two, entries=both)) == (State.DO, "run_1", 0)


def test_a_morning_never_answered_counts_for_nothing_and_holds_nobody_up():
    found = stand(BACK + 2, (BACK, "walk"))
    assert place(found) == (State.DO, "walk", 0)
    assert found.climb.last.verdict is Verdict.UNANSWERED


def test_a_word_of_later_that_day_is_no_answer_of_the_morning():
    found = stand(BACK + 2, (BACK, "walk"), entries=[check_in(BACK + 1, 0, moment="rest")])
    assert (found.climb.last.verdict, found.climb.clean) == (Verdict.UNANSWERED, 0)


def climbed(sessions: int, first: int = BACK) -> tuple[list, list]:
    """So many clean sessions, every other day, two a step."""
    done = [(first + 2 * n, STEPS[n // 2]) for n in range(sessions)]
    return done, [morning(day + 1) for day, _ in done]


def test_twelve_clean_sessions_lead_to_the_end():
    done, mornings = climbed(12)
    assert [place(stand(BACK + 2 * n, *done[:n], entries=mornings[:n]))[1] for n in range(0, 12, 2)] == [
        *STEPS
    ]
    assert stand(BACK + 24, *done, entries=mornings).state is State.DONE


def test_a_rise_the_next_morning_repeats_the_step_once_the_knee_is_clear():
    done, mornings = climbed(4)
    rise = [*mornings[:3], morning(BACK + 7, 1)]
    assert place(stand(BACK + 7, *done, entries=rise)) == (State.SORE, "run_1", 0)
    clear = [check_in(day, 0) for day in range(BACK + 8, BACK + 11)]
    found = stand(BACK + 10, *done, entries=[*rise, *clear])
    assert (place(found), found.climb.last.verdict) == ((State.DO, "run_1", 0), Verdict.MORNING_ROSE)


def test_a_knee_sore_two_days_later_goes_a_step_back():
    done, mornings = climbed(4)
    entries = [*mornings, *sore(BACK + 8, BACK + 8)]
    assert place(stand(BACK + 8, *done, entries=entries)) == (State.SORE, "run_1", 0)
    found = stand(BACK + 11, *done, entries=entries)
    assert (place(found), found.climb.went_back) == ((State.DO, "run_1", 0), True)
    assert place(stand(BACK + 11, *done, entries=mornings)) == (State.DO, "run_2", 0)


def test_fourteen_days_without_a_session_begin_anew():
    done, mornings = climbed(4)
    last = done[-1][0]
    assert place(stand(last + 14, *done, entries=mornings)) == (State.DO, "run_2", 0)
    anew = stand(last + 15, *done, entries=mornings)
    assert (place(anew), anew.reason) == ((State.DO, "walk", 0), Reason("off", on(0)))


def test_a_run_that_went_too_far_repeats_the_step():
    done, mornings = climbed(3)
    runs = [*WEEKS, run(done[2][0], 9)]
    found = stand(BACK + 6, *done, entries=mornings, runs=runs)
    assert (place(found), found.climb.last.verdict) == ((State.DO, "run_1", 0), Verdict.TOO_FAR)


@pytest.mark.parametrize(
    ("sessions", "km", "expected"),
    [(4, 6, (5, 10)), (4, 1, (3, 6)), (4, 0.2, (1, 2)), (10, 6, (1, 20)), (10, 1, (1, 7)), (10, 0.2, (1, 5))],
)
def test_the_rules_bind_the_sets_and_the_last_run(sessions, km, expected):
    done, mornings = climbed(sessions)
    today = done[-1][0] + 2
    runs = [run(today - back, km) for back in range(2, 12, 2)]
    found = stand(today, *done, entries=mornings, runs=runs)
    assert (found.sets, found.minutes) == expected


FLAGGED = sore(3, 5, signs=["locks"])


def seen(day: int, side: str = "left", clock_s: int = 0) -> Clearance:
    return Clearance(side, on(day), clock_s or check_in(day, 0, clock="23:00").instant_s)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ([], State.FLAGGED),
        ([seen(4)], State.FLAGGED),
        ([seen(6, "right")], State.FLAGGED),
        ([seen(5)], State.DO),
        ([seen(5, clock_s=check_in(5, 0, clock="12:00").instant_s)], State.FLAGGED),
        ([seen(30)], State.FLAGGED),
    ],
)
def test_a_sign_for_a_professional_waits_for_a_clearance_after_it(said, state):
    assert stand(10, entries=FLAGGED, said=said).state is state


def test_a_new_sign_needs_a_new_clearance():
    entries = [*FLAGGED, *sore(20, 21, signs=["numbness"])]
    assert stand(30, entries=entries, said=[seen(9)]).state is State.FLAGGED
    assert stand(30, entries=entries, said=[seen(9), seen(22)]).state is State.DO


def test_a_flag_says_which_knee_what_and_since_when():
    (flag,) = stand(10, entries=FLAGGED).flags
    assert (flag.side, flag.finding.rule_id, flag.seen_on, flag.stood_on, flag.is_open) == (
        "left", "knee.red_flag", on(3), on(7), False,
    )  # fmt: skip


@pytest.mark.parametrize(("today", "state"), [(372, State.FLAGGED), (373, State.DO)])
def test_a_sign_is_asked_about_for_a_year(today, state):
    assert stand(today, entries=FLAGGED).state is state


def test_sessions_can_only_matter_after_an_episode_or_a_break_and_on_clear_knees():
    logs = [
        ((2), {"runs": WEEKS}),
        ((14), {"runs": WEEKS}),
        ((15), {"runs": WEEKS}),
        ((9), {"runs": WEEKS, "check_ins": sore(3, 5)}),
        ((5), {"runs": WEEKS, "check_ins": sore(3, 5)}),
        ((18), {"runs": [*WEEKS, run(16, 3)]}),
    ]
    found = [may_matter(History(Log(**log), on(today)), Ruleset()) for today, log in logs]
    assert found == [False, False, True, True, False, True]


def test_the_numbers_are_those_in_force():
    ruleset = Ruleset(limits={"ladder": LadderLimits(clean_sessions=1, rest_days=2)})
    one = stand(BACK + 3, (BACK, "walk"), entries=[morning(BACK + 1)], ruleset=ruleset)
    before = stand(BACK + 2, (BACK, "walk"), entries=[morning(BACK + 1)], ruleset=ruleset)
    assert (place(one), before.state, before.next_on) == ((State.DO, "run_1", 0), State.REST, on(BACK + 3))

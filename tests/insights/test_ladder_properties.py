"""What holds of the ladder whatever was logged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import check_in, on, run
from training.engine.evaluate import Ruleset
from training.engine.facts import CheckInFact
from training.engine.history import History
from training.engine.log import Log
from training.insights.ladder import Ladder, ladder
from training.insights.ladder_gate import Clearance
from training.insights.ladder_sessions import Session
from training.insights.ladder_steps import STEPS

DAYS = 45
days = st.integers(0, DAYS)
moments = st.sampled_from(["before", "after", "next_morning", "rest"])
sides = st.sampled_from(["left", "right"])
scores = st.integers(0, 6)
signs = st.sets(st.sampled_from(["locks", "swelling_slight"]), max_size=1)
entries = st.lists(
    st.builds(
        lambda day, score, side, moment, signs: check_in(day, score, side, moment=moment, signs=signs),
        days, st.just(0) | scores, sides, moments, st.just(set()) | signs,
    ),
    max_size=40,
)  # fmt: skip
runs = st.lists(st.builds(run, st.integers(-20, DAYS), st.floats(0.5, 12)), max_size=12)
sessions = st.lists(
    st.builds(lambda day, step: Session(on(day), step), days, st.sampled_from(STEPS)),
    max_size=14,
    unique_by=lambda session: session.on,
)
said = st.lists(st.builds(lambda side, day: Clearance(side, on(day), 0), sides, days), max_size=2)


def stand(today: int, runs: list, entries: list[CheckInFact], done: list[Session], said: list) -> Ladder:
    return ladder(History(Log(runs=runs, check_ins=entries), on(today)), Ruleset(), done, said)


def height(found: Ladder) -> tuple[int, int]:
    return found.climb.at, found.climb.clean


@given(runs, entries, sessions, days, st.integers(1, 10), sides, moments)
def test_more_pain_never_leads_higher(runs, entries, done, day, score, side, moment):
    worse = [*entries, check_in(day, score, side, moment=moment)]
    for today in range(DAYS + 5):
        assert height(stand(today, runs, worse, done, [])) <= height(stand(today, runs, entries, done, []))


@given(runs, entries, sessions, said, st.randoms(use_true_random=False))
def test_the_order_of_entries_is_irrelevant(runs, entries, done, said, shuffle):
    as_told = stand(DAYS, runs, entries, done, said)
    for told in (runs, entries, done, said):
        shuffle.shuffle(told)
    assert stand(DAYS, runs, entries, done, said) == as_told


@given(runs, entries, sessions, said, days)
def test_what_comes_later_never_changes_the_past(runs, entries, done, said, today):
    known = [
        [run for run in runs if run.day <= on(today)],
        [entry for entry in entries if entry.day <= on(today)],
        [session for session in done if session.on <= on(today)],
        [word for word in said if word.on <= on(today)],
    ]
    assert stand(today, runs, entries, done, said) == stand(today, *known)

"""Days without entries: what counts as a gap, what explains one, and what is asked about, once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import care, on, run
from tests.engine.strategies import MOST_DAYS, Diary, diaries
from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import GapFact
from training.engine.history import History, Span
from training.engine.log import Log
from training.rules import ALL_RULES


def gap(first: int, last: int, answer: str) -> GapFact:
    return GapFact(on(first), on(last), answer)


def history(*answers: GapFact, today: int = 20) -> History:
    """Runs on days 0, 2 and 20, nothing between."""
    return History(Log(runs=[run(day, 5) for day in (0, 2, 20)], answers=answers), on(today))


def spans(found: list[Span]) -> list[tuple[int, int]]:
    return [(first - on(0).toordinal(), last - on(0).toordinal()) for first, last in found]


def test_a_gap_is_asked_about_when_its_days_are_over():
    assert spans(history(today=8).unasked_gaps) == []
    assert spans(history(today=9).gaps) == [(3, 9), (-18, -1)]
    assert spans(history(today=9).unasked_gaps) == []
    assert spans(history(today=10).unasked_gaps) == [(3, 9)]
    assert spans(history(today=20).unasked_gaps) == [(3, 19)]


def test_days_before_the_first_entry_are_not_asked_about():
    assert spans(History(Log(runs=[run(0, 5)]), on(0)).unasked_gaps) == []
    assert spans(History(Log(), on(0)).unasked_gaps) == []


def test_rest_and_illness_explain_a_gap_and_not_logged_leaves_it_unknown():
    before = history().coverage
    for answer in ("rest", "sick"):
        told = history(gap(3, 19, answer))
        assert (spans(told.gaps), told.unasked_gaps) == ([(-7, -1)], [])
        assert told.coverage > before
    told = history(gap(3, 19, "not_logged"))
    assert (spans(told.gaps), told.unasked_gaps) == (spans(history().gaps), [])
    assert told.coverage == before


def test_an_answer_is_about_its_own_days_alone():
    told = history(gap(3, 10, "sick"))
    assert spans(told.gaps) == [(11, 19), (-7, -1)]
    assert spans(told.unasked_gaps) == [(11, 19)]
    assert spans(history(gap(3, 13, "sick")).gaps) == [(-7, -1)]


def test_what_is_logged_later_stands_beside_the_answer():
    log = Log(
        runs=[run(day, 5) for day in (0, 2, 10, 20)], care=[care(11)], answers=[gap(3, 19, "not_logged")]
    )
    filled = History(log, on(20))
    assert [fact.day for fact in filled.runs_in(filled.last_days(21))] == [on(0), on(2), on(10), on(20)]
    assert spans(filled.gaps) == [(12, 19), (3, 9), (-7, -1)]


def test_one_more_run_leaves_the_answers():
    log = Log(runs=[run(0, 5), run(2, 5)], answers=[gap(3, 19, "sick")])
    assert spans(History(log.with_run(run(20, 5)), on(20)).unasked_gaps) == []
    assert spans(History(Log(runs=log.runs).with_run(run(20, 5)), on(20)).unasked_gaps) == [(3, 19)]


ANSWERS = st.builds(
    lambda first, days, answer: gap(first, first + days, answer),
    st.integers(0, MOST_DAYS),
    st.integers(0, 30),
    st.sampled_from(("rest", "sick", "not_logged")),
)


@settings(max_examples=300)
@given(diaries(), st.lists(ANSWERS, max_size=3))
def test_no_answer_lowers_or_hides_a_warning(diary: Diary, answers: list[GapFact]):
    def severities(history: History) -> dict[tuple[str, str], int]:
        return {(f.rule.id, f.subject): f.severity for f in evaluate(history, ALL_RULES, Ruleset())}

    before, after = severities(diary.history()), severities(diary.history(answers=answers))
    assert {key for key in before if after.get(key, 0) < before[key]} == set()
    assert diary.history(answers=answers).coverage >= diary.history().coverage


@settings(max_examples=300)
@given(diaries(), st.integers(0, 30))
def test_each_gap_is_asked_about_until_it_is_answered(diary: Diary, turn: int):
    answers: list[GapFact] = []
    words = ("rest", "sick", "not_logged")
    while gaps := diary.history(answers=answers).unasked_gaps:
        first, last = (on(day - on(0).toordinal()) for day in gaps[0])
        assert last < diary.today
        answers.append(GapFact(first, last, words[(turn + len(answers)) % 3]))
    assert len(answers) <= 4

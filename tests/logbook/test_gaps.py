"""Answers to “rest, sick or not logged?”, kept and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_run, make_runner
from training.engine.basics import Basics
from training.engine.facts import GapFact
from training.history import load_log, load_recent_logs
from training.logbook.gaps import answer_gap, take_back
from training.logbook.writing import AlreadyLoggedError
from training.models import CareEntry, GapAnswer
from training.models.bounds import MAX_REST_DAYS

pytestmark = [pytest.mark.django_db, pytest.mark.data]
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 10)


def answered(runner, answer: str, first: date = FIRST, last: date = LAST) -> GapAnswer:
    gap = GapAnswer(runner=runner, first=first, last=last, answer=answer)
    answer_gap(gap)
    return gap


def rest_days(runner) -> list[date]:
    return sorted(runner.care_entries.filter(kind="rest_day").values_list("on", flat=True))


@pytest.mark.parametrize("answer", ["sick", "not_logged"])
def test_an_answer_is_kept_and_nothing_else(answer):
    runner = make_runner()
    answered(runner, answer)
    assert list(runner.gap_answers.values_list("first", "last", "answer")) == [(FIRST, LAST, answer)]
    assert not CareEntry.objects.exists()


def test_rest_is_also_logged_day_by_day_but_for_days_with_a_run():
    runner = make_runner()
    make_run(runner, FIRST + timedelta(days=2))
    CareEntry.objects.create(runner=runner, on=FIRST, kind="rest_day")
    answered(runner, "rest")
    assert rest_days(runner) == [FIRST + timedelta(days=n) for n in range(10) if n != 2]


def test_of_years_of_rest_the_last_half_year_is_logged():
    runner = make_runner()
    answered(runner, "rest", date(2020, 1, 1))
    days = rest_days(runner)
    assert (len(days), days[-1]) == (MAX_REST_DAYS, LAST)


def test_the_same_days_are_answered_once():
    runner = make_runner()
    answered(runner, "sick")
    with pytest.raises(AlreadyLoggedError):
        answered(runner, "rest")
    assert (runner.gap_answers.get().answer, rest_days(runner)) == ("sick", [])
    answered(make_runner("ben"), "rest")


def test_taking_back_takes_the_rest_days_that_came_with_the_answer():
    runner = make_runner()
    own = CareEntry.objects.create(runner=runner, on=FIRST, kind="rest_day")
    other = CareEntry.objects.create(runner=make_runner("ben"), on=LAST, kind="rest_day")
    gap = answered(runner, "rest")
    later = CareEntry.objects.create(runner=runner, on=LAST, kind="ice")
    take_back(gap)
    assert not runner.gap_answers.exists()
    assert set(CareEntry.objects.all()) == {own, other, later}


@pytest.mark.parametrize(("answer", "last"), [("holiday", LAST), ("rest", FIRST - timedelta(days=1))])
def test_the_database_holds_the_line(answer, last):
    gap = GapAnswer(runner=make_runner(), first=FIRST, last=last, answer=answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        gap.save()


@pytest.mark.parametrize("count", [1, 3])
def test_answers_are_read_with_the_log_of_their_runner(count, django_assert_num_queries):
    runners = [make_runner(f"runner{n}") for n in range(count)]
    for runner in runners[:2]:
        answered(runner, "sick")
        answered(runner, "not_logged", date(2019, 1, 1), date(2019, 2, 1))
        runner.previous_injuries.create(side="left", month=date(2026, 3, 1))
    told = frozenset(
        {GapFact(FIRST, LAST, "sick"), GapFact(date(2019, 1, 1), date(2019, 2, 1), "not_logged")}
    )
    with django_assert_num_queries(7):
        logs = load_recent_logs(runners, date(2026, 6, 30), Basics())
    assert [logs[runner.pk].answers for runner in runners] == [told, told, frozenset()][:count]
    assert [len(logs[runner.pk].profile.injuries) for runner in runners] == [1, 1, 0][:count]
    assert load_log(runners[0], Basics()).answers == told

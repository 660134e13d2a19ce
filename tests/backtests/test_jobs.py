"""A back-test as a job: in shifts, broken off, revived, given up."""

from __future__ import annotations

from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.factories import make_run, make_runner
from training import backtests
from training.backtests import MOST_ATTEMPTS, ask, span_of, today
from training.models import BackTest, User
from training.tasks import back_tests
from training.tasks.back_tests import revive, work_on_back_test
from training.thresholds.setting import Setting

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def test() -> BackTest:
    for number in range(6):
        make_run(make_runner(f"runner-{number}"), today() - timedelta(days=2))
    admin = User.objects.create_superuser("ada", password="x" * 12)
    setting = Setting({"shoe.mileage": {"notice_m": 400_000}})
    return ask(admin, kind="change", base=0, setting=setting, preview=setting, first=span_of(30))


def state(test: BackTest) -> tuple[str, int]:
    test.refresh_from_db()
    return test.state, test.done


def test_the_job_reckons_it(test):
    work_on_back_test.enqueue(str(test.pk))
    assert (state(test), test.result["runners"]) == (("done", 7), 6)


def test_it_is_done_in_shifts_with_other_jobs_in_between(test, monkeypatch):
    monkeypatch.setattr(back_tests, "SHIFT_S", 0)
    monkeypatch.setattr(backtests.next_runners, "__defaults__", (2,))
    work_on_back_test.enqueue(str(test.pk))
    assert (state(test), test.attempts) == (("done", 7), 1)


def test_a_worker_that_is_told_to_stop_gives_it_back(test, monkeypatch):
    stop = Event()
    stop.set()
    monkeypatch.setattr(back_tests, "stop", stop)
    monkeypatch.setattr(backtests.next_runners, "__defaults__", (2,))
    work_on_back_test.enqueue(str(test.pk))
    assert (state(test), test.beat_at) == (("waiting", 2), None)
    stop.clear()
    assert revive(timezone.now()) == 1
    assert state(test) == ("done", 7)


@pytest.mark.parametrize(("seconds", "revived"), [(29, 0), (31, 1)])
def test_what_a_killed_worker_left_goes_on(test, seconds, revived):
    now = timezone.now()
    BackTest.objects.update(beat_at=now - timedelta(seconds=seconds))
    assert revive(now) == revived
    assert state(test)[0] == ("done" if revived else "waiting")


def test_what_is_done_is_not_revived(test):
    BackTest.objects.update(state="done", beat_at=None)
    assert revive(timezone.now()) == 0


def test_what_kills_every_worker_is_given_up(test):
    BackTest.objects.update(attempts=MOST_ATTEMPTS)
    work_on_back_test.enqueue(str(test.pk))
    assert state(test) == ("failed", 0)


def test_an_error_is_a_failure_that_changes_nothing(test, monkeypatch):
    def broken(*_args: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(backtests, "compare_all", broken)
    work_on_back_test.enqueue(str(test.pk))
    assert (state(test), test.partial) == (("failed", 0), {})


def test_a_job_of_what_was_cancelled_does_no_harm():
    work_on_back_test.enqueue(str(uuid4()))
    assert BackTest.objects.count() == 0

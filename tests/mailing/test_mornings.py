"""The question of the morning after: asked of who ran, at their own hour, and of nobody who has answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from tests.factories import make_check_in
from tests.mailing.cast import AT_EIGHT, MONDAY, states, wish, wisher
from training.models import MailSent
from training.tasks.mails import send_prompts

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_it_is_asked_once_of_who_ran_the_day_before():
    anna = wisher(morning=True)
    assert [send_prompts(AT_EIGHT + n * timedelta(minutes=5)) for n in range(3)] == [1, 0, 0]
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("KneeLog: this morning", ["anna@example.org"])
    assert "http://localhost:8000/knee/?moment=next_morning" in message.body
    assert anna.mails.get().about == "2026-06-01"


def test_nobody_is_asked_who_did_not_run():
    wisher(morning=True).runs.all().delete()
    assert (send_prompts(AT_EIGHT), states()) == (0, [])


def test_nobody_is_asked_who_has_answered():
    make_check_in(wisher(morning=True), MONDAY, 0, hour=7)
    assert (send_prompts(AT_EIGHT), states()) == (0, [])


def test_an_answer_of_the_evening_is_not_the_mornings():
    make_check_in(wisher(morning=True), MONDAY - timedelta(days=1), 2)
    assert send_prompts(AT_EIGHT) == 1


def test_who_answers_while_it_waits_is_not_asked():
    anna = wisher(morning=True, quiet_until=9)
    assert send_prompts(AT_EIGHT) == 0
    make_check_in(anna, MONDAY, 0, hour=8)
    assert (send_prompts(AT_EIGHT + timedelta(hours=1)), states()) == (0, [("morning", "dropped")])


def test_past_noon_it_is_no_question_any_more():
    wisher(morning=True)
    wisher("ben", morning=True, quiet_until=13)
    assert (send_prompts(AT_EIGHT), send_prompts(AT_EIGHT + timedelta(hours=5))) == (1, 0)
    assert states() == [("morning", "dropped"), ("morning", "sent")]
    MailSent.objects.all().delete()
    wish(wisher("cara"), morning=True, morning_hour=11)
    assert (send_prompts(datetime(2026, 6, 1, 12, tzinfo=UTC)), states()) == (0, [])


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("Europe/Berlin", 6),
        ("America/New_York", 12),
        ("Asia/Kolkata", 2.5),
        ("Australia/Lord_Howe", -2.5),
        ("Pacific/Kiritimati", -6),
        ("Pacific/Pago_Pago", 19),
    ],
)
def test_it_comes_at_eight_wherever_that_is(zone, hour, time_machine):
    """The run is of the 31st of May on any clock: at 7:00 UTC, or at noon in zones far to the east."""
    anna = wisher(zone=zone)
    anna.runs.update(local_date=MONDAY - timedelta(days=1))
    wishes = wish(anna, morning=True)
    due = datetime(2026, 6, 1, tzinfo=UTC) + timedelta(hours=hour)
    # Wished for at noon of the day before: in the far east that evening's eight has passed.
    assert (due - wishes.morning_at) % timedelta(days=1) == timedelta(0)
    sent = []
    for moment in (due - timedelta(minutes=1), due):
        time_machine.move_to(moment, tick=False)
        sent.append(send_prompts(moment))
    assert sent == [0, 1]


@pytest.mark.parametrize(("people", "queries"), [(1, 10), (3, 12)])
def test_who_is_due_is_found_in_as_many_queries_for_all(people, queries, django_assert_num_queries):
    """And one more for each mail that waits for the end of quiet hours."""
    for n in range(people):
        wisher(f"anna{n}", morning=True, quiet_from=0, quiet_until=9)
    with django_assert_num_queries(queries):
        send_prompts(AT_EIGHT)

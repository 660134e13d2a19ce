"""A warning that asks for a professional comes at once, once, and only while it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.factories import make_check_in
from tests.mailing.cast import AT_EIGHT, MONDAY, states, wish, wisher
from training.assessment import assess
from training.mailing.wishing import end
from training.models import Listener, MailSent
from training.reactions import react
from training.tasks.mails import send_news
from training.tasks.news import look_for_news

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def sent_at(now) -> int:
    """Look for what is new, and send what waits."""
    look_for_news(now)
    return send_news(now)


@pytest.fixture
def anna():
    """She listens since a minute, and nothing stands out."""
    anna = wisher(news=True, quiet_from=7, quiet_until=10)
    sent_at(AT_EIGHT - MINUTE)
    return anna


def locks(runner):
    return make_check_in(runner, MONDAY, 3, hour=8, signs={"locks"})


def test_a_sign_for_a_professional_is_told_once_the_quiet_hours_are_over(anna, time_machine):
    locks(anna)
    assert (sent_at(AT_EIGHT), mail.outbox) == (0, [])
    later = AT_EIGHT + 2 * HOUR
    time_machine.move_to(later, tick=False)
    assert (sent_at(later), sent_at(later)) == (1, 0)
    (message,) = mail.outbox
    assert message.subject == "KneeLog: something to look at"
    assert "See a professional: Signs for a professional to look at" in message.body
    assert "This is no diagnosis" in message.body


def test_signs_of_an_emergency_do_not_wait(anna):
    make_check_in(anna, MONDAY, 3, hour=8, signs={"cold_or_pale_foot"})
    assert (sent_at(AT_EIGHT), states()) == (1, [("help", "sent")])
    (message,) = mail.outbox
    assert message.subject == "KneeLog: please read this now"
    assert "call your emergency number" in message.body.replace("\n", " ")


def test_what_asks_for_nobody_is_no_mail(anna):
    make_check_in(anna, MONDAY, 7, hour=8)
    assert (sent_at(AT_EIGHT + 2 * HOUR), states()) == (0, [])


def test_an_entry_put_right_while_the_mail_waits_is_no_news(anna):
    entry = locks(anna)
    sent_at(AT_EIGHT)
    entry.delete()
    assert (sent_at(AT_EIGHT + 2 * HOUR), states()) == (0, [("news", "dropped")])


def test_what_was_marked_as_seen_meanwhile_is_not_told(anna):
    locks(anna)
    sent_at(AT_EIGHT)
    (assessment,) = assess([anna])
    finding = next(found for found in assessment.findings if found.rule.id == "knee.red_flag")
    react(anna, finding, kind="acknowledged", today=MONDAY)
    assert (sent_at(AT_EIGHT + 2 * HOUR), states()) == (0, [("news", "dropped")])


def test_what_stands_when_somebody_begins_to_listen_is_no_news():
    anna = wisher()
    locks(anna)
    wish(anna, news=True)
    assert (sent_at(AT_EIGHT), sent_at(AT_EIGHT + MINUTE), states()) == (0, 0, [])


def test_who_listens_no_more_is_not_looked_at(anna):
    assert Listener.objects.count() == 1
    end(anna.pk, MailSent.Kind.HELP)
    locks(anna)
    assert (sent_at(AT_EIGHT), states(), Listener.objects.count()) == (0, [], 0)

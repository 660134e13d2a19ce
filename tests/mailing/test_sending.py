"""Each mail goes once, late rather than never, and never to somebody who no longer wants it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from tests.factories import make_run, make_runner
from tests.mailing.cast import AT_EIGHT, MONDAY, states, wish, wisher
from tests.sharing.cast import share
from tests.views.test_concurrent import at_once
from training.leaving import erase_due, leave
from training.mailing.delivering import KEPT, forget_mails
from training.mailing.wishing import end, wishes_of
from training.models import MailSent, MailWishes, User
from training.tasks.mails import send_digests

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_nobody_gets_what_they_did_not_ask_for(db):
    wisher()
    assert (send_digests(AT_EIGHT), mail.outbox, states()) == (0, [], [])


def test_a_week_comes_once_however_often_it_is_asked_for():
    wisher(digest=True)
    assert [send_digests(AT_EIGHT + n * MINUTE) for n in range(3)] == [1, 0, 0]
    (message,) = mail.outbox
    assert (message.subject, message.to) == ("KneeLog: your week", ["anna@example.org"])
    assert states() == [("digest", "sent")]


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_at_once_one_sends_it():
    for name in ("anna", "ben", "cara"):
        wisher(name, digest=True)
    at_once([lambda: send_digests(AT_EIGHT)] * 8)
    assert sorted(message.to for message in mail.outbox) == [
        [f"{name}@example.org"] for name in ("anna", "ben", "cara")
    ]


def test_the_next_one_comes_a_week_later(time_machine):
    wisher(digest=True)
    send_digests(AT_EIGHT)
    for days, sent in ((1, 0), (6, 0), (7, 1)):
        later = AT_EIGHT + days * DAY
        time_machine.move_to(later, tick=False)
        assert send_digests(later) == sent
    assert MailSent.objects.count() == 2


def test_a_mail_says_who_sent_it_and_how_to_end_it(server):
    wisher(digest=True)
    assert send_digests(AT_EIGHT) == 1
    (heard,) = server.heard
    row = MailSent.objects.get()
    assert heard["Message-ID"] == f"<{row.pk}@localhost>"
    assert heard["Auto-Submitted"] == "auto-generated"
    assert heard["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert heard["List-Unsubscribe"].strip().startswith("<http://localhost:8000/unsubscribe/")
    assert heard.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in heard.iter_parts()] == ["text/plain", "text/html"]


def test_what_a_dead_process_left_half_sent_is_not_sent_again(interrupted):
    wisher(digest=True)
    interrupted.at_sending.append(die)
    with pytest.raises(SystemExit):
        send_digests(AT_EIGHT)
    assert (send_digests(AT_EIGHT + DAY), mail.outbox, states()) == (0, [], [("digest", "sending")])


def test_what_it_left_before_that_goes_on_after_a_while(interrupted):
    wisher(digest=True)
    interrupted.at_opening.append(die)
    with pytest.raises(SystemExit):
        send_digests(AT_EIGHT)
    assert [send_digests(AT_EIGHT + n * MINUTE) for n in (9, 10, 11)] == [0, 1, 0]


def test_a_mail_that_goes_wrong_waits_and_keeps_nobody_from_theirs(interrupted, caplog):
    for name in ("anna", "ben"):
        wisher(name, digest=True)
    interrupted.at_opening.append(fail)
    assert (send_digests(AT_EIGHT), states()) == (1, [("digest", "sent"), ("digest", "waiting")])
    assert [record.getMessage() for record in caplog.records] == ["mail"]
    assert [send_digests(AT_EIGHT + n * MINUTE) for n in (0, 1)] == [0, 1]


def test_one_that_went_wrong_while_it_was_sent_is_not_sent_again(interrupted):
    wisher(digest=True)
    interrupted.at_sending.append(fail)
    assert [send_digests(AT_EIGHT + n * MINUTE) for n in (0, 1, 20)] == [0, 0, 0]
    assert states() == [("digest", "sending")]


def test_what_was_sent_is_forgotten_after_a_season_and_what_waits_is_not():
    for name, state in (("anna", "sent"), ("ben", "waiting")):
        MailSent.objects.create(
            runner=make_runner(name), kind="news", about="2026-06-01", state=state, at=AT_EIGHT
        )
    assert (forget_mails(AT_EIGHT + KEPT), MailSent.objects.count()) == (0, 2)
    assert (forget_mails(AT_EIGHT + KEPT + MINUTE), states()) == (1, [("news", "waiting")])


def fail():
    raise RuntimeError


def die():
    raise SystemExit


def test_without_a_server_all_wait_and_longer_each_time(server, settings):
    there = settings.EMAIL_PORT
    for name in ("anna", "ben"):
        wisher(name, digest=True, quiet_until=0, quiet_from=0)
    settings.EMAIL_PORT = 1
    tried, waited = AT_EIGHT, []
    for _ in range(11):
        assert send_digests(tried) == 0
        (at,) = set(MailSent.objects.values_list("at", flat=True))
        waited.append((at - tried) // MINUTE)
        tried = at
    assert waited == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240, 240]
    settings.EMAIL_PORT = there
    assert (send_digests(tried), len(server.heard)) == (2, 2)


@pytest.mark.parametrize("answer", ["451 try later", "554 not now", ""])
def test_what_the_server_did_not_take_comes_later_under_the_same_id(server, answer):
    wisher(digest=True)
    server.to_mails = answer
    assert (send_digests(AT_EIGHT), states()) == (0, [("digest", "waiting")])
    server.to_mails = "250 taken"
    assert send_digests(AT_EIGHT + MINUTE) == 1
    assert len({heard["Message-ID"] for heard in server.heard}) == 1


def test_an_address_refused_for_good_gets_nothing_until_somebody_sees_to_it(server):
    anna = wisher(digest=True)
    server.to_addresses = "550 no such person"
    assert (send_digests(AT_EIGHT), states()) == (0, [("digest", "refused")])
    assert wishes_of(anna).refused == "anna@example.org"
    server.to_addresses = "250 fine"
    MailSent.objects.update(state="waiting", at=AT_EIGHT)
    assert (send_digests(AT_EIGHT), states()) == (0, [("digest", "dropped")])
    wish(anna, digest=True)
    assert wishes_of(anna).refused == ""


def test_an_address_that_is_busy_is_tried_again(server):
    anna = wisher(digest=True)
    server.to_addresses = "450 mailbox busy"
    send_digests(AT_EIGHT)
    assert (wishes_of(anna).refused, states()) == ("", [("digest", "waiting")])


def test_quiet_hours_hold_a_mail_back_until_they_end():
    wisher(digest=True, hour=5, quiet_from=22, quiet_until=9)
    assert [send_digests(AT_EIGHT + n * MINUTE) for n in (0, 54, 55)] == [0, 0, 1]


def test_what_quiet_hours_held_back_was_not_tried(server):
    wisher(digest=True, hour=5, quiet_from=22, quiet_until=9)
    quiet_ends = AT_EIGHT + 55 * MINUTE
    server.to_mails = "451 try later"
    tried = []
    for moment in (AT_EIGHT, quiet_ends, quiet_ends + MINUTE):
        assert send_digests(moment) == 0
        tried.append(MailSent.objects.values_list("tries", "at").get())
    assert tried == [(0, quiet_ends), (1, quiet_ends + MINUTE), (2, quiet_ends + 3 * MINUTE)]


def test_a_week_that_is_over_for_two_days_is_no_news(settings):
    wisher(digest=True)
    assert send_digests(AT_EIGHT + 3 * DAY) == 0
    assert MailSent.objects.count() == 0
    wisher("ben", digest=True)
    settings.EMAIL_BACKEND, was = "django.core.mail.backends.smtp.EmailBackend", settings.EMAIL_BACKEND
    settings.EMAIL_PORT = 1
    send_digests(AT_EIGHT)
    settings.EMAIL_BACKEND = was
    assert (send_digests(AT_EIGHT + 2 * DAY), states()) == (0, [("digest", "dropped")])


def test_who_ends_it_while_it_is_written_gets_none(interrupted):
    anna = wisher(digest=True)
    interrupted.at_opening.append(lambda: end(anna.pk, MailSent.Kind.DIGEST))
    assert (send_digests(AT_EIGHT), mail.outbox, states()) == (0, [], [("digest", "dropped")])


def test_a_grant_that_ends_while_a_mail_is_written_is_not_in_it(interrupted):
    kim = wisher("kim", coaches=True)
    for name in ("anna", "ben"):
        grant = share(make_runner(name), kim)
        make_run(grant.runner, MONDAY - timedelta(days=20))
    interrupted.at_opening.append(
        lambda: grant.runner.grants.update(state="ended", ended_at=AT_EIGHT, ended_by=grant.runner)
    )
    assert [send_digests(AT_EIGHT), send_digests(AT_EIGHT)] == [0, 1]
    (message,) = mail.outbox
    assert ("anna" in message.body, "ben" in message.body) == (True, False)


def leaves(person: User) -> None:
    leave(person)


def is_closed(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def never_confirmed(person: User) -> None:
    EmailAddress.objects.update(verified=False)


@pytest.mark.parametrize("what", [leaves, is_closed, never_confirmed])
def test_who_is_not_there_gets_none(what):
    what(wisher(digest=True))
    assert (send_digests(AT_EIGHT), mail.outbox, states()) == (0, [], [("digest", "dropped")])


def test_an_erased_account_leaves_no_mail_behind():
    anna = wisher(digest=True, news=True)
    send_digests(AT_EIGHT)
    leave(anna)
    erase_due(AT_EIGHT + 15 * DAY)
    assert (MailSent.objects.count(), MailWishes.objects.count()) == (0, 0)


@pytest.mark.parametrize(("people", "queries"), [(1, 8), (3, 10)])
def test_who_is_due_is_found_in_as_many_queries_for_all(people, queries, django_assert_num_queries):
    """And one more for each mail that waits for the end of quiet hours."""
    for n in range(people):
        wisher(f"anna{n}", digest=True, quiet_from=0, quiet_until=23)
    wisher("ben", digest=True, weekday=3)
    with django_assert_num_queries(queries):
        send_digests(AT_EIGHT)

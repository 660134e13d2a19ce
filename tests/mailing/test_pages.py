"""Mail in the settings: wished for, looked at, and ended by whoever holds a mail."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.people import give_address
from tests.factories import make_check_in, make_runner
from tests.mailing.cast import AT_EIGHT, MONDAY, wisher
from tests.sharing.cast import TRAINING, share
from training.leaving import leave
from training.mailing.addresses import unsubscribe_url
from training.mailing.wishing import wishes_of
from training.models import Look, MailWishes
from training.tasks.mails import send_digests

pytestmark = pytest.mark.django_db
CHOSEN = {
    "digest": "on", "news": "on", "weekday": "3", "hour": "18", "morning_hour": "7",
    "quiet_from": "22", "quiet_until": "6",
}  # fmt: skip


@pytest.fixture
def anna(client):
    anna = wisher()
    client.force_login(anna)
    return anna


def path_of(url: str) -> str:
    return url.removeprefix("http://localhost:8000")


def test_what_is_chosen_is_kept_and_planned(client, anna):
    assert client.post(reverse("mail"), CHOSEN).url == reverse("mail")
    wishes = wishes_of(anna)
    kept = {name: getattr(wishes, name) for name in ("digest", "coaches", "news", "morning", "values")}
    assert kept == {"digest": True, "coaches": False, "news": True, "morning": False, "values": False}
    assert (f"{wishes.digest_at:%a %H:%M}", wishes.morning_at) == ("Thu 18:00", None)


@pytest.mark.parametrize(
    "wrong", [{"hour": "24"}, {"weekday": "x"}, {"quiet_from": ""}, {"morning_hour": "3"}]
)
def test_what_is_no_hour_is_refused_and_nothing_changes(client, anna, wrong):
    before = MailWishes.objects.values().get()
    assert client.post(reverse("mail"), CHOSEN | wrong).status_code == 422
    assert MailWishes.objects.values().get() == before


def test_the_page_says_where_mails_go_or_why_nowhere(client, anna, settings):
    def said() -> str:
        return client.get(reverse("mail")).text

    assert "To anna@example.org." in said()
    MailWishes.objects.update(refused="anna@example.org")
    assert "The mail server refused anna@example.org for good" in said()
    anna.emailaddress_set.update(verified=False)
    assert "no address of yours is confirmed" in said()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "this KneeLog has no mail server" in said()
    settings.KNEELOG_SENDS_MAIL = False
    assert "this KneeLog has no mail server" in said()


def test_only_a_coach_is_offered_the_mail_about_athletes(client, anna):
    page = client.get(reverse("mail")).text
    assert (reverse("mail-preview", args=["coaches"]) in page, "id_coaches" in page) == (False, False)
    share(make_runner("ben"), anna)
    page = client.get(reverse("mail")).text
    assert (reverse("mail-preview", args=["coaches"]) in page, "id_coaches" in page) == (True, True)


def test_a_preview_is_the_mail_and_nothing_is_sent(client, anna):
    page = client.get(reverse("mail-preview", args=["digest"]))
    assert "Your week, 25 to 31\u00a0May" in page.text
    assert 'style="' not in page.text
    assert mail.outbox == []


def test_a_mail_that_would_not_come_is_said_to(client, anna):
    assert "No warning asks for a professional now" in client.get(reverse("mail-preview", args=["news"])).text
    assert client.get(reverse("mail-preview", args=["other"])).status_code == 404


def test_a_coach_reads_no_more_in_a_mail_than_is_shared_and_the_runner_knows(client):
    kim = make_runner("kim")
    for name, parts in (("anna", TRAINING), ("ben", {"knee"})):
        runner = make_runner(name)
        share(runner, kim, parts)
        make_check_in(runner, MONDAY, 8, signs={"locks"})
    client.force_login(kim)
    text = client.get(reverse("mail-preview", args=["coaches"])).text
    assert ("Ben" in text or "ben" in text, "anna" in text) == (True, False)
    assert list(Look.objects.values_list("runner__username", "page")) == [("ben", "mail")]


def test_one_click_ends_it_without_a_log_in_or_a_token():
    anna = wisher(digest=True, news=True)
    send_digests(AT_EIGHT)
    header = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    program = Client(enforce_csrf_checks=True)
    answers = [program.post(path_of(header), {"List-Unsubscribe": "One-Click"}).status_code for _ in range(2)]
    assert answers == [200, 200]
    wishes = wishes_of(anna)
    assert (wishes.digest, wishes.news) == (False, True)
    assert program.get(reverse("today")).status_code == 302


def test_a_link_that_is_only_looked_at_ends_nothing():
    anna = wisher(digest=True)
    page = Client().get(path_of(unsubscribe_url(anna.pk, "digest")))
    assert "you no longer get the weekly mail about your log" in page.text
    assert ("anna" in page.text, wishes_of(anna).digest) == (False, True)


def test_a_link_that_was_changed_is_none():
    anna = wisher(digest=True, morning=True)
    path = path_of(unsubscribe_url(anna.pk, "digest"))
    for wrong in (path.replace("digest", "morning"), path[:-2] + "/", "/unsubscribe/x/", "/unsubscribe/::/"):
        assert [Client().get(wrong).status_code, Client().post(wrong).status_code] == [404, 404]
    wishes = wishes_of(anna)
    assert (wishes.digest, wishes.morning) == (True, True)


def test_a_link_of_who_is_gone_or_about_to_go_is_no_error(client):
    anna = wisher(digest=True)
    path = path_of(unsubscribe_url(anna.pk, "digest"))
    leave(anna)
    client.force_login(anna)
    assert client.post(path).status_code == 200
    assert not wishes_of(anna).digest
    anna.delete()
    assert Client().post(path).status_code == 200


def test_every_link_in_a_mail_leads_somewhere(client):
    anna = make_runner("anna")
    give_address(anna)
    client.force_login(anna)
    for kind in ("digest", "coaches", "morning"):
        text = client.get(reverse("mail-preview", args=[kind])).text
        links = re.findall(r'<a class="mail-[^"]*" href="([^"]+)"', text)
        assert len(links) >= 3
        for link in links:
            assert client.get(path_of(link)).status_code == 200, link

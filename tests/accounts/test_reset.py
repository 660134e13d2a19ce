"""A forgotten password: a link by mail, once, for an hour."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_runner

pytestmark = pytest.mark.django_db
NEW = {"password1": "another pass phrase", "password2": "another pass phrase"}


@pytest.fixture
def anna():
    anna = make_runner("anna")
    anna.set_password("a long pass phrase")
    anna.save()
    EmailAddress.objects.create(user=anna, email="anna@example.org", verified=True, primary=True)
    return anna


def ask(address):
    return Client().post(reverse("account_reset_password"), {"email": address})


def link():
    return re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]


def choose(path, client=None):
    client = client or Client()
    form = client.get(path, follow=True)
    return client.post(form.request["PATH_INFO"], NEW)


def test_the_link_sets_a_password_once_and_ends_other_sessions(anna):
    elsewhere = Client()
    elsewhere.force_login(anna)
    ask("anna@example.org")
    path = link()
    choose(path)
    anna.refresh_from_db()
    assert anna.check_password("another pass phrase")
    assert elsewhere.get(reverse("today")).url.startswith(reverse("account_login"))
    anna.set_password("a third pass phrase")
    anna.save()
    choose(path)
    anna.refresh_from_db()
    assert anna.check_password("a third pass phrase")


def test_the_link_ends_after_an_hour(anna):
    ask("anna@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        choose(link())
    anna.refresh_from_db()
    assert anna.check_password("a long pass phrase")


def test_known_and_unknown_addresses_get_the_same_answer_and_each_a_mail(anna):
    answers = [ask(address) for address in ("anna@example.org", "bert@example.org")]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["bert@example.org"]]


def test_signing_up_with_a_known_address_looks_like_any_other(anna):
    words = {"password1": "a long pass phrase", "password2": "a long pass phrase"}
    answers = [
        Client().post(reverse("account_signup"), {"username": name, "email": address, **words})
        for name, address in (("new", "anna@example.org"), ("newer", "nobody@example.org"))
    ]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse("today"))] * 2


def test_a_mail_holds_nothing_of_the_log(anna):
    ask("anna@example.org")
    message = mail.outbox[-1]
    assert message.subject == "KneeLog: Password Reset Email"
    assert not re.search(r"knee |run|pain", message.body.replace("KneeLog", ""), re.IGNORECASE)

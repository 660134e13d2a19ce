"""A forgotten password: a link by mail, once, for an hour."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.people import OTHER_PASSWORD, choose_password, give_address
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(anna):
    give_address(anna)
    return anna


def ask(address):
    return Client().post(reverse("account_reset_password"), {"email": address})


def link():
    return re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]


def test_the_link_sets_a_password_once_and_ends_other_sessions(anna):
    elsewhere = Client()
    elsewhere.force_login(anna)
    ask("anna@example.org")
    path = link()
    choose_password(path)
    anna.refresh_from_db()
    assert anna.check_password(OTHER_PASSWORD)
    assert elsewhere.get(reverse("today")).url.startswith(reverse("account_login"))
    anna.set_password("a third pass phrase")
    anna.save()
    choose_password(path)
    anna.refresh_from_db()
    assert anna.check_password("a third pass phrase")


def test_the_link_ends_after_an_hour(anna):
    ask("anna@example.org")
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        choose_password(link())
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)


def test_known_and_unknown_addresses_get_the_same_answer_and_each_a_mail(anna):
    answers = [ask(address) for address in ("anna@example.org", "bert@example.org")]
    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [message.to for message in mail.outbox] == [["anna@example.org"], ["bert@example.org"]]


def test_signing_up_with_a_known_address_looks_like_any_other(anna):
    words = {"password1": PASSWORD, "password2": PASSWORD}
    answers = [
        Client().post(reverse("account_signup"), {"username": name, "email": address, **words})
        for name, address in (("new", "anna@example.org"), ("newer", "nobody@example.org"))
    ]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse("today"))] * 2

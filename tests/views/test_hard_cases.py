"""Requests no browser sends by itself, and the same form sent many times at once."""

from __future__ import annotations

import re
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories import make_run, make_runner, make_shoe
from tests.views.test_concurrent import at_once, logged_in
from training.models import User

pytestmark = pytest.mark.django_db
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


def ask(method: str, path: str, kind: str, body: bytes = b"login=anna"):
    return Client(raise_request_exception=False).generic(method, path, body, content_type=kind)


@pytest.mark.parametrize("charset", ["utf-7", "idna", "zlib", "undefined", "utf-16", "rot13"])
@pytest.mark.parametrize("kind", [FORM, PARTS])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_in_another_code_is_refused_with_a_page(charset, kind, method, caplog):
    answer = ask(method, "/account/login/", f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "That request could not be read." in answer.text
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("charset", ["idna", "zlib", "undefined"])
def test_so_is_one_whose_address_cannot_be_read_in_that_code(charset):
    request = RequestFactory().generic("POST", "/account/login/?next=%2f%e4", content_type=FORM)
    statuses = []
    # Only here, for it asks the database whether it is safe to start.
    answer = import_module("kneelog.wsgi").application(
        request.environ | {"CONTENT_TYPE": f"{FORM}; charset={charset}"},
        lambda status, headers: statuses.append(status),
    )
    assert "That request could not be read." in b"".join(answer).decode()
    assert statuses == ["400 Bad Request"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "us-ascii", "made-up"])
def test_a_usual_code_is_read(charset):
    answer = ask("POST", "/account/login/", f"{FORM}; charset={charset}")
    assert answer.context["form"]["login"].value() == "anna"


@pytest.mark.parametrize(("path", "status"), [("/account/login/", 400), ("/no-such-page/", 404)])
def test_too_many_fields_are_answered_with_a_page(path, status):
    answer = ask("POST", path, FORM, b"&".join(b"f%d=1" % n for n in range(2_000)))
    assert answer.status_code == status
    assert "<title>" in answer.text


@pytest.mark.parametrize("page", ["today", "runs", "shoes", "warnings"])
def test_a_page_answers_to_those_who_ask_for_its_head_alone(page):
    assert logged_in(make_runner()).head(reverse(page)).status_code == 200


def sign_up_data(name: str) -> dict[str, str]:
    return {"username": name, "password1": "a long pass phrase", "password2": "a long pass phrase"}


@pytest.mark.parametrize("name", ["anna", "ANNA", "Anna"])
def test_a_name_is_given_once_however_it_is_written(client, name):
    make_runner("anna")
    answer = client.post(reverse("account_signup"), sign_up_data(name))
    assert answer.context["form"].errors == {"username": ["A user with that username already exists."]}


@pytest.mark.django_db(transaction=True)
def test_of_many_sign_ups_under_one_name_at_once_one_gets_it():
    post = lambda: Client().post(reverse("account_signup"), sign_up_data("anna"))  # noqa: E731
    answers = at_once([post for _ in range(6)])
    assert [
        answer.url for answer in answers if "kneelog-session" in answer.cookies and answer.url == "/"
    ] == ["/"]
    # 429: the count of attempts is locked for so long on a busy computer that it turns somebody away.
    assert {answer.status_code for answer in answers} <= {200, 302, 429}
    assert User.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_shoe_is_retired_once_and_nobody_sees_an_error():
    runner = make_runner()
    shoe = make_shoe(runner)
    clients = [logged_in(runner) for _ in range(6)]
    data = {"retired_on": runner.profile.today().isoformat(), "new_name": "Next"}
    address = reverse("retire-shoe", args=[shoe.pk])
    statuses = at_once([lambda c=c: c.post(address, data).status_code for c in clients])
    assert statuses == [302] * 6
    assert sorted(runner.shoes.values_list("name", flat=True)) == ["Ghost", "Next"]


def test_the_sentence_after_saving_is_about_that_run(client):
    runner = make_runner()
    client.force_login(runner)
    today = runner.profile.today()
    for days in (20, 13):
        make_run(runner, today - timedelta(days=days), 10_000)
    make_run(runner, today - timedelta(days=1), 100_000)
    data = {"entry_id": str(uuid4()), "day": (today - timedelta(days=3)).isoformat(), "time": "07:00"}
    answer = client.post(reverse("log-run"), data | {"distance_m": "12.3"}, follow=True)
    (words,) = [str(message) for message in answer.context["messages"]]
    assert words.startswith("12.3\u00a0km saved. ")
    assert "100.0\u00a0km" not in words


def test_a_form_that_cannot_be_trusted_promises_nothing_and_shows_the_way():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {"username": "anna"})
    assert answer.status_code == 403
    assert "type it again" in answer.text
    assert "still in the page before" not in answer.text
    assert re.findall(r'class="button.*?href="(.*?)"', answer.text) == ["/account/login/", "/"]

"""Who gets in with a token, what each refusal says, and how fast one may ask."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.api.conftest import Program
from training import tokens
from training.leaving import leave
from training.models import User
from training.tokens.failures import MOST

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
ME = "/api/v1/me"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def ask(authorization: str | None = None, client: Client | None = None):
    return (client or Client()).get(ME, headers={"Authorization": authorization} if authorization else {})


def ended(program):
    tokens.end(program.runner, program.token.pk)


def expired(program):
    yesterday = NOW - timedelta(days=1)
    program.runner.access_tokens.update(created_at=yesterday, expires_at=NOW)


def closed(program):
    User.objects.update(is_active=False)


def left(program):
    leave(program.runner)


def new_password(program):
    program.runner.set_password("another pass phrase")
    program.runner.save()


def made_up(program):
    program.secret = tokens.make_secret(program.runner.pk)


def mistyped(program):
    program.secret = program.secret[:-1] + "é"


def test_a_token_gets_in_as_its_runner(program, anna):
    answer = program.get("/me")
    assert (answer.json()["name"], answer.wsgi_request.user) == ("anna", anna)


@pytest.mark.parametrize("end", [ended, expired, closed, left, new_password, made_up, mistyped])
def test_whatever_works_no_more_is_told_the_same(program, end):
    end(program)
    answer = program.get("/me")
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="KneeLog", error="invalid_token"'
    assert answer.json() == {
        "type": "/api/#problem-no-token",
        "title": "A valid token is needed",
        "status": 401,
        "detail": "There is no Authorization header, or the token in it is unknown, ended or expired.",
    }


@pytest.mark.parametrize("given", [None, "", "Basic YTpi", "kneelog_x", "Bearer"])
def test_without_one_it_is_said_what_is_wanted(given):
    answer = ask(given)
    assert (answer.status_code, answer.headers["WWW-Authenticate"][:22]) == (401, 'Bearer realm="KneeLog"')


def test_a_session_opens_nothing_here_and_a_token_no_page(program, anna, client):
    client.force_login(anna)
    assert ask(client=client).status_code == 401
    for name in ("today", "export", "tokens"):
        page = Client().get(reverse(name), headers={"Authorization": f"Bearer {program.secret}"})
        assert page.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("has", "method", "path", "needs"),
    [
        ("log", "GET", "/runs", "read"),
        ("read", "POST", "/runs", "log"),
        ("export", "GET", "/findings", "read"),
        ("read", "GET", "/export", "export"),
    ],
)
def test_a_scope_that_is_missing_is_named(anna, has, method, path, needs):
    answer = Program(anna, [has]).ask(method, path, {} if method == "POST" else None)
    assert (answer.status_code, answer.json()["type"]) == (403, "/api/#problem-scope")
    assert answer.json()["detail"] == f"This needs a token with the scope “{needs}”."
    assert answer.headers["WWW-Authenticate"] == (
        f'Bearer realm="KneeLog", error="insufficient_scope", scope="{needs}"'
    )


def test_each_answer_says_what_is_left_and_too_much_is_told_to_wait(program, settings, time_machine):
    settings.KNEELOG_API_BURST, settings.KNEELOG_API_PER_HOUR = 3, 60
    answers = [program.get("/me") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers["RateLimit"] for answer in answers[:3]] == [f'"token";r={n}' for n in (2, 1, 0)]
    assert answers[0].headers["RateLimit-Policy"] == '"token";q=3;w=180'
    assert (answers[3].headers["Retry-After"], answers[3].json()["type"]) == (
        "60",
        "/api/#problem-too-many-requests",
    )
    time_machine.move_to(NOW + timedelta(seconds=60), tick=False)
    assert program.get("/me").status_code == 200


def test_what_may_not_be_done_counts_too(anna, settings):
    settings.KNEELOG_API_BURST, settings.KNEELOG_API_PER_HOUR = 2, 60
    program = Program(anna, ["log"])
    assert [program.get("/runs").status_code for _ in range(3)] == [403, 403, 429]


def test_an_address_that_only_fails_is_told_to_wait_and_locks_nobody_out(program):
    wrong = f"Bearer {tokens.make_secret(program.runner.pk)}"
    answers = [ask(wrong) for _ in range(MOST + 1)]
    assert [answer.status_code for answer in answers[-2:]] == [401, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 900
    assert program.get("/me").status_code == 200


def test_who_asks_costs_one_query_and_a_write_now_and_then(program, django_assert_num_queries):
    for queries in (2, 1, 1, 1):
        with django_assert_num_queries(queries):
            program.get("/me")


def test_a_request_leaves_no_session_and_no_cookie(program):
    answer = program.get("/me")
    assert (answer.cookies, answer.headers["Cache-Control"]) == ({}, "no-store")

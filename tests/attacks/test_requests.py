"""Requests that no page of ours sends."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import DATA, World, stored
from tests.attacks.crawl import forms, walk

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    *("https://example.org/", "//example.org/", r"\\example.org", "https:example.org", "/\\example.org"),
    *("javascript:alert(1)", "http:///example.org", "\thttps://example.org/", "//example.org@localhost/"),
]


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("who", ["owner", "coach", "admin"])
def test_no_form_is_taken_without_its_token(world, who):
    found = [form for form in forms(walk(world.clients[who])) if form.method == "POST"]
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = world.clients[who].cookies
    before = stored()
    refused = {form.action: forger.post(form.action, dict(form.fields) | DATA).status_code for form in found}
    assert set(refused.values()) == {403}
    assert stored() == before


def test_what_a_form_does_not_ask_is_not_taken(world):
    """Whose it is, what it may do and when it began stand in no form, whatever is sent."""
    client, more = world.clients["owner"], {
        "runner": world.ben.pk, "runner_id": world.ben.pk, "user": world.ben.pk, "coach": world.ben.pk,
        "is_staff": "on", "is_superuser": "on", "is_active": "", "leaves_at": "2026-01-01",
        "username": "root", "password": "x", "created_at": "2020-01-01", "state": "granted",
        "proposed": "surface", "stamp": "x",
    }  # fmt: skip
    kept = ("is_staff", "is_superuser", "is_active", "leaves_at", "username", "password")
    person = {name: getattr(world.anna, name) for name in kept}
    bens = {name: rows_of(rows, world.ben) for name, rows in stored().items()}
    for form in forms(walk(client)):
        if form.method == "POST" and "leave" not in form.action:
            client.post(form.action, dict(form.fields) | DATA | more)
    world.anna.refresh_from_db()
    assert {name: getattr(world.anna, name) for name in kept} == person
    assert {name: rows_of(rows, world.ben) for name, rows in stored().items()} == bens


def rows_of(rows, person):
    mine = (person.pk, str(person.pk))
    return [row for row in rows if row.get("runner_id") in mine or row.get("id") in mine]


@pytest.mark.parametrize(
    "sent", [{"_method": "DELETE"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"}, {"HTTP_X_METHOD": "PUT"}]
)
def test_a_method_in_disguise_is_what_it_is(world, sent):
    path, before = reverse("edit-run", args=[world.things["run"].pk]), stored()
    world.clients["owner"].get(path, sent, **sent)
    for method in ("put", "delete", "patch", "trace"):
        assert getattr(world.clients["owner"], method)(path).status_code == 405
    assert stored() == before


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_door_leads_to_another_host(world, elsewhere):
    world.anna.set_password("a long pass phrase")
    world.anna.save()
    words = {"login": "anna", "password": "a long pass phrase", "next": elsewhere}
    fresh = {"username": "fresh", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    for name, data in (
        ("account_login", words),
        ("account_signup", fresh | {"next": elsewhere}),
        ("account_logout", {"next": elsewhere}),
    ):
        client = Client()
        if name == "account_logout":
            client.force_login(world.ben)
        answer = client.post(reverse(name), data)
        assert answer.url in {reverse("today"), reverse("account_login")}


def test_another_host_in_the_request_is_refused(world):
    for host in ("evil.example", "testserver.evil.example", "testserver:80@evil.example", "a b"):
        assert Client(headers={"host": host}).get("/").status_code == 400
        answer = Client(headers={"host": host}).post(reverse("account_reset_password"), {"email": "a@b.org"})
        assert answer.status_code == 400
    forwarded = Client(headers={"x-forwarded-host": "evil.example"}).get(reverse("account_login"))
    assert "evil.example" not in forwarded.text

"""No form and no address answers nonsense with an error of the server."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.world import World
from tests.attacks.crawl import Form, addresses, forms, walk

pytestmark = pytest.mark.django_db
ROLES = ("owner", "coach", "admin")
NONSENSE = st.one_of(
    st.text(max_size=40),
    st.sampled_from([
        "", "0", "-1", "NaN", "Infinity", "1e999", "9" * 400, "\0", "\ud7ff", "2026-02-30", "9999-12-31",
        "0001-01-01", "24:61", "'; DROP TABLE", "<script>", "{{ 7*7 }}", "%s%n", "../../etc/passwd",
        "é" * 3_000, "🦵🏽", "\u202eright to left", "on", "true", "null", "[]",
        "00000000-0000-0000-0000-000000000000",
    ]),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.uuids().map(str),
)  # fmt: skip
ODD = [
    "0", "-1", "9" * 30, "9" * 400, "%00", "..%2f..", "nan", "é", "%F0%9F%A6%B5", "%E2%80%AE", "a" * 3_000,
    "00000000-0000-0000-0000-000000000000", "' OR 1=1 --", "2026-02-30", "0001-01-01", "9999-12-31",
]  # fmt: skip


@pytest.fixture
def world():
    return World()


def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("who", "least"), [("owner", 60), ("coach", 70), ("admin", 90), ("invited", 20), ("anonymous", 6)]
)
def test_no_form_breaks_on_nonsense(world, who, least):
    client = quiet(world.clients[who])
    found = forms(walk(client))
    assert len(found) >= least

    for form in found:

        @settings(max_examples=6, suppress_health_check=list(HealthCheck))
        @given(st.just(form), st.data())
        def send(form, data):
            assert takes_nonsense(client, form, data), form

        send()


def takes_nonsense(client: Client, form: Form, data: st.DataObject) -> bool:
    """Whether it answers, and the server does not fail, with some of its fields filled by chance."""
    values = {name: data.draw(NONSENSE) if data.draw(st.booleans()) else value for name, value in form.fields}
    with transaction.atomic():
        answer = getattr(client, form.method.lower())(form.action, values)
        transaction.set_rollback(True)
    return answer.status_code < 500


def routes(patterns, before=()):
    """(name, how many words its address takes) of every address."""
    for pattern in patterns:
        taken = (*before, *pattern.pattern.converters, *groups(pattern))
        if isinstance(pattern, URLPattern):
            yield pattern.name, list(dict.fromkeys(taken))
        else:
            yield from routes(pattern.url_patterns, taken)


def groups(pattern):
    return getattr(pattern.pattern, "regex", None).groupindex if hasattr(pattern.pattern, "regex") else ()


@pytest.mark.parametrize("who", ROLES)
def test_no_address_breaks_on_an_odd_word(world, who):
    client = quiet(world.clients[who])
    asked = [
        (method, written.replace(place, odd))
        for written, place in written_addresses()
        for odd in ODD
        for method in (client.get, client.post)
    ]
    assert len(asked) > 1_000
    assert [path for method, path in asked if method(path).status_code >= 500] == []


def written_addresses():
    """(address, word) of every address that takes one, with nothing but that word in it."""
    for name, words in routes(get_resolver().url_patterns):
        if not words or name is None:
            continue
        for place in ("00000000-0000-0000-0000-000000000000", 7, "a", "2026-01-05"):
            try:
                yield reverse(name, kwargs=dict.fromkeys(words, place)), str(place)
                break
            except NoReverseMatch:
                continue


@pytest.mark.parametrize("who", ROLES)
def test_no_page_breaks_on_an_odd_query(world, who):
    client = quiet(world.clients[who])
    names = [
        *("page", "shoe", "surface", "q", "sort", "team", "day", "days", "run", "next", "reading", "year"),
        *("knee", "paper", "sides", "notes"),
    ]
    failed = []
    for path in addresses(client):
        for odd in ("9" * 400, "\0", "-1", "é", "2026-02-30", "[]", "//example.org/"):
            if client.get(path, dict.fromkeys(names, odd)).status_code >= 500:
                failed.append((path, odd))
    assert failed == []


@pytest.mark.parametrize("size", [3_000_000, 60_000_000])
def test_a_body_beyond_the_limit_is_refused_with_a_page(world, size):
    client = quiet(world.clients["owner"])
    answer = client.post(reverse("log-run"), "notes=" + "a" * size, "application/x-www-form-urlencoded")
    assert answer.status_code in {400, 413}
    assert "<title>" in answer.text

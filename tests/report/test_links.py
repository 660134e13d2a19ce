"""The link of a report: who makes it, what it opens, and how it ends."""

from __future__ import annotations

import io
import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from kneelog.logs import DiscreetFormatter
from tests.factories import make_check_in, make_run, make_runner
from training.access import through_link
from training.logbook.writing import TooManyError
from training.models import Look, ReportLink
from training.sharing.report_links import MOST_OPEN, make_link
from training.views import report as report_views

pytestmark = [pytest.mark.django_db, pytest.mark.data]
CHOSEN = {"sides": ["left"], "days": "3"}


@pytest.fixture
def anna(client):
    anna = make_runner("anna")
    make_run(anna, anna.profile.today(), notes="canary-note")
    make_check_in(anna, anna.profile.today(), 3, hour=0)
    make_check_in(anna, anna.profile.today(), 7, "right", hour=0)
    client.force_login(anna)
    return anna


def made(client, **more) -> str:
    """The address of a new link."""
    answer = client.post(reverse("make-report-link"), {**CHOSEN, "entry_id": str(uuid4()), **more})
    return answer.context["new_link"]


def opened(address: str):
    return Client().get(address)


def test_a_link_opens_for_anybody_until_it_is_ended(client, anna):
    address = made(client)
    link = anna.report_links.get()
    page = opened(address)
    assert (page.status_code, "Left knee: an episode since" in page.text) == (200, True)
    assert client.post(reverse("end-report-link", args=[link.pk])).url == reverse("report")
    assert opened(address).status_code == 404


def test_it_ends_by_itself(client, anna, time_machine):
    time_machine.move_to("2026-06-10T08:00Z", tick=False)
    client.force_login(anna)
    address = made(client, days="7")
    states = []
    for moment in ("2026-06-17T07:59:59Z", "2026-06-17T08:00Z"):
        time_machine.move_to(moment, tick=False)
        client.force_login(anna)
        shown = client.get(reverse("report")).context
        states.append((opened(address).status_code, len(shown["links"]), len(shown["past_links"])))
    assert states == [(200, 1, 0), (404, 0, 1)]


@pytest.mark.parametrize("days", ["8", "0", "-1", "x", ""])
def test_no_link_is_open_longer_than_a_week(client, anna, days):
    answer = client.post(reverse("make-report-link"), {**CHOSEN, "entry_id": str(uuid4()), "days": days})
    assert (answer.url, anna.report_links.count()) == (reverse("report"), 0)


def test_a_row_that_says_more_than_a_week_opens_no_longer(client, anna):
    address = made(client)
    week = timedelta(days=7)
    link = anna.report_links.get()
    anna.report_links.update(created_at=link.created_at - week, expires_at=link.created_at + week)
    assert opened(address).status_code == 404


def test_it_shows_the_knee_that_was_chosen_and_no_more(client, anna):
    one, both = made(client), made(client, sides=["left", "right"], notes="on")
    pages = [opened(address).text for address in (one, both)]
    found = [("Left knee" in page, "ight knee" in page, "canary-note" in page) for page in pages]
    assert found == [(True, False, False), (True, True, True)]


def test_what_it_shows_is_what_the_runner_sees_before(client, anna):
    address = made(client)
    preview = client.get(client.get(reverse("report")).context["links"][0]["preview_url"])
    assert preview.context["sheet"] == opened_sheet(address)


def opened_sheet(address: str):
    sight = through_link(address.split("/")[2])
    return report_views.report_sheet(sight)


def test_the_secret_is_long_and_stands_in_no_table(client, anna):
    secrets = {made(client).split("/")[2] for _ in range(3)}
    assert (len(secrets), {len(secret) for secret in secrets}) == (3, {43})
    stored = str(list(ReportLink.objects.values()))
    assert [secret for secret in secrets if secret in stored] == []


def test_it_is_shown_once(client, anna):
    secret = made(client).split("/")[2]
    assert secret not in client.get(reverse("report")).text


def test_only_so_many_are_open_at_a_time(client, anna):
    for _ in range(MOST_OPEN):
        made(client)
    answer = client.post(reverse("make-report-link"), {**CHOSEN, "entry_id": str(uuid4())}, follow=True)
    assert ("Five links are open already" in answer.text, anna.report_links.count()) == (True, MOST_OPEN)
    with pytest.raises(TooManyError):
        make_link(anna, uuid4(), ["left"], notes=False, days=1)
    client.post(reverse("end-report-link", args=[anna.report_links.first().pk]))
    assert made(client)


def test_the_same_form_sent_twice_makes_one_link(client, anna):
    entry = str(uuid4())
    made(client, entry_id=entry)
    again = client.post(reverse("make-report-link"), {**CHOSEN, "entry_id": entry}, follow=True)
    assert ("This link is made." in again.text, anna.report_links.count()) == (True, 1)


def test_an_id_that_is_somebody_elses_is_no_hindrance(client, anna):
    ben = make_runner("ben")
    make_link(ben, pk := uuid4(), ["left"], notes=False, days=1)
    assert opened(made(client, entry_id=str(pk))).status_code == 200
    assert [anna.report_links.count(), ben.report_links.count()] == [1, 1]


def test_each_opening_is_noted_for_the_runner_alone(client, anna, time_machine):
    time_machine.move_to("2026-06-10T08:00Z", tick=False)
    client.force_login(anna)
    address = made(client)
    assert "Not opened yet." in client.get(reverse("report")).text
    for _ in range(2):
        opened(address)
    client.get(address)
    looks = [(look.runner, look.coach, look.page, look.times) for look in Look.objects.all()]
    assert looks == [(anna, None, "report", 3)]
    assert "Opened 3 times, last on 10\u00a0June, 08:00." in client.get(reverse("report")).text
    assert "Whoever holds your link of 10\u00a0June" in client.get(reverse("looks")).text


def test_a_refused_opening_is_not(client, anna):
    address = made(client)
    anna.report_links.update(ended_at=anna.profile.now())
    opened(address)
    assert Look.objects.count() == 0


def test_a_link_of_a_closed_account_opens_nothing(client, anna):
    address = made(client)
    type(anna).objects.update(is_active=False)
    assert opened(address).status_code == 404


def test_what_opens_nothing_looks_like_any_address_where_nothing_is(client, anna):
    address = made(client)
    anna.report_links.update(ended_at=anna.profile.now())
    odd = [address, f"{address}pdf/", "/r/x/", "/r/%00/", "/r/%F0%9F%A6%B5/", f"/r/{'a' * 5_000}/"]
    answers = {(page.status_code, page.content, _headers(page)) for page in map(opened, odd)}
    assert [(status, words) for status, words, _ in answers] == [(404, opened("/no-such-page/").content)]


def _headers(page) -> str:
    """All but the one that is drawn anew for each request."""
    return str({name: value for name, value in page.headers.items() if name != "X-Request-ID"})


def test_nobody_else_ends_it(client, anna):
    made(client)
    client.force_login(make_runner("ben"))
    link = anna.report_links.get()
    assert client.post(reverse("end-report-link", args=[link.pk])).status_code == 404
    assert anna.report_links.get(ended_at=None) == link


def test_the_page_keeps_to_itself(client, anna):
    page = opened(made(client))
    wanted = {
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    assert {name: page.headers[name] for name in wanted} == wanted
    addresses = {part.split('"')[0] for part in page.text.split(' href="')[1:]}
    assert {where for where in addresses if not where.startswith(("/static/", "/r/"))} == set()
    assert "<nav" not in page.text


def test_a_crash_leaves_no_secret_in_the_log(client, anna, monkeypatch):
    address = made(client)
    monkeypatch.setattr(report_views, "looked", lambda *_: 1 / 0)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter())
    logging.getLogger("django").addHandler(handler)
    answer = Client(raise_request_exception=False).get(address)
    logging.getLogger("django").removeHandler(handler)
    assert (answer.status_code, "500 GET /r/<str:secret>/" in stream.getvalue()) == (500, True)
    assert address.split("/")[2] not in stream.getvalue()

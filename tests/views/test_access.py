"""Odd ids, odd filters, and people who are no longer let in; tests/access has the whole matrix."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_batch, make_run, make_runner, make_shoe
from training.models import User

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
BUTTONS = {"export-log": "export", "export-tables": "export", "make-report-link": "report"}


@pytest.fixture
def anna(client):
    anna = make_runner("anna")
    make_run(anna, DAY)
    make_shoe(anna)
    client.force_login(anna)
    return anna


def test_a_deactivated_account_is_out_at_the_next_request(client, anna):
    assert client.get(reverse("today")).status_code == 200
    User.objects.update(is_active=False)
    assert client.get(reverse("today")).status_code == 302


def test_no_address_with_an_odd_id_is_an_error(client, anna):
    places = (
        "runs",
        "knee",
        "shoes",
        "proof",
        "undo",
        "sharing",
        "notes",
        "invitations",
        "athletes",
        "import",
    )
    for odd in ("0", "9" * 400, "%00", "..", "nan", "é", "00000000-0000-0000-0000-000000000000"):
        for place in places:
            assert client.get(f"/{place}/{odd}/").status_code in {302, 404}


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99999999999999999999",
        "page=x",
        "shoe=1",
        "surface=%00",
        "day=2026-13-45",
        "day=" + "9" * 500,
    ],
)
def test_an_odd_filter_is_no_error(client, anna, query):
    assert [client.get(f"{reverse(name)}?{query}").status_code for name in ("runs", "looks")] == [200, 200]


@pytest.mark.parametrize("query", ["run=1", "run=%00", "run=", "warning=x", "warning=%00"])
def test_a_note_about_nothing_that_is_there_is_a_page_that_is_not(client, anna, query):
    assert client.get(f"{reverse('notes')}?{query}").status_code == 404


def test_whoever_comes_back_to_a_button_by_its_address_finds_the_page(client, anna):
    for name, back in {"recovered": "knee", "rest-days": "care", "new-injury": "settings", **BUTTONS}.items():
        assert client.get(reverse(name)).url == reverse(back)
    assert client.get(reverse("delete-run", args=[anna.runs.get().pk])).url == reverse("runs")
    assert client.get(reverse("say", args=["a" * 24])).url == reverse("today")
    batch = make_batch(anna)
    for name in ("answer-import", "discard-import", "import-sent", "retire-imported"):
        assert client.get(reverse(name, args=[batch.pk])).url == reverse("imports")

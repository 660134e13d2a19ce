"""Leaving with everything, from the page."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run, make_runner, make_shoe
from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.importing.log_import import import_log
from training.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client, time_machine):
    # It is tomorrow already where she runs.
    time_machine.move_to("2026-11-21T23:30:00Z")
    anna = make_runner("anna", time_zone="Europe/Berlin")
    shoe = make_shoe(anna)
    for back in range(3):
        make_run(anna, anna.profile.today() - timedelta(days=back + 1), shoe=shoe, notes="=1+1")
    client.force_login(anna)
    return anna


FORMS = [
    ("export-log", "application/json", "kneelog-2026-11-22.json"),
    ("export-tables", "application/zip", "kneelog-2026-11-22.zip"),
]
each_form = pytest.mark.parametrize(("name", "content_type", "file_name"), FORMS)


@each_form
def test_a_download_is_a_file_that_no_cache_keeps(client, anna, name, content_type, file_name):
    response = client.post(reverse(name))
    assert response.streaming
    assert {
        header: response.headers[header]
        for header in ("Content-Type", "Content-Disposition", "Cache-Control")
    } == {
        "Content-Type": content_type,
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "no-store",
    }
    assert "anna" not in str(response.headers)


@each_form
def test_it_comes_back_as_an_equal_log(client, anna, name, content_type, file_name):
    import_log("bert", client.post(reverse(name)).getvalue())
    ben = type(anna).objects.get(username="bert")
    assert b"".join(export_tables(ben)) == b"".join(export_tables(anna))


def test_json_is_packed_on_its_way_and_the_archive_is_not_packed_twice(client, anna):
    packed = {"Accept-Encoding": "gzip"}
    response = client.post(reverse("export-log"), headers=packed)
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.getvalue()).decode() == "".join(export_log(anna))
    response = client.post(reverse("export-tables"), headers=packed)
    assert "Content-Encoding" not in response.headers
    assert zipfile.ZipFile(io.BytesIO(response.getvalue())).testzip() is None


def test_a_large_log_comes_in_pieces(client, anna):
    start = anna.profile.now() - timedelta(days=900)
    runs = [Run(runner=anna, distance_m=5000 + n) for n in range(1_000)]
    for n, run in enumerate(runs):
        run.place(start + timedelta(hours=20 * n), "Europe/Berlin")
    Run.objects.bulk_create(runs)
    sizes = [len(piece) for piece in client.post(reverse("export-log"))]
    assert len(sizes) == 1 + sum(sizes) // (64 * 1024)
    assert json.loads(client.post(reverse("export-log")).getvalue())["runs"][-1]["distance_m"] == 8_000


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(("name", "count"), [("export-log", 15), ("export-tables", 19)])
def test_a_download_costs_the_same(client, anna, name, count, size, django_assert_num_queries):
    for back in range(size):
        make_run(anna, anna.profile.today() - timedelta(days=back + 10))
    with django_assert_num_queries(count):
        client.post(reverse(name)).getvalue()


def test_the_page_says_what_is_in_it(client, anna):
    rows = client.get(reverse("export")).context["rows"]
    assert rows[0] == {"term": "runs", "value": "3", "hint": "19 November 2026 to 21 November 2026"}
    assert [(row["term"], row["value"]) for row in rows[1:]] == [
        ("knee check-ins", "0"),
        ("care", "0"),
        ("days without entries", "0 answers"),
        ("shoes", "1"),
        ("answers to warnings", "0"),
        ("sessions back to running", "0"),
        ("words of a clinician", "0"),
        ("about you", "Profile"),
    ]


def test_one_day_is_one_date_and_an_empty_log_is_exported_too(client, anna):
    anna.runs.exclude(pk=anna.runs.first().pk).delete()
    assert client.get(reverse("export")).context["rows"][0]["hint"] == "21 November 2026"
    anna.runs.all().delete()
    assert client.get(reverse("export")).context["rows"][0] == {"term": "runs", "value": "0", "hint": ""}
    assert json.loads(client.post(reverse("export-log")).getvalue())["runs"] == []


def test_settings_lead_there(client, anna):
    assert f'href="{reverse("export")}"' in client.get(reverse("settings")).text

"""A runner's own spreadsheet: how it was understood, put right by its runner, and read again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_batch, make_runner
from training.models import ImportBatch

pytestmark = pytest.mark.django_db
SHEET = b"Date,Km,Time,Shoe\n5/4/2021,10.2,52:30,Ghost\n6/4/2021,8,41:10,Ghost\n"


@pytest.fixture
def batch(client, settings, tmp_path):
    """The sheet sent and read: the tests' worker does it at once."""
    settings.DATA_DIR = tmp_path
    client.force_login(make_runner("anna"))
    client.post(reverse("imports"), {"files": [SimpleUploadedFile("log.csv", SHEET)]})
    return ImportBatch.objects.get()


def show(client, batch):
    return client.get(reverse("import", args=[batch.pk])).context


def columns(client, batch, **data):
    told = {
        "role": ["date", "distance", "duration", "shoe"], "day_order": "day_first", "distance_unit": "km",
        "duration_form": "clock", "header_row": "1", "year": "", **data,
    }  # fmt: skip
    return client.post(reverse("import-columns", args=[batch.pk, 1]), told)


def dates(client, batch) -> list[str]:
    return [row["date"].replace("\u00a0", " ") for row in show(client, batch)["lists"][0]["table"]["rows"]]


def test_the_guess_is_shown_over_the_first_rows(client, batch):
    (sheet,) = show(client, batch)["sheets"]
    chosen = [next(o["value"] for o in c["options"] if o["selected"]) for c in sheet["columns"]]
    assert [column["label"] for column in sheet["columns"]] == ["Date", "Km", "Time", "Shoe"]
    assert chosen == ["date", "distance", "duration", "shoe"]
    assert list(sheet["rows"][0]["cells"]) == ["5/4/2021", "10.2", "52:30", "Ghost"]
    assert [question.replace("\u00a0", " ") for question in sheet["questions"]] == [
        "“5/4/2021” in row 2 can be 5 April 2021 or 4 May 2021."
    ]
    assert sheet["is_open"]
    assert dates(client, batch) == ["6 April 2021", "5 April 2021"]


def test_what_the_runner_says_is_read_again(client, batch):
    assert columns(client, batch, day_order="month_first").url == reverse("import", args=[batch.pk])
    assert dates(client, batch) == ["4 June 2021", "4 May 2021"]
    (sheet,) = show(client, batch)["sheets"]
    assert (sheet["is_told"], sheet["is_open"]) == (True, False)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"role": ["", "distance"]}, "Say which column is the date."),
        ({"role": ["date", ""]}, "Say which column is the distance."),
        ({"role": ["date", "distance", "shoe", "shoe"]}, "Two columns say the same. Leave one of them out."),
        ({"role": ["date", "distance", "nonsense"]}, "Two columns say the same. Leave one of them out."),
        ({"header_row": "x" * 3_000}, "Enter a whole number."),
        ({"header_row": "1001"}, "Ensure this value is less than or equal to 1000."),
        ({"year": "99999"}, "Ensure this value is less than or equal to 2100."),
        ({"role": []}, "Say which column is the date."),
    ],
)
def test_columns_that_cannot_be_are_refused_and_stay_on_the_page(client, batch, said, why):
    refused = columns(client, batch, **said)
    assert refused.status_code == 422
    assert why in refused.text
    assert "Not read again yet. What you chose is still here." in refused.text
    assert batch.uploads.get().mapping is None


@pytest.mark.parametrize("said", [{"day_order": "x"}, {"distance_unit": "parsec"}, {"duration_form": "\0"}])
def test_words_that_our_page_does_not_offer_are_refused(client, batch, said):
    assert columns(client, batch, **said).status_code == 422


def test_another_number_or_a_file_that_is_no_sheet_is_not_found(client, batch):
    assert client.post(reverse("import-columns", args=[batch.pk, 2])).status_code == 404
    other = make_batch(ImportBatch.objects.get().runner)
    assert client.post(reverse("import-columns", args=[other.pk, 1]), {"role": "x"}).status_code == 404


def test_an_accepted_sheet_is_not_read_again(client, batch):
    ImportBatch.objects.update(state="done")
    late = columns(client, batch, day_order="month_first")
    said = [str(message) for message in late.wsgi_request._messages]
    assert said == ["This import has moved on in the meantime. Here is where it stands."]

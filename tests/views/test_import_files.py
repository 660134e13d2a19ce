"""What became of each file of an import, on its page and as a list to download."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_batch, make_item
from training.models import ImportFile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("idle_imports")]
DAY = date(2026, 6, 1)


def show(client, batch):
    return client.get(reverse("import", args=[batch.pk]))


def test_what_did_not_come_in_is_said_with_the_reason(client, anna):
    batch = make_batch(anna, files=3)
    ImportFile.objects.filter(position=2).update(
        outcome="failed", reason="It is empty", hint="Send it again."
    )
    ImportFile.objects.filter(position=3).update(outcome="skipped", reason="It is a picture")
    rows = [
        [2, "not a run", "Ride", "skipped"],
        [5, "not a run", "Ride", "skipped"],
        [9, "no distance", "", "failed"],
    ]
    ImportFile.objects.filter(position=1).update(left_out=rows)
    files = show(client, batch).context["files"]
    assert files["sum"] == "1 file read, 1 skipped, 1 failed."
    assert [(row["name"], row["word"], row["reason"], row["hint"]) for row in files["files"]] == [
        ("a2.fit", "Failed", "It is empty", "Send it again."), ("a3.fit", "Skipped", "It is a picture", ""),
    ]  # fmt: skip
    assert files["reasons"] == [
        {"what": "Ride", "why": "not a run", "number": "2", "is_failed": False},
        {"what": "Row", "why": "no distance", "number": "1", "is_failed": True},
    ]  # fmt: skip


def test_the_list_to_download_has_no_cell_that_is_a_formula(client, anna):
    batch = make_batch(anna, files=2)
    evil = ImportFile.objects.filter(position=2)
    evil.update(name="=cmd()|'x'!A1", outcome="failed", reason="+1", hint="It says “a, b”")
    ImportFile.objects.filter(position=1).update(
        left_out=[[2, "@SUM(A1)", "\t-2", "failed"], [0, "x", "", "skipped"]]
    )
    response = client.get(reverse("import-problems", args=[batch.pk]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert response["Content-Disposition"] == 'attachment; filename="not-imported.csv"'
    assert list(csv.reader(io.StringIO(text))) == [
        ["File", "Row", "Outcome", "What", "Reason", "What to do"],
        ["a1.fit", "2", "failed", "'\t-2", "'@SUM(A1)", ""],
        ["a1.fit", "", "skipped", "", "x", ""],
        ["'=cmd()|'x'!A1", "", "failed", "", "'+1", "It says “a, b”"],
    ]


def test_text_from_a_file_is_only_text(client, anna):
    batch = make_batch(anna)
    ImportFile.objects.update(name="<script>alert(1)</script>.fit", outcome="failed", reason="<b>")
    make_item(batch, DAY, facts={"shoe": "<img src=x onerror=alert(1)>"})
    text = show(client, batch).text
    assert ("<script>alert" in text, "<img" in text, "<b>" in text) == (False, False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;.fit" in text

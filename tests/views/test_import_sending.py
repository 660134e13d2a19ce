"""Sending files: in pieces with a script, in one form without; what goes wrong is said and leaves nothing."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import make_batch
from training.importing.uploads import folder_of, path_of
from training.models import ImportBatch, ImportUpload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("idle_imports")]


def announce(client, *files):
    return client.post(reverse("new-import"), json.dumps({"files": files}), content_type="application/json")


def send(client, url, offset, piece):
    kind = "application/octet-stream"
    return client.post(url, piece, content_type=kind, headers={"Upload-Offset": str(offset)})


def test_a_file_in_pieces_is_read_once_it_is_whole(client, anna):
    plan = announce(client, ["run.fit", 6], ["none.gpx", 0]).json()
    (place, empty), batch = plan["files"], ImportBatch.objects.get()
    assert (place["name"], place["size"], place["received"], empty["size"]) == ("run.fit", 6, 0, 0)
    assert send(client, place["url"], 0, b"abcd").json() == {"received": 4}
    early = client.post(plan["sent_url"])
    assert (early.status_code, early.json()) == (409, {"error": "Not all of it has arrived yet."})
    assert send(client, place["url"], 4, b"ef").json() == {"received": 6}
    done = client.post(plan["sent_url"])
    assert done.json() == {"url": reverse("import", args=[batch.pk])}
    contents = [path_of(upload).read_bytes() for upload in batch.uploads.all()]
    batch.refresh_from_db()
    assert (batch.state, contents) == ("reading", [b"abcdef", b""])
    assert client.post(plan["sent_url"]).json() == done.json()


def test_a_piece_in_the_wrong_place_hears_where_the_file_ends(client, anna):
    place = announce(client, ["run.fit", 6]).json()["files"][0]
    send(client, place["url"], 0, b"abc")
    again = send(client, place["url"], 0, b"abc")
    assert (again.status_code, again.json()) == (409, {"received": 3})
    assert path_of(ImportUpload.objects.get()).read_bytes() == b"abc"


@pytest.mark.parametrize("offset", ["", "-1", "x", "1.5", "9" * 40, "٣"])
def test_a_piece_must_say_where_it_belongs(client, anna, offset):
    place = announce(client, ["run.fit", 6]).json()["files"][0]
    answer = client.post(
        place["url"], b"abc", content_type="application/octet-stream", HTTP_UPLOAD_OFFSET=offset
    )
    assert (answer.status_code, answer.json()) == (400, {"error": "The piece does not say where it belongs."})


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"files": 1}', '{"files": ["a"]}', '{"files": [["a", -1]]}', '{"files": [["a", true]]}',
     '{"files": [[1, 1]]}', '{"files": [["a", 1e99]]}', "\xff", "[" * 100_000],
)  # fmt: skip
def test_an_announcement_that_is_none_is_refused(client, anna, body):
    answer = client.post(reverse("new-import"), body, content_type="application/json")
    assert (answer.status_code, ImportBatch.objects.count()) == (400, 0)


def test_a_form_announces_nothing(anna):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    token = strict.get(reverse("offline-account")).json()["token"]
    answer = strict.post(reverse("new-import"), {"csrfmiddlewaretoken": token})
    assert (answer.status_code, ImportBatch.objects.count()) == (400, 0)


def test_too_much_is_refused_before_it_is_sent(client, anna):
    answer = announce(client, ["export.zip", 2**40])
    assert answer.status_code == 422
    assert answer.json() == {"error": "This is more than 1,024 MB. Send the files in several parts."}
    assert announce(client).json() == {
        "error": "No file was chosen. Choose one or more files, then send them."
    }
    assert ImportBatch.objects.count() == 0


def test_a_full_disk_answers_507_and_the_piece_may_come_again(client, anna):
    place = announce(client, ["run.fit", 3]).json()["files"][0]
    path = path_of(ImportUpload.objects.get())
    path.symlink_to("/dev/full")
    full = send(client, place["url"], 0, b"abc")
    assert full.status_code == 507
    assert full.json()["error"].startswith("The server cannot keep the file: No space left on device.")
    path.unlink()
    assert send(client, place["url"], 0, b"abc").json() == {"received": 3}


def test_a_larger_file_than_was_said_is_refused(client, anna):
    place = announce(client, ["run.fit", 3]).json()["files"][0]
    answer = send(client, place["url"], 0, b"abcd")
    assert (answer.status_code, answer.json()) == (
        422, {"error": "The file has changed while it was sent. Send it again."},
    )  # fmt: skip


def test_a_batch_that_is_read_takes_no_piece(client, anna):
    batch = make_batch(anna, "reading")
    answer = send(client, reverse("import-piece", args=[batch.pk, 1]), 10, b"abc")
    assert (answer.status_code, answer.json()) == (422, {"error": "This import takes no more files."})


@pytest.mark.parametrize("number", [0, 2, 10**30])
def test_a_number_without_a_file_is_not_found(client, anna, number):
    url = reverse("import-piece", args=[make_batch(anna, "receiving").pk, number])
    assert send(client, url, 0, b"abc").status_code == 404


def test_a_script_without_the_token_is_turned_away(anna):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(anna)
    assert announce(strict, ["run.fit", 6]).status_code == 403


def test_without_a_script_a_form_sends_them_all(client, anna):
    files = [
        SimpleUploadedFile("a.fit", b"abc"),
        SimpleUploadedFile("../b.gpx", b""),
        SimpleUploadedFile("c", b"x"),
    ]
    answer = client.post(reverse("imports"), {"files": files})
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("import", args=[batch.pk])
    assert batch.state == "reading"
    sent = [(upload.name, path_of(upload).read_bytes()) for upload in batch.uploads.all()]
    assert sent == [("a.fit", b"abc"), ("b.gpx", b""), ("c", b"x")]


def test_a_form_without_a_file_says_so(client, anna):
    answer = client.post(reverse("imports"))
    assert answer.status_code == 422
    assert "No file was chosen. Choose one or more files, then send them." in answer.text


def test_a_form_that_cannot_be_kept_leaves_nothing(client, anna, settings, idle_imports):
    settings.KNEELOG_ARCHIVE_LIMITS = {"archive_bytes": 2}
    answer = client.post(reverse("imports"), {"files": [SimpleUploadedFile("a.fit", b"abc")]})
    assert answer.status_code == 422
    assert ImportBatch.objects.count() == 0
    assert [path for path in idle_imports.rglob("*") if path.is_file()] == []


def test_what_was_being_sent_can_go_on_or_be_discarded(client, anna):
    place = announce(client, ["run.fit", 4]).json()["files"][0]
    send(client, place["url"], 0, b"abc")
    batch = ImportBatch.objects.get()
    page = client.get(reverse("import", args=[batch.pk]))
    assert "Sending stopped at 75 %." in page.text
    assert page.context["drop"]["batch"]["files"][0]["received"] == 3
    assert client.post(reverse("discard-import", args=[batch.pk])).url == reverse("imports")
    assert (ImportBatch.objects.count(), folder_of(batch).exists()) == (0, False)


def test_each_earlier_import_says_how_it_stands(client, anna):
    make_batch(anna, "ready")
    make_batch(anna, "undone")
    rows = client.get(reverse("imports")).context["rows"]
    assert [(row["title"], row["tag"]["text"], row["undo_url"]) for row in rows] == [
        ("export.zip", "undone", ""), ("export.zip", "waiting for you", ""),
    ]  # fmt: skip

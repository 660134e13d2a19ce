"""Files in pieces: whole or not at all, in their place, and no further than the limits."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest
from django.utils import timezone

from training.importing import uploads
from training.importing.uploads import NoRoomError, OffsetError, UploadRefusedError, add_piece, open_batch
from training.models import ImportBatch, ImportUpload

pytestmark = [pytest.mark.data, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def upload(anna):
    return open_batch(anna, [("run.fit", 10)]).uploads.get()


def content(upload) -> bytes:
    return uploads.path_of(upload).read_bytes()


def test_pieces_make_the_file(upload):
    assert add_piece(upload, 0, [b"01", b"23"]) == 4
    assert uploads.missing_bytes(upload.batch) == 6
    assert add_piece(upload, 4, [b"456789"]) == 10
    assert content(upload) == b"0123456789"
    assert uploads.missing_bytes(upload.batch) == 0


@pytest.mark.parametrize("offset", [0, 3, 5, 10, 10**18])
def test_a_piece_that_begins_elsewhere_changes_nothing(upload, offset):
    add_piece(upload, 0, [b"0123"])
    with pytest.raises(OffsetError) as refused:
        add_piece(upload, offset, [b"xx"])
    assert (refused.value.received, content(upload)) == (4, b"0123")


def test_a_file_ends_where_it_was_said_to(upload):
    assert add_piece(upload, 0, [b"0" * 10]) == 10
    with pytest.raises(UploadRefusedError, match="has changed while it was sent"):
        add_piece(upload, 10, [b"1"])
    assert content(upload) == b"0" * 10


def test_a_piece_that_breaks_off_leaves_nothing(upload):
    def broken():
        yield b"01"
        raise UploadRefusedError("The connection broke.")

    add_piece(upload, 0, [b"ab"])
    with pytest.raises(UploadRefusedError, match="connection"):
        add_piece(upload, 2, broken())
    assert content(upload) == b"ab"
    assert add_piece(upload, 2, [b"cd"]) == 4
    assert content(upload) == b"abcd"


def test_what_a_killed_server_wrote_past_the_end_is_cut_off(upload):
    add_piece(upload, 0, [b"ab"])
    uploads.path_of(upload).write_bytes(b"abHALF A PIECE")
    add_piece(upload, 2, [b"c"])
    assert content(upload) == b"abc"


def test_a_full_disk_is_said_and_the_piece_can_come_again(upload):
    path = uploads.path_of(upload)
    path.symlink_to("/dev/full")
    with pytest.raises(NoRoomError, match="No space left on device"):
        add_piece(upload, 0, [b"0123"])
    path.unlink()
    assert ImportUpload.objects.get().received == 0
    assert add_piece(upload, 0, [b"0123"]) == 4


def test_a_data_folder_that_is_no_folder_is_said(anna, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("")
    with pytest.raises(NoRoomError, match="Not a directory"):
        open_batch(anna, [("run.fit", 10)])
    assert ImportBatch.objects.count() == 0


def test_no_name_reaches_the_file_system_and_nobody_else_may_read(anna, data_folder):
    batch = open_batch(anna, [("../../etc/passwd", 2), ("a\0b\n" + "x" * 400, 0), ("", 1)])
    add_piece(batch.uploads.get(number=1), 0, [b"ab"])
    uploads.touch_empty(batch)
    names = sorted(path.relative_to(data_folder).as_posix() for path in data_folder.rglob("*"))
    assert names == [
        "uploads", f"uploads/{batch.pk}", f"uploads/{batch.pk}/1", f"uploads/{batch.pk}/2",
    ]  # fmt: skip
    modes = {stat.S_IMODE(path.stat().st_mode) for path in data_folder.rglob("*") if path.is_dir()}
    assert modes == {0o700}
    kept = [upload.name for upload in batch.uploads.all()]
    assert kept == ["../../etc/passwd", "a\ufffdb\ufffd" + "x" * 295 + "…", "a file without a name"]


def test_only_a_batch_that_is_being_sent_takes_pieces(upload):
    ImportBatch.objects.update(state="reading")
    with pytest.raises(UploadRefusedError, match="takes no more files"):
        add_piece(upload, 0, [b"0"])


def test_the_limits_hold_at_the_limit_and_one_past_it(anna, settings):
    settings.KNEELOG_ARCHIVE_LIMITS = {"archive_bytes": 2**20, "members": 2}
    assert open_batch(anna, [("a", 2**19), ("b", 2**19)]).uploads.count() == 2
    with pytest.raises(UploadRefusedError, match="more than 1 MB"):
        open_batch(anna, [("a", 2**20 + 1)])
    with pytest.raises(UploadRefusedError, match="more than 2 files"):
        open_batch(anna, [("a", 1)] * 3)
    with pytest.raises(UploadRefusedError, match="No file was chosen"):
        open_batch(anna, [])


def test_what_waits_is_bounded_until_it_is_answered(anna, settings):
    settings.KNEELOG_ARCHIVE_LIMITS = {"archive_bytes": 2**20}
    for _time in range(2):
        open_batch(anna, [("a", 2**20)])
    with pytest.raises(UploadRefusedError, match="Earlier imports still wait"):
        open_batch(anna, [("a", 1)])
    ImportBatch.objects.update(state="done")
    assert open_batch(anna, [("a", 2**20)])


def test_a_disk_without_room_is_said_before_anything_is_sent(anna, settings, monkeypatch):
    monkeypatch.setattr(uploads, "SPARE_BYTES", 2**60)
    with pytest.raises(NoRoomError, match="no room left on the server"):
        open_batch(anna, [("a", 1)])
    assert ImportBatch.objects.count() == 0


def test_what_was_given_up_goes_with_the_next_batch(anna, upload, data_folder):
    add_piece(upload, 0, [b"01"])
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=3))
    second = open_batch(anna, [("b", 1)])
    assert [batch.pk for batch in ImportBatch.objects.all()] == [second.pk]
    assert not uploads.folder_of(upload.batch).exists()


def test_files_are_removed(upload):
    add_piece(upload, 0, [b"01"])
    uploads.remove_files(upload.batch)
    uploads.remove_files(upload.batch)
    assert not uploads.folder_of(upload.batch).exists()

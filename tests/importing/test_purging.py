"""Old imports go, with their files; what still waits or can be undone stays."""

from __future__ import annotations

import os
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from tests.importing.batch import logged, rows, sent, staged, undone
from training.importing.purging import purge_stale
from training.importing.states import State
from training.importing.uploads import folder_of, uploads_folder
from training.models import ImportBatch, ImportFile, ImportItem, Run

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FILE = {"a.csv": rows("2026-03-01T07:30:00Z,10000,50:00,,,,")}


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def left(days: float) -> list[str]:
    purge_stale(NOW + timedelta(days=days))
    return sorted(ImportBatch.objects.values_list("state", flat=True))


def test_each_goes_in_its_time(anna):
    batches = [sent(anna, FILE), staged(anna, FILE), logged(anna, FILE)]
    undone(logged(anna, {"b.csv": rows("2026-03-02T07:30:00Z,10000,50:00,,,,")}))
    reading = sent(anna, FILE)
    ImportBatch.objects.filter(pk=reading.pk).update(state=State.READING)
    assert left(6.9) == ["done", "reading", "ready", "receiving", "undone"]
    assert folder_of(batches[0]).exists()
    assert left(7.1) == ["done", "reading", "undone"]
    assert not any(folder_of(batch).exists() for batch in batches)
    assert left(29.9) == ["done", "reading", "undone"]
    assert left(30.1) == ["reading"]
    assert not ImportFile.objects.exists()
    assert not ImportItem.objects.exists()
    assert Run.objects.count() == 1


def test_folders_that_no_batch_needs(anna):
    kept, done = staged(anna, FILE), logged(anna, FILE)
    strangers = [uploads_folder() / str(uuid.uuid4()), folder_of(done)]
    for folder in [*strangers, uploads_folder() / "not-ours"]:
        folder.mkdir()
        old = (NOW - timedelta(days=2)).timestamp()
        os.utime(folder, (old, old))
    new = uploads_folder() / str(uuid.uuid4())
    new.mkdir()
    os.utime(new, (NOW.timestamp(), NOW.timestamp()))
    purge_stale(NOW)
    found = {path.name for path in uploads_folder().iterdir()}
    assert found == {folder_of(kept).name, "not-ours", new.name}


def test_a_large_batch_goes_in_few_queries(anna, django_assert_max_num_queries):
    many = (f"{datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n):%Y-%m-%dT%H:%MZ}" for n in range(500))
    staged(anna, {"a.csv": rows(*(f"{start},10000,,,,," for start in many))})
    with django_assert_max_num_queries(16):
        assert left(8) == []

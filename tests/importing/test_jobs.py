"""Jobs in the database: done by a worker, and gone on with where a worker was killed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.importing.batch import rows, sent, staged
from training.importing import working
from training.importing.states import BatchStateError, State, move
from training.models import ImportBatch, Run
from training.tasks.imports import read_again, revive, start_reading, start_saving
from training.tasks.lost import forget_results
from training.tasks.queue import Jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
FILE = {"a.csv": rows("2026-03-01T07:30:00Z,10000,50:00,,,,", "2026-03-02T07:30:00Z,10000,50:00,,,,")}
SHEET = {"sheet.csv": b"Day,Dist,How\n2026-03-01,10,fine\n2026-03-02,12,tired\n2026-03-03,8,fine\n"}


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    working.stop.clear()
    yield
    working.stop.clear()


def statuses() -> list[str]:
    return list(DBTaskResult.objects.values_list("status", flat=True))


def test_a_worker_does_what_waits(anna):
    batch = sent(anna, FILE)
    start_reading(batch)
    assert (batch.state, statuses()) == ("reading", ["READY"])
    Jobs().run(once=True)
    batch.refresh_from_db()
    start_saving(batch)
    Jobs().run(once=True)
    assert (ImportBatch.objects.get().state, Run.objects.count()) == ("done", 2)
    assert statuses() == ["SUCCESSFUL", "SUCCESSFUL"]


def test_told_to_stop_it_gives_its_work_back(anna):
    batch = sent(anna, FILE)
    start_reading(batch)
    jobs = Jobs()
    jobs.end()
    jobs.run()
    assert statuses() == ["READY"]
    working.work_on(batch)
    batch.refresh_from_db()
    assert (batch.state, batch.beat_at, batch.files.count()) == ("reading", None, 1)
    working.stop.clear()
    Jobs().run(once=True)
    assert ImportBatch.objects.get().state == "ready"


def test_left_work_is_found_once(anna):
    batch = sent(anna, FILE)
    move(batch, [State.RECEIVING], State.READING)
    moved_at = ImportBatch.objects.get().beat_at
    assert revive(moved_at + timedelta(seconds=30)) == 0
    assert revive(moved_at + timedelta(seconds=31)) == 1
    assert revive(moved_at + timedelta(seconds=31)) == 0
    assert statuses() == ["READY"]
    Jobs().run(once=True)
    assert ImportBatch.objects.get().state == "ready"
    assert revive(moved_at + timedelta(days=1)) == 0


def test_what_waits_for_the_runner_is_left_alone(anna):
    staged(anna, FILE)
    sent(anna, FILE)
    assert revive(timezone.now() + timedelta(days=1)) == 0


def test_results_are_forgotten(anna):
    start_reading(sent(anna, FILE))
    Jobs().run(once=True)
    start_reading(sent(anna, FILE))
    now = timezone.now()
    forget_results(now + timedelta(hours=23))
    assert sorted(statuses()) == ["READY", "SUCCESSFUL"]
    forget_results(now + timedelta(hours=25))
    assert statuses() == ["READY"]


def test_a_sheet_is_read_again_as_its_runner_says(anna):
    batch = staged(anna, SHEET)
    assert [item.facts["distance_m"] for item in batch.items.order_by("row")] == [10_000, 12_000, 8_000]
    (upload,) = batch.uploads.all()
    mapping = batch.files.get().guess["mapping"] | {"distance_unit": "mi"}
    with pytest.raises(ValueError, match="roles"):
        read_again(upload, {"roles": ["soup"]})
    read_again(upload, mapping)
    assert upload.batch.state == "reading"
    with pytest.raises(BatchStateError):
        read_again(upload, mapping)
    Jobs().run(once=True)
    assert ImportBatch.objects.get().state == "ready"
    assert [item.facts["distance_m"] for item in batch.items.order_by("row")] == [16_093, 19_312, 12_875]
    assert batch.files.get().guess["is_told"]

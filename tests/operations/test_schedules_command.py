from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.commands.run import said
from tests.shell.test_start import command
from training.models import Schedule, Worker

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(NOON, tick=False)


def lines():
    """The workers, and the words of each schedule by its name."""
    workers, table = said("schedules").split("\n\n")
    head, *rows = table.splitlines()
    assert head.split() == ["schedule", "every", "last", "(UTC)", "next", "(UTC)", "how", "it", "went"]
    return workers, {row.split()[0]: " ".join(row.split()[1:]) for row in rows}


def test_before_a_worker_has_ever_run():
    workers, rows = lines()
    assert workers == "No worker runs: start KneeLog, or ./run work."
    assert rows["lost-jobs"] == "10 s - - not seen by a worker yet"
    assert rows["backup"] == "day at 03:17 - - off by the settings"


def test_when_last_and_how_it_went(settings):
    settings.KNEELOG_BACKUPS = 14
    Worker.objects.create(id="a", started_at=NOON - timedelta(hours=2), beat_at=NOON)
    Worker.objects.create(id="dead", started_at=NOON, beat_at=NOON - timedelta(minutes=2))
    following = {"next_at": NOON + timedelta(minutes=15)}
    Schedule.objects.create(name="old-jobs", last_at=NOON, outcome="done", **following)
    words = {"last_at": NOON, "outcome": "failed: No backup was made. The disk is full.", "failures": 3}
    Schedule.objects.create(name="backup", **words, **following)
    Schedule.objects.create(name="old-imports", worker="a", **following)
    workers, rows = lines()
    assert workers == "Worker since 2026-06-01 10:00:00 UTC"
    assert rows["old-jobs"] == "1 h 2026-06-01 12:00:00 2026-06-01 12:15:00 done"
    assert rows["old-imports"] == "1 h - now -"
    assert rows["backup"] == (
        "day at 03:17 2026-06-01 12:00:00 2026-06-01 12:15:00 "
        "failed: No backup was made. The disk is full. (3 in a row)"
    )


def test_it_starts_without_the_pages_and_the_api(tmp_path):
    """They take longer to load than all it does."""
    began = command("schedules", KNEELOG_DATA_DIR=str(tmp_path), PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in began.stderr.splitlines()}
    wanted = {"training.tasks.schedules", "training.urls", "training.api", "ninja"}
    assert loaded & wanted == {"training.tasks.schedules"}

"""What the worker does while people sleep: the backup, and the end of what has expired."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection

from tests.factories import make_runner
from training.models import Schedule
from training.tasks.expiring import forget_expired
from training.tasks.schedules import wanted
from training.tasks.scheduling import do_due

EVENING, NIGHT = datetime(2026, 6, 1, 20, tzinfo=UTC), datetime(2026, 6, 2, 3, 17, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def folder(settings, tmp_path, time_machine):
    settings.DATA_DIR, settings.KNEELOG_BACKUPS = tmp_path, 2
    time_machine.move_to(EVENING, tick=False)
    make_runner()
    do_due(wanted(), "a")
    return tmp_path / "backups"


def names(folder):
    return sorted(path.stem for path in folder.iterdir())


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_one_backup_a_night_of_which_the_newest_stay(folder, time_machine):
    assert not folder.exists()
    for night in range(3):
        time_machine.move_to(NIGHT + night * DAY, tick=False)
        for worker in ("a", "b"):
            do_due(wanted(), worker)
        time_machine.shift(timedelta(hours=2))
        do_due(wanted(), "b")
    assert names(folder) == ["kneelog-2026-06-03-031700Z", "kneelog-2026-06-04-031700Z"]
    assert Schedule.objects.get(pk="backup").outcome == "done"


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_says_why_and_is_tried_again(folder, time_machine, caplog):
    folder.touch()
    time_machine.move_to(NIGHT, tick=False)
    do_due(wanted(), "a")
    why = f"No backup was made. {folder} cannot be written (File exists)."
    assert [record.getMessage() for record in caplog.records] == [f"schedule backup: {why}"]
    kept = Schedule.objects.get(pk="backup")
    assert (kept.outcome, kept.failures, kept.success_at) == (f"failed: {why}", 1, None)
    folder.unlink()
    time_machine.move_to(NIGHT + timedelta(minutes=1), tick=False)
    do_due(wanted(), "a")
    assert names(folder) == ["kneelog-2026-06-02-031800Z"]


def cached():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kneelog_cache")
        return cursor.fetchone()[0]


@pytest.mark.data
@pytest.mark.django_db
def test_what_has_expired_goes_and_nothing_else(client, time_machine, settings):
    time_machine.move_to(EVENING, tick=False)
    anna = make_runner("anna")
    client.force_login(anna)
    keys = (client.session.session_key, "of one that ended")
    current, _ = (UserSession.objects.create(user=anna, ip="127.0.0.1", session_key=key) for key in keys)
    cache.clear()
    cache.set("counted", 1, 300)
    forget_expired(EVENING + timedelta(minutes=4))
    assert (Session.objects.count(), UserSession.objects.count(), cached()) == (1, 2, 1)
    forget_expired(EVENING + timedelta(hours=2))
    assert (list(UserSession.objects.all()), cached()) == ([current], 0)
    forget_expired(EVENING + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    assert (Session.objects.count(), UserSession.objects.count()) == (0, 0)

"""A full disk: a page that says so, reads go on, nothing is half saved, and no restart is needed."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_run, make_runner
from tests.views.test_concurrent import data
from training.models import Run

ENOUGH = 200
PAGES = ("today", "runs", "log-run", "knee", "shoes", "care", "settings", "imports", "readyz", "healthz")


@contextmanager
def full_disk():
    """The database may not grow by a page: SQLite then says what it says on a full disk."""
    with connection.cursor() as cursor:
        # What tests before left free would be room.
        cursor.execute("VACUUM")
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        yield
        cursor.execute(f"PRAGMA max_page_count = {2**30}")


@pytest.fixture
def anna():
    return make_runner("anna")


@pytest.fixture
def owner(anna):
    client = Client(raise_request_exception=False)
    client.force_login(anna)
    return client


def logged(owner, anna, minute):
    return owner.post(reverse("log-run"), data(anna, minute, notes="x" * 2000))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's disk is not filled by a test")
def test_reads_go_on_and_writes_do_once_there_is_room(owner, anna, caplog):
    make_run(anna, anna.profile.today(), 8000)
    with full_disk():
        answers = [logged(owner, anna, 0)]
        while answers[-1].status_code == 302 and len(answers) < ENOUGH:
            answers.append(logged(owner, anna, len(answers)))
        assert answers[-1].status_code == 507
        assert "There is no room left on this server." in answers[-1].text
        assert "default-src 'none'" in answers[-1].headers["Content-Security-Policy"]
        assert Run.objects.count() == len(answers)
        assert {name: owner.get(reverse(name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 200)
    told = [record.getMessage() for record in caplog.records if record.name == "kneelog.errors"]
    assert told == ["The disk is full: nothing can be saved until there is room."]
    assert logged(owner, anna, ENOUGH).status_code == 302
    assert Run.objects.count() == len(answers) + 1

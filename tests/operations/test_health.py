"""What a supervisor asks. Tests without a mark may not touch the database: `healthz` must not need it."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.shell.test_headers import POLICY
from tests.shell.test_start import command

ASK = """
from django.test import Client
answer = Client().get("/readyz", headers={"host": "knee.example.org"})
print(answer.status_code, answer.content.decode(), end="")
"""


def said(client, path):
    """Status and words, after a look at what every answer carries."""
    answer = client.get(path)
    assert answer["Content-Security-Policy"] == POLICY
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-store", "text/plain; charset=utf-8")
    assert not answer.cookies
    return answer.status_code, answer.content.decode()


def test_the_process_lives_whatever_the_database_does(client):
    assert said(client, "/healthz") == (200, "alive\n")
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-somebody"
    assert said(client, "/healthz") == (200, "alive\n")
    assert client.post("/healthz").status_code == 405


@pytest.mark.data
@pytest.mark.django_db
def test_ready_once_every_migration_is_applied(client, django_assert_num_queries):
    client.cookies[settings.SESSION_COOKIE_NAME] = "of-somebody"
    with django_assert_num_queries(2):
        assert said(client, "/readyz") == (200, "ready\n")
    MigrationRecorder(connection).record_unapplied("training", "0001_initial")
    assert said(client, "/readyz") == (503, "not migrated\n")


def test_without_a_database_it_is_not_ready_and_tells_no_more(tmp_path):
    static = tmp_path / "data" / "static"
    static.mkdir(parents=True)
    changes = {
        "KNEELOG_DATA_DIR": str(static.parent),
        "KNEELOG_PRODUCTION": "1",
        "KNEELOG_HOSTS": "knee.example.org",
    }
    away = command("shell", "-v0", "-c", ASK, DATABASE_URL=f"sqlite:///{tmp_path}/none/log", **changes)
    assert (away.returncode, away.stdout) == (0, "503 no database\n")
    assert away.stderr.endswith(" ERROR django.request: 503 GET /readyz\n")
    assert away.stderr.count("\n") == 1
    new = command("shell", "-v0", "-c", ASK, **changes)
    assert new.stdout == "503 not migrated\n"

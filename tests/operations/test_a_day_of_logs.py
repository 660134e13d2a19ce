"""A day of use, with canaries wherever somebody can write something: no line of the log repeats one."""

from __future__ import annotations

import json
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, connection
from django.test import Client
from django.urls import reverse

from tests.api.conftest import Program
from tests.api.test_entries import RUN
from tests.operations.counted import fail
from tests.views.test_entries import run_data
from training.importing import working
from training.models import CheckIn, Run, User
from training.tasks.queue import Jobs

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
WORD = "Kanarienvogel"
PASSWORD = f"{WORD} a pass phrase"
SHEET = f"Day,Dist,How\n2026-03-01,10,{WORD}\n2026-03-02,twelve {WORD},{WORD}\n".encode()


@pytest.fixture
def browser(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    working.stop.clear()
    return Client(raise_request_exception=False, headers={"User-Agent": WORD, "Referer": f"http://{WORD}/"})


@contextmanager
def broken_database():
    """Every query fails with words of the row, as PostgreSQL's do."""

    def fail_on_it(execute, sql, params, many, context):
        raise DataError(f"Failing row contains ({WORD})")

    with connection.execute_wrapper(fail_on_it):
        yield


def come_in(browser):
    door = {"username": WORD, "password1": PASSWORD, "password2": PASSWORD}
    assert browser.post(reverse("account_signup"), door).status_code == 302
    browser.post(reverse("account_logout"))
    for password in (f"{PASSWORD} not", PASSWORD):
        browser.post(reverse("account_login"), {"login": WORD, "password": password})
    browser.post(reverse("account_reset_password"), {"email": f"{WORD}@example.org"})
    return User.objects.get()


def log(browser, runner):
    knee = {
        "entry_id": str(uuid4()),
        "day": runner.profile.today().isoformat(),
        "time": "00:01",
        "score": "7",
    }
    knee |= {"side": "left", "moment": "rest", "notes": WORD}
    browser.post(reverse("log-run"), run_data(runner, notes=WORD))
    browser.post(reverse("log-run"), run_data(runner, notes=WORD, distance_m=WORD, time=WORD))
    browser.post(reverse("knee"), knee)
    browser.get(reverse("runs"), {"search": WORD})


def import_files(browser):
    files = [SimpleUploadedFile(f"{WORD}.{kind}", SHEET) for kind in ("csv", "fit", "gpx", "zip")]
    assert browser.post(reverse("imports"), {"files": files}).status_code == 302
    fail.enqueue(WORD)
    Jobs().run(once=True)


def ask_by_a_program(runner):
    """Once with a token that works, and what it sends is taken, refused, or cannot be read."""
    program = Program(runner)
    made = program.post("/runs", RUN | {"notes": WORD}, Idempotency_Key=WORD)
    program.patch(f"/runs/{made.json()['id']}", {"rpe": WORD, WORD: WORD})
    program.post("/runs", [WORD])
    program.get(f"/runs?since={WORD}")
    return made.status_code, program.secret


def knock():
    """At doors that stay shut."""
    who = {"Authorization": f"Bearer kneelog_{WORD}", "Cookie": f"kneelog-session={WORD}"}
    stranger = Client(headers=who)
    for path in (f"/{WORD}/?{WORD}", "/api/v1/runs", "/metrics", reverse("edit-run", args=[UUID(int=1)])):
        stranger.get(path)
        stranger.post(path, json.dumps({"note": WORD}), content_type="application/json")
    stranger.generic(WORD.upper(), f"/{WORD}/")
    stranger.get("/healthz", headers={"Host": f"{WORD}.example.org", "X-Request-ID": WORD})
    Client(enforce_csrf_checks=True).post(reverse("log-run"), {"notes": WORD})


def test_no_line_repeats_what_somebody_wrote(browser, written):
    runner = come_in(browser)
    log(browser, runner)
    import_files(browser)
    status, secret = ask_by_a_program(runner)
    knock()
    with broken_database():
        assert browser.get(reverse("today")).status_code == 500
    assert (status, Run.objects.filter(notes=WORD).count(), CheckIn.objects.filter(notes=WORD).count()) == (
        201,
        2,
        1,
    )
    lines = written()
    said = [json.dumps(line, ensure_ascii=False) for line in lines]
    assert [line for line in said if WORD.lower() in line.lower() or secret in line] == []
    routes = {line["route"] for line in lines if line["logger"] == "kneelog.access"}
    assert {"account_login", "log-run", "knee", "imports", "none", "today", "api-1:runs"} <= routes
    jobs = {(line["job"], line["message"]) for line in lines if line["logger"] == "kneelog.jobs"}
    assert jobs == {("work_on_import", "job successful"), ("fail", "job failed")}
    broken = [line for line in lines if line.get("exception") == "django.db.utils.DataError"]
    assert {line["route"] for line in broken} == {"today"}
    assert all(line["status"] != 500 for line in lines if line.get("route") != "today" and "status" in line)

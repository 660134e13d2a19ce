"""A log for programs: one object a line, each with what it belongs to, and nothing of what anybody wrote."""

from __future__ import annotations

import json
import logging
import re
import signal
import subprocess
import sys
import warnings
from urllib.request import urlopen

import pytest
from django.test import Client

from kneelog.logs import DiscreetFormatter, configure
from tests.architecture.source import REPOSITORY
from tests.shell.test_start import PATIENCE_S, environment, free_port
from tests.shell.urls import SECRET

__all__ = ["free_port"]

A_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_each_request_has_a_line_with_the_names_of_things_alone(written, client):
    answer = client.get("/healthz?note=canary", headers={"User-Agent": "canary"})
    (line,) = written()
    assert A_UUID.fullmatch(line["request_id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("time"))
    assert line.pop("ms") > 0
    assert line == {
        "level": "INFO",
        "logger": "kneelog.access",
        "message": "GET 200",
        "request_id": answer["X-Request-ID"],
        "route": "healthz",
        "method": "GET",
        "status": 200,
        "bytes": 6,
    }


@pytest.mark.urls("tests.shell.urls")
def test_a_crash_is_one_line_with_its_frames_under_the_id_of_its_answer(written):
    client = Client(raise_request_exception=False)
    answer = client.post("/crash/in-the-path/?in=query", {"note": SECRET})
    crash, access = written()
    assert (crash["level"], crash["logger"], crash["route"]) == ("ERROR", "django.request", "crash")
    assert (crash["message"], crash["exception"]) == (
        "500 POST /crash/<str:note>/",
        "builtins.RuntimeError",
    )
    assert crash["traceback"].splitlines()[-1] == "builtins.RuntimeError"
    assert (access["status"], access["route"]) == (500, "crash")
    assert {crash["request_id"], access["request_id"]} == {answer["X-Request-ID"]}
    for word in (SECRET, "in-the-path", "in=query"):
        assert word not in str([crash, access])


def test_an_id_of_the_proxy_is_kept_where_it_can_be_one(client, settings):
    drawn = "4bf92f3577b34da6a3ce929d0e0e4736"
    assert A_UUID.fullmatch(client.get("/healthz", headers={"X-Request-ID": drawn})["X-Request-ID"])
    settings.KNEELOG_BEHIND_PROXY = True
    assert client.get("/healthz", headers={"X-Request-ID": drawn})["X-Request-ID"] == drawn
    for odd in ("", "anna", "left knee 7 of 10 in the morning", f"{drawn}\t", "a" * 65, "1-2"):
        answer = client.get("/healthz", headers={"X-Request-ID": odd})
        assert A_UUID.fullmatch(answer["X-Request-ID"])


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("waitress", ("Exception while serving %s", "/a/path"), "Exception while serving %s"),
        ("training.tasks", ("import %s", 7), "import 7"),
        ("somebody.else", (ValueError(SECRET),), "ValueError"),
    ],
)
def test_of_other_people_s_lines_the_sentence_stays_without_what_they_put_into_it(
    written, name, arguments, words
):
    logging.getLogger(name).critical(*arguments)
    (line,) = written()
    assert (line["logger"], line["message"]) == (name, words)


def test_a_warning_says_its_kind_and_place(written, settings):
    with warnings.catch_warnings():
        configure({"version": 1, "incremental": True})
        warnings.simplefilter("always")
        warnings.warn(f"naive {SECRET}", RuntimeWarning, stacklevel=1)
    (line,) = written()
    assert (line["logger"], line["level"]) == ("kneelog.warnings", "WARNING")
    assert re.fullmatch(r"RuntimeWarning at .*test_json_logs\.py:\d+", line["message"])


def test_another_formatter_s_traceback_is_not_taken_over():
    try:
        int(SECRET)
    except ValueError:
        record = logging.getLogger().makeRecord("x", 40, "x", 1, "broken", (), sys.exc_info())
    assert SECRET in logging.Formatter().format(record)
    assert SECRET not in DiscreetFormatter().format(record)


def test_every_line_of_a_server_is_an_object(tmp_path, free_port):
    """With its worker, from the first line after the greeting to the last before the farewell."""
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", "up", "--port", str(free_port), "--no-demo"],
        cwd=REPOSITORY,
        env=environment(KNEELOG_DATA_DIR=str(tmp_path), KNEELOG_LOGS="json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline().startswith("KneeLog runs at")
        with urlopen(f"http://127.0.0.1:{free_port}/healthz") as answer:
            number = answer.headers["X-Request-ID"]
        process.send_signal(signal.SIGTERM)
        lines = [json.loads(line) for line in process.communicate(timeout=PATIENCE_S)[1].splitlines()]
    assert [(line["message"], line["route"], line["request_id"]) for line in lines] == [
        ("GET 200", "healthz", number)
    ]


CRASH = """
from kneelog.logs import log_crashes
log_crashes()
raise ValueError("left knee 7 of 10")
"""


def test_a_process_that_breaks_says_where_and_no_more(tmp_path):
    for logs in ("text", "json"):
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{CRASH}"],
            cwd=REPOSITORY,
            env=environment(
                KNEELOG_DATA_DIR=str(tmp_path),
                KNEELOG_LOGS=logs,
                DJANGO_SETTINGS_MODULE="kneelog.settings",
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "builtins.ValueError" in done.stderr
        assert "left knee" not in done.stderr
    assert json.loads(done.stderr)["message"] == "crashed"

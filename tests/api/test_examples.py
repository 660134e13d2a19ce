"""The examples of docs/examples, run as they stand against a server: none of them can rot."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from tests.api.conftest import Program
from tests.factories import make_runner

pytestmark = pytest.mark.django_db(transaction=True)
EXAMPLES = Path(settings.BASE_DIR) / "docs/examples"
START = "2026-03-01T07:30:00+01:00"


@pytest.fixture
def program():
    return Program(make_runner("anna", time_zone="Europe/Berlin"))


def runs(program) -> list[tuple[str, int, int]]:
    return [(run.local_text, run.distance_m, run.duration_s) for run in program.runner.runs.all()]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is missing: install it to run its example.")
def test_the_script_logs_a_run_once(live_server, program):
    world = {**os.environ, "KNEELOG": live_server.url, "TOKEN": program.secret}
    command = ["sh", EXAMPLES / "log_a_run.sh", START, "10000", "3300"]
    first, again = (
        subprocess.run(command, env=world, capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert json.loads(first.stdout)["start"] == START
    assert (again.stdout, runs(program)) == (first.stdout, [(START, 10_000, 3_300)])


def test_the_client_reads_and_writes(live_server, program):
    spec = importlib.util.spec_from_file_location("kneelog_example", EXAMPLES / "kneelog.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    mine = module.KneeLog(live_server.url, program.secret)
    for number in range(3):
        mine.add("/runs", {"start": START, "distance_m": 10_000 + number}, key=f"run-{number}")
    assert {run["distance_m"] for run in mine.all("/runs", limit=1)} == {10_000, 10_001, 10_002}
    assert mine.get("/findings", on="2026-03-01")["format"] == "kneelog-findings/1"
    with pytest.raises(HTTPError) as refused:
        mine.add("/runs", {"start": START, "distance_m": 0}, key="run-4")
    assert json.load(refused.value)["errors"] == [{"field": "distance_m", "message": "At least 1."}]


def test_the_request_of_the_shortcut_logs_a_run(live_server, program):
    asked = json.loads((EXAMPLES / "shortcut.json").read_text(encoding="utf-8"))
    headers = asked["headers"] | {"Authorization": f"Bearer {program.secret}"}
    address = asked["url"].replace("https://run.example", live_server.url)
    body = json.dumps(asked["body"]).encode()
    with urlopen(Request(address, body, headers, method=asked["method"])) as answer:
        assert answer.status == 201
    assert runs(program) == [(START, 10_000, 3_300)]


def test_the_examples_are_those_of_the_documentation():
    text = (EXAMPLES.parent / "api.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(EXAMPLES.iterdir()) if f"examples/{path.name}" not in text] == []
    shortcut = json.loads((EXAMPLES / "shortcut.json").read_text(encoding="utf-8"))
    assert [name for name in (*shortcut["headers"], *shortcut["body"]) if f"`{name}`" not in text] == []

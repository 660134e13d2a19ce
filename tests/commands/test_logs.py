"""import_log and export_log at the command line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.source import REPOSITORY
from tests.commands.run import refused, said
from tests.importing.documents import LOG, RUN, as_bytes, changed, log
from training.models import Run, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path):
    def to_file(document) -> str:
        path = tmp_path / "log.json"
        path.write_bytes(document if isinstance(document, bytes) else as_bytes(document))
        return str(path)

    return to_file


ALL = (
    "1 run, 1 check-in, 1 care entry, 1 answered gap, 1 shoe, 1 previous injury, 1 answer to a warning, "
    "1 session of a return to running, 1 word of a clinician"
)


def test_says_what_came_in(write):
    path = write(LOG)
    assert said("import_log", "anna", path) == f"Account anna made; it has no password yet.\n{ALL} added\n"
    assert said("import_log", "anna", path) == f"nothing new; {ALL} already logged\n"
    path = write(log(shoes=LOG["shoes"], runs=[RUN, {**RUN, "distance_m": 5}, {**RUN, "distance_m": 6}]))
    assert said("import_log", "anna", path) == "2 runs added; 1 run, 1 shoe already logged\n"
    assert said("import_log", "bert", write(log())).splitlines()[1:] == ["nothing new"]


def test_says_what_changed_in_the_profile(write):
    said("import_log", "anna", write(log()))
    moved = log(runs=[{"start": "2026-03-01T07:30:00", "distance_m": 5}])
    moved["runner"] = {"time_zone": "Europe/Lisbon", "units": "mi", "previous_injuries": []}
    assert said("import_log", "anna", write({**moved, "runs": []})) == "profile: time zone, units changed\n"
    moved["runner"]["stiff_calves"] = True
    assert said("import_log", "anna", write(moved)) == "1 run added; profile: stiff calves changed\n"
    assert said("import_log", "anna", write(moved)) == "nothing new; 1 run already logged\n"


def test_says_what_the_file_contradicts(write):
    knee, run = LOG["check_ins"][0], {**RUN, "shoe": None}
    runs = [run, {**run, "rpe": 5}, {**run, "rpe": 6}]
    path = write(log(runs=runs, check_ins=[knee, {**knee, "score": 9}]))
    left_out = (
        "2 runs differ from earlier ones of the same start and distance and were left out; "
        "1 check-in differs from an earlier one of the same time and was left out"
    )
    assert said("import_log", "anna", path).splitlines()[1:] == [f"1 run, 1 check-in added; {left_out}"]
    assert said("import_log", "anna", path) == f"nothing new; 1 run, 1 check-in already logged; {left_out}\n"


def test_export_gives_what_came_in(write):
    said("import_log", "anna", write(LOG))
    assert json.loads(said("export_log", "anna")) == LOG


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (changed("runs[0].distance_m", 0), "runs[0].distance_m: must be at least 1"),
        (changed("runs[0].shoe", "x"), "runs[0].shoe: “x” is the key of no shoe in the file or the account"),
        (
            b"{",
            "The file is not JSON: Expecting property name enclosed in double quotes at line 1, column 2.",
        ),
    ],
)
def test_a_refused_file_changes_nothing(write, document, why):
    assert refused("import_log", "anna", write(document)) == why
    assert (User.objects.count(), Run.objects.count()) == (0, 0)


def test_paths_and_names_that_lead_nowhere(tmp_path, write):
    assert (
        refused("import_log", "anna", tmp_path / "no.json") == f"{tmp_path}/no.json: there is no such file."
    )
    assert refused("import_log", "anna", tmp_path) == f"{tmp_path}: this is a folder, not a file."
    assert refused("import_log", "not a name", write(LOG)).startswith("USERNAME: “not a name”: ")
    assert refused("export_log", "nobody") == "USERNAME: there is no account “nobody”."


def test_without_tables_there_is_one_line_and_no_traceback(tmp_path, monkeypatch):
    """As somebody types it before the first migrate."""
    monkeypatch.setenv("KNEELOG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "kneelog.settings")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    command = [sys.executable, "manage.py", "export_log", "anna"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "CommandError: The database refused: no such table: training_user. Try: manage.py migrate"
    ]

"""Sheets of the runner's own on the command line: what they leave open is said, and settled by options."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import CommandError

from tests.commands.run import said
from tests.importers.workbooks import workbook
from training.importers.spreadsheet_mapping import CHOICES
from training.management.commands.import_runs import SETTLING
from training.models import Run, User
from training.pages.import_sheet import ASKED

pytestmark = pytest.mark.django_db

OPEN = "Date,Distance,Time\n05/04/2021,10,55:00\n03/04/2021,8,44:12\n07/04/2021,12,1:06:00\n"


@pytest.fixture
def folder(tmp_path):
    User.objects.create_user("anna")
    (tmp_path / "log.csv").write_text(OPEN)
    return tmp_path


def logged() -> list[tuple[str, int]]:
    return [(str(run.local_date), run.distance_m) for run in Run.objects.order_by("-duration_s")]


def test_what_a_sheet_leaves_open_is_said_with_the_option_that_settles_it(folder):
    assert said("import_runs", "anna", folder / "log.csv").splitlines() == [
        "log.csv: imported (3 runs)",
        "  3 taken in kilometres, as your account counts: the file names no unit",
        "  “05/04/2021” in row 2 can be 5 April 2021 or 4 May 2021. It was read the first way: --day-first or"
        " --month-first settles it.",
        "  The sheet names no unit. “10” in row 2 can be 10 km or 10 mi. --units km or --units mi"
        " settles it.",
    ]
    assert logged() == [("2021-04-07", 12000), ("2021-04-05", 10000), ("2021-04-03", 8000)]


def test_options_settle_it(folder):
    told = said("import_runs", "anna", folder, "--month-first", "--units", "mi")
    assert told.splitlines() == [f"{folder.name}/log.csv: imported (3 runs)"]
    assert logged() == [("2021-07-04", 19312), ("2021-05-04", 16093), ("2021-03-04", 12875)]
    with pytest.raises(CommandError, match="not allowed with argument"):
        said("import_runs", "anna", folder, "--month-first", "--day-first")


@time_machine.travel("2026-04-01T12:00:00Z")
def test_other_questions(folder):
    (folder / "log.csv").write_text("Date,Km,Time\n1 May,10,52.30\n")
    assert said("import_runs", "anna", folder / "log.csv").splitlines()[1:] == [
        "  “52.30” in row 2 can be 52:30 or 52:18. It was read the first way.",
        "  The sheet names no year. “1 May” in row 2 can be of 2025 or 2024. It was read the first way.",
    ]


def test_a_workbook(folder):
    rows = [["Date", "Km", "Time"], [date(2021, 5, 1), 10, timedelta(minutes=50)], [date(2021, 5, 2), None]]
    (folder / "log.csv").write_bytes(workbook({"2021": rows}))
    assert said("import_runs", "anna", folder / "log.csv").splitlines() == [
        "log.csv: imported (1 run)",
        "  1 rest day skipped: no run that day",
    ]
    assert logged() == [("2021-05-01", 10000)]


def test_every_question_has_its_words():
    assert set(SETTLING) == set(ASKED) == {*CHOICES, "year"}

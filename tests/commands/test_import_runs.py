from __future__ import annotations

from datetime import date

import pytest

from tests.commands.run import refused, said
from tests.importers.fit_files import FILE_ID, fit_file, records
from training.importers.readers import READERS
from training.models import Run, Shoe, User

pytestmark = pytest.mark.django_db

KINDS = ", ".join(reader.name for reader in READERS[:-1])
STRAVA = """\
Activity Date,Activity Type,Distance,Elapsed Time,Distance,Activity Gear
"Mar 1, 2026, 7:30:00 AM",Run,10.0,3600,10000.4,Ghost
"Mar 2, 2026, 7:30:00 AM",Ride,40.0,3600,40000.0,Bike
"Mar 3, 2026, 7:30:00 AM",Run,5.0,1800,5000.0,
"Mar 4, 2026, 7:30:00 AM",Ride,40.0,3600,40000.0,Bike
"Mar 5, 2026, 7:30:00 AM",Hike,9.0,3600,9000.0,
"Mar 6, 2026, 7:30:00 AM",Run,5.0,1800,NaN,
soon,Run,5.0,1800,5000.0,
"Mar 7, 2026, 7:30:00 AM",Run,5.0,1800,inf,
"""


@pytest.fixture
def folder(tmp_path):
    User.objects.create_user("anna")
    (tmp_path / "activities.csv").write_text(STRAVA)
    return tmp_path


def test_a_line_for_the_file_and_one_for_each_reason(folder):
    below = """\
  2 Ride skipped: not a run
  1 Hike skipped: not a run
  2 failed: its distance is not a number (rows 7, 9)
  1 failed: its date is not readable as a date (row 8)
"""
    first = said("import_runs", "anna", folder / "activities.csv")
    assert first == f"activities.csv: imported (2 runs)\n{below}"
    again = said("import_runs", "anna", folder / "activities.csv")
    assert again == f"activities.csv: already logged (2 runs)\n{below}  2 already logged (rows 2, 4)\n"
    assert Run.objects.count() == 2


def test_retired_shoes_and_many_rows(folder):
    anna = User.objects.get()
    Shoe.objects.create(runner=anna, key="ghost", name="Ghost", retired_on=date(2026, 1, 1))
    rows = "".join(f'"Mar 1, 2026, {hour}:00:00",Run,x,1,x,\n' for hour in range(10, 22))
    (folder / "activities.csv").write_text(
        STRAVA.splitlines()[0] + "\n" + STRAVA.splitlines()[1] + "\n" + rows
    )
    assert said("import_runs", "anna", folder / "activities.csv").splitlines() == [
        "activities.csv: imported (1 run)",
        "  12 failed: its distance is not a number (rows 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more)",
        "  1 without a shoe: “Ghost” was retired before the run",
    ]


def test_bad_files_among_good_ones(folder):
    (folder / "empty.csv").write_bytes(b"")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / "zero.csv").write_bytes(b"date,distance_m\n2026-03-01,0\n")
    (folder / "header.csv").write_bytes(b"date,distance_m\n")
    lines = said("import_runs", "anna", folder, folder / "missing.csv").splitlines()
    name = folder.name
    assert [line for line in lines if not line.startswith(" ")] == [
        f"{name}/activities.csv: imported (2 runs)",
        f"{name}/empty.csv: failed (it is empty)",
        f"{name}/header.csv: skipped (there is no run in it)",
        f"{name}/zero.csv: failed (none of its rows could be read)",
        f"{name}/photo.jpg: skipped (this is no kind of file that KneeLog reads)",
        "missing.csv: failed (there is no such file)",
    ]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("empty.csv", b"", "It is empty"),
        (
            "photo.jpg",
            b"\xff\xd8",
            f"This is no kind of file that KneeLog reads. It reads {KINDS} and {READERS[-1].name}.",
        ),
        ("bad.zip", b"PK\x03\x04", "The archive is damaged or incomplete. Download it again."),
        ("zero.csv", b"date,distance_m\n2026-03-01,0\n", "none of its rows could be read"),
        ("no.csv", None, "There is no such file"),
    ],
)
def test_nothing_but_bad_files(folder, name, content, why):
    if content is not None:
        (folder / name).write_bytes(content)
    assert refused("import_runs", "anna", folder / name) == f"Nothing was imported. {name}: {why}"


def test_nobody_and_nothing(folder, tmp_path_factory):
    assert refused("import_runs", "bert", folder) == "USERNAME: there is no account “bert”."
    empty = tmp_path_factory.mktemp("empty")
    assert refused("import_runs", "anna", empty) == "Nothing was imported. There is no file in the folder."


def test_a_unit_that_no_column_tells(folder):
    (folder / "activities.csv").write_text(
        "Activity Type,Date,Distance,Time\nRunning,2026-03-01 07:30:00,5.01,25:00\n"
    )
    assert said("import_runs", "anna", folder / "activities.csv") == (
        "activities.csv: imported (1 run)\n"
        "  1 taken in kilometres, as your account counts: the file names no unit\n"
    )


def test_a_table_whose_runs_came_with_their_files(folder):
    header, run, *_ = STRAVA.splitlines()
    (folder / "activities.csv").write_text(f"{header},Filename\n{run},1.gpx\n")
    (folder / "1.gpx").write_text("start,distance_m\n2026-03-01T07:30Z,10000\n")
    assert said("import_runs", "anna", folder) == (
        f"{folder.name}/1.gpx: imported (1 run)\n"
        f"{folder.name}/activities.csv: skipped (1 run came with the files it names)\n"
    )


def test_activities_without_a_sport_wait_to_be_asked_for(folder):
    points = records((0, 0), (600, 2000))
    (folder / "unnamed").write_bytes(fit_file(FILE_ID, points))
    assert said("import_runs", "anna", folder / "unnamed") == (
        "unnamed: skipped (there is no run in it)\n  1 activity skipped: the file does not name its sport\n"
    )
    assert said("import_runs", "anna", folder / "unnamed", "--unnamed-are-runs") == (
        "unnamed: imported (1 run)\n"
    )
    run = Run.objects.get()
    assert (run.distance_m, run.duration_s) == (2000, 600)

"""An export whose table names its files: each activity comes in once, with what both tell."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.importers.xml_files import gpx, track
from training.importing.files import import_files
from training.models import Run, User

pytestmark = pytest.mark.django_db
HEADER = "Activity Date,Activity Type,Distance,Elapsed Time,Distance,Activity Gear,Filename,Moving Time\n"
TABLE = HEADER + (
    '"Mar 1, 2026, 6:30:00 AM",Run,10.0,3600,10000.4,Ghost,activities/1.gpx,3000\n'
    '"Mar 2, 2026, 6:30:00 AM",Ride,40.0,3600,40000.0,Bike,activities/2.gpx,3600\n'
    '"Mar 3, 2026, 6:30:00 AM",Run,5.0,1800,5000.0,Ghost,,1500\n'
    '"Mar 4, 2026, 6:30:00 AM",Run,5.0,1800,5000.0,Ghost,activities/4.gpx,1500\n'
    'soon,Run,5.0,1800,5000.0,,activities/5.gpx,1500\n'
)  # fmt: skip
FILE = "start,distance_m,duration,surface\n2026-03-0{0}T07:30:00+01:00,9990,49:00,trail\n"
FILES = {
    "activities.csv": TABLE,
    "activities/1.gpx": FILE.format(1),
    "activities/2.gpx": FILE.format(2),
    "activities/4.gpx": "x",
    "activities/5.gpx": FILE.format(5),
    "activities/6.gpx": FILE.format(6),
}
SAID = [
    ("1.gpx", "imported", 1),
    ("2.gpx", "skipped", 0),
    ("4.gpx", "skipped", 0),
    ("5.gpx", "imported", 1),
    ("6.gpx", "imported", 1),
    ("activities.csv", "imported", 2),
]


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna")


def said(runner: User, path: Path) -> list[tuple[str, str, int]]:
    _, reports = import_files(runner, [path])
    return [(each.name.split("/")[-1], each.outcome.value, each.rows.imported) for each in reports]


def packed(path: Path, names: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, FILES[name])
    return path


def test_row_and_file_are_one_run(anna, tmp_path):
    path = packed(tmp_path / "export.zip", list(FILES))
    assert said(anna, path) == SAID
    run = Run.objects.order_by("starts_at")[0]
    assert (run.local_text, run.distance_m, run.duration_s) == ("2026-03-01T07:30:00+01:00", 10_000, 3000)
    assert (run.surface, run.shoe and run.shoe.name) == ("trail", "Ghost")
    assert [(each.local_date.day, each.surface) for each in Run.objects.order_by("starts_at")] == [
        (1, "trail"),
        (3, ""),
        (4, ""),
        (5, "trail"),
        (6, "trail"),
    ]


def test_order_in_the_archive_does_not_matter(anna, tmp_path):
    path = packed(tmp_path / "export.zip", list(FILES)[::-1])
    assert sorted(said(anna, path)) == SAID
    assert Run.objects.count() == 5


def test_the_same_from_a_folder_and_again(anna, tmp_path):
    folder = tmp_path / "export"
    (folder / "activities").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text)
    assert said(anna, folder) == SAID
    assert [outcome for _, outcome, _ in said(anna, folder)].count("already logged") == 4
    assert Run.objects.count() == 5


def test_two_rows_that_name_one_file(anna, tmp_path):
    row = '"Mar {}, 2026, 6:30:00 AM",Run,10.0,3600,10000.4,,a.gpx,3000\n'
    (tmp_path / "activities.csv").write_text(HEADER + row.format(1) + row.format(2))
    (tmp_path / "a.gpx").write_text(FILE.format(1))
    assert said(anna, tmp_path) == [("a.gpx", "imported", 1), ("activities.csv", "imported", 1)]


def test_a_table_alone_waits_for_nothing(anna, tmp_path):
    path = tmp_path / "activities.csv"
    path.write_text(TABLE)
    assert said(anna, path) == [("activities.csv", "imported", 3)]


def test_a_name_that_leads_elsewhere_joins_nothing(anna, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    row = '"Mar 1, 2026, 6:30:00 AM",Run,10.0,3600,10000.4,,../../etc/passwd,3000\n'
    (folder / "activities.csv").write_text(HEADER + row)
    assert said(anna, folder) == [("activities.csv", "imported", 1)]


def test_runkeeper_names_the_tracks_beside_it(anna, tmp_path):
    (tmp_path / "cardioActivities.csv").write_text(
        "Date,Type,Distance (km),Duration,GPX File\n2026-03-01 07:30:00,Running,10,50:00,2026.gpx\n"
    )
    (tmp_path / "2026.gpx").write_text(FILE.format(1).replace("+01:00", "Z"))
    assert [outcome for _, outcome, _ in said(anna, tmp_path)] == ["imported", "skipped"]
    assert [(run.surface, run.duration_s) for run in Run.objects.all()] == [("trail", 3000)]


def test_the_row_names_the_sport_that_its_file_does_not(anna, tmp_path):
    (tmp_path / "activities.csv").write_text(
        HEADER + '"Mar 1, 2026, 6:30:00 AM",Run,10.0,3600,10000.4,,a.gpx,3000\n'
    )
    (tmp_path / "a.gpx").write_text(gpx(track(kind="")))
    assert said(anna, tmp_path) == [("a.gpx", "imported", 1), ("activities.csv", "skipped", 0)]
    assert [(run.distance_m, run.duration_s) for run in Run.objects.all()] == [(10_000, 3000)]


def test_a_track_that_breaks_off_leaves_the_row_as_it_is(anna, tmp_path):
    (tmp_path / "activities.csv").write_text(HEADER + '"Mar 1, 2026, 6:30:00 AM",Run,10.0,,10000.4,,a.gpx,\n')
    (tmp_path / "a.gpx").write_text(gpx()[:-30])
    assert said(anna, tmp_path) == [("a.gpx", "imported", 1), ("activities.csv", "skipped", 0)]
    run = Run.objects.get()
    assert (run.distance_m, run.duration_s, run.terrain) == (10_000, None, "")

"""Files too large for the memory: read piece by piece, from the disk and out of an archive."""

from __future__ import annotations

import tracemalloc
import zipfile
from pathlib import Path

import pytest

from training.importing.files import import_files
from training.models import Run, User

pytestmark = pytest.mark.django_db
MB = 1024 * 1024
RECORD = b'<Record type="HKQuantityTypeIdentifierHeartRate" value="140" unit="count/min"/>\n'
WORKOUT = b"""<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="50" durationUnit="min"
 totalDistance="10" totalDistanceUnit="km" startDate="2026-03-01 07:30:00 +0100">
<WorkoutRoute><FileReference path="/workout-routes/route.gpx"/></WorkoutRoute></Workout>
"""


def export(size: int) -> bytes:
    return b"<HealthData>\n" + RECORD * (size // len(RECORD)) + WORKOUT + b"</HealthData>\n"


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna")


def take(runner: User, path: Path) -> list[tuple[str, str, str]]:
    _, reports = import_files(runner, [path])
    return [(each.name, each.outcome.value, each.problem.message if each.problem else "") for each in reports]


def packed(path: Path, content: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "health/workout-routes/route.gpx", b"start,distance_m,surface\n2026-03-01T06:30Z,1,trail"
        )
        archive.writestr("health/export_cda.xml", b"<ClinicalDocument/>")
        archive.writestr("health/export.xml", content)
    return path


def test_larger_than_a_file_may_be_in_memory(anna, tmp_path, settings):
    settings.KNEELOG_READ_LIMITS = {"file_bytes": MB}
    path = tmp_path / "export.xml"
    path.write_bytes(export(2 * MB))
    assert take(anna, path) == [("export.xml", "imported", "")]
    assert take(anna, packed(tmp_path / "export.zip", export(2 * MB))) == [
        ("export.zip/health/export_cda.xml", "skipped", "This is no kind of file that KneeLog reads"),
        ("export.zip/health/workout-routes/route.gpx", "already logged", ""),
        ("export.zip/health/export.xml", "skipped", ""),
    ]


def test_the_route_of_a_workout_is_not_another_run(anna, tmp_path):
    path = packed(tmp_path / "export.zip", export(1000))
    assert [outcome for _, outcome, _ in take(anna, path)] == ["skipped", "imported", "skipped"]
    assert [(run.distance_m, run.surface) for run in Run.objects.all()] == [(10_000, "trail")]


@pytest.mark.parametrize("limits", [{"unpacked_bytes": MB}, {"ratio_from_bytes": MB, "ratio": 1}])
def test_the_limits_of_an_archive_hold_for_pieces(anna, tmp_path, settings, limits):
    settings.KNEELOG_ARCHIVE_LIMITS = limits
    path = packed(tmp_path / "export.zip", export(3 * MB))
    assert (take(anna, path)[1]) == (
        "export.zip/health/export.xml",
        "failed",
        "The archive unpacks to more than 1 MB",
    )


def test_the_limit_of_the_file_itself(anna, tmp_path, settings):
    settings.KNEELOG_READ_LIMITS = {"streamed_bytes": MB}
    path = tmp_path / "export.xml"
    path.write_bytes(export(2 * MB))
    assert take(anna, path) == [("export.xml", "failed", "It is larger than 1 MB")]


def test_memory_does_not_grow_with_the_file(anna, tmp_path):
    path = tmp_path / "export.xml"
    path.write_bytes(export(8 * MB))
    tracemalloc.start()
    try:
        assert take(anna, path) == [("export.xml", "imported", "")]
        assert tracemalloc.get_traced_memory()[1] < 6 * MB
    finally:
        tracemalloc.stop()

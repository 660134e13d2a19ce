"""Files of watches and apps through the whole import: archives, the same run twice, limits."""

from __future__ import annotations

import gzip

import pytest

from tests.importers.fit_files import FILE_ID, fit_file, session
from tests.importers.xml_files import WAY, activity, gpx, lap, segment, tcx, track
from training.models import Run

pytestmark = pytest.mark.django_db
CSV = b"date,distance_km\n2026-03-01,5\n"


def test_every_format_in_an_archive_and_the_same_run_once(take, packed):
    path = packed(
        ("1.fit.gz", gzip.compress(fit_file(FILE_ID, session(total_distance=222_400)))),
        ("1.gpx", gpx(track(segment(WAY, "+09:00"))).encode()),
        ("2.gpx", gpx().encode("utf-16")),
        ("1.tcx", tcx(activity(lap(seconds="3000", metres="9000"))).encode()),
        ("2.tcx", gzip.compress(tcx(activity(lap(at=7200, seconds="600", metres="2000"))).encode())[:-4]),
    )
    assert take(path) == [
        ("export.zip/1.fit.gz", "already logged", ""),
        ("export.zip/1.gpx", "imported", ""),
        ("export.zip/2.gpx", "imported", ""),
        ("export.zip/1.tcx", "imported", ""),
        ("export.zip/2.tcx", "failed", "It is packed with gzip and cut off"),
    ]
    assert sorted((run.local_text, run.distance_m) for run in Run.objects.all()) == [
        ("2026-03-01T06:30:00+00:00", 9000),
        ("2026-03-01T06:30:00+09:00", 2224),
        ("2026-03-01T07:30:00+01:00", 2224),
    ]


def test_limit_of_points_is_a_setting(take, tmp_path, settings):
    (tmp_path / "a.gpx").write_text(gpx())
    settings.KNEELOG_READ_LIMITS = {"points": 2}
    assert take(tmp_path / "a.gpx") == [("a.gpx", "failed", "It has more than 2 points")]
    settings.KNEELOG_READ_LIMITS = {"points": 3}
    assert take(tmp_path / "a.gpx") == [("a.gpx", "imported", "")]


def test_a_file_that_takes_too_long_takes_nothing_from_the_others(take, tmp_path, settings):
    enough, settings.KNEELOG_PARSE_LIMITS = settings.KNEELOG_PARSE_LIMITS, {"seconds": 0}
    (tmp_path / "a.csv").write_bytes(CSV)
    assert take(tmp_path / "a.csv") == [("a.csv", "failed", "Reading it takes longer than 0 seconds")]
    settings.KNEELOG_PARSE_LIMITS = enough
    assert take(tmp_path / "a.csv") == [("a.csv", "imported", "")]


def test_a_damaged_copy_of_a_run_is_not_a_second_run(take, tmp_path):
    whole = gpx().encode()
    (tmp_path / "whole.gpx").write_bytes(whole)
    (tmp_path / "cut.gpx").write_bytes(whole[: whole.rindex(b"<trkpt")])
    assert take(tmp_path / "cut.gpx") == [("cut.gpx", "imported", "")]
    Run.objects.all().delete()
    assert take(tmp_path / "whole.gpx", tmp_path / "cut.gpx") == [
        ("whole.gpx", "imported", ""),
        ("cut.gpx", "already logged", ""),
    ]

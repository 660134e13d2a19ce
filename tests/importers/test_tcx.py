from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from tests.importers.xml_files import activity, lap, tcx, trackpoint
from training.importers import tcx as reader
from training.importers.moments import Moment
from training.importers.run import (
    ImportedCare,
    ImportedRun,
    LeftOut,
    Reading,
    ReadLimits,
    UnknownKind,
    UnreadableFile,
)

AT = datetime.fromisoformat("2026-03-01T06:30:00+00:00")
INSTANT = Moment(AT, is_instant=True)
# The clock of the place where it began.
START = Moment(AT.astimezone(timezone(timedelta(hours=1))))
POINTS = (trackpoint(0, 0, 0), trackpoint(300, 0.01, 1000), trackpoint(700, 0.02, 2000))
LAPS = (
    lap(*POINTS[:2], seconds="300.4", metres="1000.2"),
    lap(POINTS[2], at=400, seconds="300.4", metres="1000"),
)
NOWHERE = {"start": INSTANT, "proposed": frozenset()}
PLAIN = ImportedRun(
    row=1, start=START, distance_m=2000, duration_s=601, elapsed_s=700, is_timed=True,
    proposed=frozenset({"zone"}),
)  # fmt: skip


def read(text: str, encoding: str = "utf-8", **limits: int) -> Reading:
    return reader.read(text.encode(encoding), ReadLimits(**limits))


def changed(**values) -> ImportedRun:
    return ImportedRun(**{name: getattr(PLAIN, name) for name in PLAIN.__slots__} | values)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_sums_of_laps(encoding):
    assert read(tcx(activity(*LAPS)), encoding) == Reading([PLAIN])


def test_points_where_laps_have_no_sums():
    bare = activity(lap(*POINTS, seconds="0", metres="NaN"))
    assert read(tcx(bare)) == Reading([changed(duration_s=700, is_timed=False)])
    uncounted = bare.replace("<DistanceMeters>", "<Counted>").replace("</DistanceMeters>", "</Counted>")
    assert read(tcx(uncounted)) == Reading([changed(duration_s=700, distance_m=2224, is_timed=False)])


def test_a_treadmill_has_no_positions():
    points = (trackpoint(0, metres=0), trackpoint(600, metres=1900))
    assert read(tcx(activity(lap(*points, seconds="600", metres="2000")))) == Reading(
        [changed(duration_s=600, elapsed_s=600, **NOWHERE)]
    )
    assert read(tcx(activity(lap(seconds="600", metres="2000")))) == Reading(
        [changed(duration_s=600, elapsed_s=600, **NOWHERE)]
    )


def test_several_activities_and_sports():
    later = activity(lap(at=3600, seconds="60", metres="200"))
    session = f"<MultiSportSession>{activity(*LAPS, sport='Biking')}{later}</MultiSportSession>"
    reading = read(tcx(session, activity(*LAPS, sport="Other"), activity(*LAPS, sport="")))
    hour = Moment(AT + timedelta(hours=1), is_instant=True)
    assert reading.runs == [
        changed(row=2, distance_m=200, duration_s=60, elapsed_s=60, **NOWHERE | {"start": hour}),
        changed(row=4, names_sport=False),
    ]
    assert reading.skipped == [LeftOut(1, "not a run", "Biking"), LeftOut(3, "not a run", "Other")]
    assert reading.care == [ImportedCare(1, INSTANT, "cycle", 10)]


def test_courses_are_no_activities():
    course = (
        "<Courses><Course><Name>x</Name><Lap><TotalTimeSeconds>9</TotalTimeSeconds></Lap></Course></Courses>"
    )
    with pytest.raises(UnknownKind, match=r"It holds no activity \(course\)"):
        read(tcx().replace("</Activities>", f"</Activities>{course}"))
    with pytest.raises(UnreadableFile, match="It holds no activity"):
        read(tcx())


def test_a_date_from_wherever_there_is_one():
    text = tcx(activity(*LAPS))
    without_id = text.replace("Id>", "Key>")
    assert read(without_id) == Reading([PLAIN])
    assert read(without_id.replace("StartTime", "Begin")) == Reading([PLAIN])
    nowhere = without_id.replace("StartTime", "Begin").replace("Time>", "T>")
    assert read(nowhere) == Reading([], [], [LeftOut(1, "it has no date")])


def test_a_file_cut_off_keeps_what_was_read():
    text = tcx(activity(*LAPS))
    cut = text[: text.rindex("<Lap")]
    assert read(cut) == Reading([changed(distance_m=1000, duration_s=300, elapsed_s=300)], is_damaged=True)
    with pytest.raises(UnreadableFile, match="It is damaged: it has no activity"):
        read(text[: text.index("<Activity ")])


def test_entities_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(UnreadableFile, match="It defines entities"):
        read(tcx(activity(*LAPS), before=laughs))


def test_limit_of_points():
    text = tcx(activity(*LAPS))
    assert read(text, points=3) == Reading([PLAIN])
    with pytest.raises(UnreadableFile, match="It has more than 2 points"):
        read(text, points=2)

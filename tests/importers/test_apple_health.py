"""Apple Health: the instant and HKTimeZone, the workout's own sums, and no entity whatever the DOCTYPE."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from training.importers.apple_health import LONGEST_TAG, read, read_pieces, recognises
from training.importers.moments import Moment
from training.importers.run import ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST Workout duration CDATA #IMPLIED> broken as some exports are
]>
"""
RECORD = '<Record type="HKQuantityTypeIdentifierStepCount" value="100"/>\n'
SUMS = '<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="10.02" unit="km"/>'
ZONE = '<MetadataEntry key="HKTimeZone" value="America/New_York"/>'
INDOORS = '<MetadataEntry key="HKIndoorWorkout" value="1"/>'
ROUTE = '<WorkoutRoute><FileReference path="/workout-routes/route_1.gpx"/></WorkoutRoute>'
# Exported in Berlin, run in New York.
INSTANT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
HOME = Moment(INSTANT, is_instant=True)


def workout(inner: str = SUMS, kind: str = "Running", **attributes: str) -> str:
    told = {"duration": "52.5", "durationUnit": "min", "startDate": "2026-03-01 13:30:00 +0100", **attributes}
    shown = "".join(f' {name}="{text}"' for name, text in told.items())
    return f'<Workout workoutActivityType="HKWorkoutActivityType{kind}"{shown}>{inner}</Workout>\n'


def take(*workouts: str, doctype: str = DOCTYPE, limits: ReadLimits | None = None) -> Reading:
    text = HEAD + doctype + '<HealthData locale="en_US">\n' + RECORD + "".join(workouts) + "</HealthData>"
    return read(text.encode(), limits or ReadLimits())


def test_a_run_with_all_that_is_told():
    start = Moment(datetime.fromisoformat("2026-03-01T07:30:00-05:00"))
    assert take(workout(ZONE + INDOORS + SUMS + ROUTE)).runs == [
        ImportedRun(1, start, 10_020, 3150, surface="treadmill", file="/workout-routes/route_1.gpx")
    ]


@pytest.mark.parametrize("doctype", ["", DOCTYPE, '<!DOCTYPE HealthData SYSTEM "http://x.example/a.dtd">'])
def test_any_harmless_doctype(doctype):
    assert take(workout(), doctype=doctype) == Reading([ImportedRun(1, HOME, 10_020, 3150)])


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY a "aaaa">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://x.example">',
    ],
)
@pytest.mark.parametrize("filler", [0, 100_000], ids=["near", "far"])
def test_entities_are_refused(entity, filler):
    doctype = f"<!DOCTYPE HealthData [<!-- {'x' * filler} -->\n{entity}]>"
    for encoding in ("utf-8", "utf-16"):
        text = doctype + "<HealthData>&a;</HealthData>"
        with pytest.raises(
            UnreadableFile, match="It declares entities, which no export of Apple Health does"
        ):
            read(text.encode(encoding), ReadLimits())


def test_older_exports_tell_the_distance_as_attributes():
    runs = take(
        workout("", totalDistance="6.2", totalDistanceUnit="mi"),
        workout(totalDistance="6.2", totalDistanceUnit="mi"),
        workout("", totalDistance="5000", totalDistanceUnit="m", duration="1800", durationUnit="s"),
    ).runs
    assert [(run.distance_m, run.duration_s) for run in runs] == [(9978, 3150), (10_020, 3150), (5000, 1800)]


def test_sums_of_a_part_are_not_those_of_the_whole():
    part = f"<WorkoutActivity>{SUMS.replace('10.02', '1.00')}{ZONE}{INDOORS}</WorkoutActivity>"
    assert take(workout(SUMS + part), workout(part + SUMS)) == Reading(
        [ImportedRun(1, HOME, 10_020, 3150), ImportedRun(2, HOME, 10_020, 3150)]
    )
    assert take(workout(part)).failed == [LeftOut(1, "it has no distance", "Running")]


@pytest.mark.parametrize("zone", ["", "GMT+0200", "Mars/Olympus", "../../etc/passwd", "Europe", "x" * 9_999])
def test_a_zone_that_is_none_leaves_the_instant(zone):
    assert take(workout(SUMS + ZONE.replace("America/New_York", zone))).runs[0].start == HOME


def test_other_workouts_are_skipped_with_their_routes():
    assert take(workout(ROUTE, "Walking"), workout(kind="TraditionalStrengthTraining")).skipped == [
        LeftOut(1, "not a run", "Walking", "/workout-routes/route_1.gpx"),
        LeftOut(2, "not a run", "Traditional Strength Training"),
    ]


def test_every_bad_value_has_a_reason():
    reading = take(
        *(workout(SUMS.replace("10.02", text)) for text in ("NaN", "1e400", "0")),
        workout(SUMS.replace('"km"', '"parsec"')),
        workout(duration="soon"),
        workout(durationUnit="fortnight"),
        workout(startDate="soon"),
        workout(startDate="0001-01-01 00:00:00 +1400"),
        workout(kind=""),
        workout(SUMS.replace("10.02", "-5")),
    )
    assert [(row.row, row.why) for row in reading.failed] == [
        (1, "its distance is not a number"),
        (2, "its distance is not a number"),
        (3, "it has no distance"),
        (4, "its distance has a unit that KneeLog does not know"),
        (5, "its time is not a number"),
        (6, "its time has a unit that KneeLog does not know"),
        (7, "its date must be a date and time like 2026-03-01T07:30:00+01:00"),
        (8, "date value out of range"),
        (9, "it has no activity type"),
    ]
    assert [run.distance_m for run in reading.runs] == [-5000]


def test_damage_keeps_what_was_read():
    whole = HEAD + DOCTYPE + f"<HealthData>\n{workout()}{workout()}"
    told = read(whole.encode(), ReadLimits())
    assert (len(told.runs), told.failed) == (2, [LeftOut(3, "the file is damaged from line 10 on")])
    with pytest.raises(UnreadableFile, match=r"It is damaged in line 2\. Export it again\."):
        read(b"<HealthData>\n<Record>", ReadLimits())


def test_what_would_fill_the_memory():
    limits = ReadLimits(rows=2)
    assert len(take(workout(), workout(), limits=limits).runs) == 2
    with pytest.raises(UnreadableFile, match="It has more than 2 workouts"):
        take(workout(), workout(), workout(), limits=limits)
    with pytest.raises(UnreadableFile, match="It is nested too deeply"):
        take("<a>" * 60)
    with pytest.raises(UnreadableFile, match="It is damaged: one of its tags does not end"):
        take(f'<Record value="{"x" * LONGEST_TAG * 2}"/>')


def test_limit_of_bytes_as_they_come():
    data = f"<HealthData>{workout()}</HealthData>".encode()
    limits = ReadLimits(streamed_bytes=len(data))
    assert read_pieces(iter([data[:50], data[50:]]), limits).runs
    with pytest.raises(UnreadableFile, match="It is larger than 0 MB"):
        read_pieces(iter([data, b" "]), limits)


def test_a_file_is_read_no_further_than_it_must():
    def endless() -> Iterator[bytes]:
        yield b"<HealthData>"
        while True:
            yield b"<Record/>" * 10_000

    with pytest.raises(UnreadableFile, match="It is larger than 5 MB"):
        read_pieces(endless(), ReadLimits(streamed_bytes=5 * 1024 * 1024))


def test_what_it_recognises():
    assert recognises(b"\xef\xbb\xbf" + HEAD.encode() + DOCTYPE.encode())
    assert not recognises(b"<ClinicalDocument/>")
    assert not recognises(b"words about <HealthData")

from __future__ import annotations

from datetime import datetime

import pytest

from tests.importers.xml_files import DECLARATION, GPX, WAY, gpx, segment, track
from training.importers import gpx as reader
from training.importers.gpx import recognises
from training.importers.moments import Moment
from training.importers.run import ImportedCare, ImportedRun, LeftOut, Reading, ReadLimits, UnreadableFile

# The clock of the place where it began.
START = Moment(datetime.fromisoformat("2026-03-01T07:30:00+01:00"))
INSTANT = Moment(datetime.fromisoformat("2026-03-01T06:30:00+00:00"), is_instant=True)
ZONE = frozenset({"zone"})
PLAIN = ImportedRun(
    row=1, start=START, distance_m=2224, duration_s=600, elapsed_s=600, terrain="rolling", proposed=ZONE
)  # fmt: skip


def read(text: str, encoding: str = "utf-8", **limits: int) -> Reading:
    return reader.read(text.encode(encoding), ReadLimits(**limits))


def changed(**values) -> ImportedRun:
    return ImportedRun(**{name: getattr(PLAIN, name) for name in PLAIN.__slots__} | values)


def test_a_track():
    assert read(gpx()) == Reading([PLAIN])


@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("Run", ""),
        ("9", ""),
        ("trail_running", "trail"),
        ("Laufen", None),
        ("TREADMILL_RUNNING", "treadmill"),
    ],
)
def test_kinds_of_runs(kind, surface):
    reading = read(gpx(track(kind=kind)))
    if surface is None:
        assert reading == Reading([], [LeftOut(1, "not a run", kind)])
    else:
        # Nothing of the ground is told by a treadmill, and its position is that of another world.
        inside = surface == "treadmill"
        told = {"terrain": "", "start": INSTANT, "proposed": frozenset()} if inside else {}
        assert reading == Reading([changed(surface=surface, **told)])


@pytest.mark.parametrize(
    ("kind", "what", "care"),
    [("cycling", "cycling", "cycle"), ("1", "Ride", "cycle"), ("hiking", "hiking", "")],
)
def test_other_sports_are_skipped(kind, what, care):
    assert read(gpx(track(kind=kind), track())) == Reading(
        [changed(row=2)],
        [LeftOut(1, "not a run", what)],
        care=[ImportedCare(1, INSTANT, care, 10)] if care else [],
    )


@pytest.mark.parametrize("kind", ["", "unknown", "77", "  "])
def test_tracks_that_name_no_sport(kind):
    assert read(gpx(track(kind=kind))) == Reading([changed(names_sport=False)])


def test_a_pause_is_not_bridged():
    later = [(at + 900, north + 1, up) for at, north, up in WAY]
    reading = read(gpx(track(segment(WAY), segment(later))))
    assert [(run.distance_m, run.duration_s, run.elapsed_s) for run in reading.runs] == [(4448, 1200, 1500)]


@pytest.mark.parametrize(
    ("zone", "at", "proposed"),
    [
        ("Z", "2026-03-01T07:30:00+01:00", ZONE),
        ("+00:00", "2026-03-01T07:30:00+01:00", ZONE),
        (".250+02:00", "2026-03-01T06:30:00+02:00", frozenset()),
        ("", "2026-03-01T06:30:00", frozenset()),
    ],
)
def test_zones(zone, at, proposed):
    reading = read(gpx(track(segment(WAY, zone))))
    assert reading == Reading([changed(start=Moment(datetime.fromisoformat(at)), proposed=proposed)])
    assert reading.runs[0].start.at.isoformat() == at


def test_times_that_go_back_and_points_without_place_or_time():
    backwards = [(600 - at, north, up) for at, north, up in WAY]
    assert read(gpx(track(segment(backwards)))) == Reading([PLAIN])
    odd = "<trkpt/><trkpt lat='NaN' lon='8'/><trkpt lat='91' lon='8'/><trkpt lat='0' lon='0'/>"
    bad = "<trkpt lat='x' lon=''><time>yesterday</time><ele>inf</ele></trkpt>"
    text = gpx(track(segment(WAY))).replace("</trkpt>", f"</trkpt>{odd}{bad}")
    assert read(text) == Reading([PLAIN])


def test_without_altitude_no_terrain():
    text = gpx(track(segment(WAY)))
    assert read(text.replace("ele>", "height>")) == Reading([changed(terrain="")])


@pytest.mark.parametrize(
    "text",
    [
        gpx(attributes='version="1.1"'),
        gpx(before="\ufeff \n" + DECLARATION),
        gpx(before="<!DOCTYPE gpx><!-- <kml> -->"),
        gpx().replace("<ele>", "<extensions><gpxtpx:hr>150</gpxtpx:hr></extensions><ele>"),
        gpx(attributes=GPX.replace("xmlns", "xmlns:g")).replace("<", "<g:").replace("<g:/", "</g:")
        .replace("<g:?", "<?"),
    ],
    ids=["no-namespace", "blanks", "doctype", "undeclared", "prefixed"],
)  # fmt: skip
def test_forms_of_the_same_file(text):
    assert read(text) == Reading([PLAIN])


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("UTF-16", "utf-16"), ("UTF-16", "utf-16-be"), ("ISO-8859-1", "latin-1"), ("UTF-7", "utf-8")],
)
def test_encodings(declared, encoding):
    text = gpx(track(kind="Course à pied"), before=DECLARATION.replace("UTF-8", declared))
    assert read(text, encoding) == Reading([PLAIN])


def test_a_file_cut_off_keeps_what_was_read():
    text = gpx()
    assert read(text[: text.rindex("</trk>")]) == Reading([PLAIN], is_damaged=True)
    cut = text[: text.rindex("<trkpt")]
    assert read(cut) == Reading(
        [changed(distance_m=1112, duration_s=300, elapsed_s=300, terrain="hilly")], is_damaged=True
    )
    with pytest.raises(UnreadableFile, match="It is damaged: it has no track"):
        read(text[: text.index("<trk>")])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<gpx><rte><rtept lat='1' lon='1'/></rte></gpx>", "It is a route without times"),
        (gpx().replace("time>", "moment>"), "It is a route without times"),
        (
            gpx(before='<!DOCTYPE gpx [<!ENTITY a "aaa">]>'),
            "It defines entities, which no activity needs",
        ),
        (
            gpx(before='<!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/hostname">]>'),
            "It defines entities, which no activity needs",
        ),
    ],
)
def test_refused(text, why):
    with pytest.raises(UnreadableFile) as problem:
        read(text)
    assert problem.value.message == why
    with pytest.raises(UnreadableFile):
        read(text, "utf-16")


@pytest.mark.parametrize("name", [b"P\xe4rk", b"P\0rk", b"A & B", b"&nbsp;", b"&#0;"])
def test_a_bad_character_costs_nothing_else(name):
    assert reader.read(gpx().encode().replace(b"Park", name), ReadLimits()) == Reading([PLAIN])
    assert reader.read(gpx().encode() + name, ReadLimits()) == Reading([PLAIN])


def test_elements_that_do_not_match_are_damage():
    assert read(gpx().replace("</ele>", "</el>", 1)).is_damaged
    with pytest.raises(UnreadableFile, match="It is damaged: it has no track"):
        read(gpx().replace("Park", "A < B"))


def test_nothing_outside_the_file_is_read(tmp_path):
    (tmp_path / "secret.dtd").write_text('<!ENTITY a "secret">')
    before = f'<!DOCTYPE gpx SYSTEM "file://{tmp_path}/secret.dtd">'
    reading = read(gpx(track(kind="&a;"), before=before))
    assert [(run.notes, run.names_sport) for run in reading.runs] == [("", False)]


def test_deep_nesting_is_not_followed():
    deep = gpx().replace("<trk>", "<a>" * 10_000 + "<trk>")
    with pytest.raises(UnreadableFile, match="It is damaged: it has no track"):
        read(deep)


def test_tracks_fail_one_by_one():
    still = segment([(0, 0, 0), (60, 0, 0)])
    untimed = segment(WAY).replace("time>", "t>")
    reading = read(gpx(track(still), track(untimed), track()))
    assert reading.runs == [changed(row=3)]
    assert reading.failed == [LeftOut(1, "it has no distance"), LeftOut(2, "it has no times")]


def test_limit_of_points():
    assert read(gpx(), points=3) == Reading([PLAIN])
    with pytest.raises(UnreadableFile, match="It has more than 2 points"):
        read(gpx(), points=2)


def test_recognised_by_content():
    assert recognises(gpx().encode())
    assert not recognises(b"<kml><gpx/></kml>")
    assert not recognises(b"date,<gpx>")

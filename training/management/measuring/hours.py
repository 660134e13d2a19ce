"""An hour of running with a point a second, as a watch writes it in FIT, GPX and TCX."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

SECONDS = 3600
METRES_A_SECOND = 3
EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
SEMICIRCLES = 2**31 / 180
# Number of the message, then number, base type and form of each field; the forms give the size.
FILE_ID = (0, ((0, 0x00, "B"), (1, 0x84, "H"), (4, 0x86, "I")))
RECORD = (
    20,
    (
        *((253, 0x86, "I"), (0, 0x85, "i"), (1, 0x85, "i"), (5, 0x86, "I"), (2, 0x84, "H")),
        *((6, 0x84, "H"), (3, 0x02, "B"), (4, 0x02, "B")),
    ),
)
# Sums of a lap or session: when, where, sport, times, distance, climb, and what else a watch adds.
SUMS = (
    *((253, 0x86, "I"), (2, 0x86, "I"), (3, 0x85, "i"), (4, 0x85, "i"), (7, 0x86, "I"), (8, 0x86, "I")),
    *((9, 0x86, "I"), (5, 0x00, "B"), (6, 0x00, "B"), (22, 0x84, "H"), (23, 0x84, "H")),
)
REST = tuple((number, 0x84, "H") for number in (11, 14, 15, 16, 17, 18, 19, 20, 21, 26, 34, 35, 36, 49, 50))
LAP, SESSION = (19, SUMS[:7] + REST), (18, SUMS + REST)
ACTIVITY = (34, ((253, 0x86, "I"), (5, 0x86, "I"), (1, 0x84, "H")))

Kind = tuple[int, tuple[tuple[int, int, str], ...]]


def place(second: int) -> tuple[float, float, float]:
    """Degrees north and east, and metres up, on a loop through hills."""
    angle = second / SECONDS * 2 * math.pi
    return 52.5 + 0.02 * math.sin(angle), 13.4 + 0.03 * math.cos(angle), 100 + 40 * math.sin(9 * angle)


def fit(start: datetime) -> bytes:
    """Records, eleven laps and one session, with the watch's own clock two hours before UTC."""
    at, (north, east, _) = int((start - EPOCH).total_seconds()), place(0)
    sums = (
        at + SECONDS,
        at,
        int(north * SEMICIRCLES),
        int(east * SEMICIRCLES),
        3_700_000,
        3_600_000,
        1_080_000,
    )
    body = b"".join(
        [
            _defined(0, FILE_ID, (4, 1, at)),
            _definition(1, RECORD),
            *(_message(1, RECORD, _record(at, second)) for second in range(SECONDS)),
            _definition(2, LAP),
            *(_message(2, LAP, (*sums, *range(len(REST)))) for _ in range(11)),
            _defined(3, SESSION, (*sums, 1, 0, 300, 300, *range(len(REST)))),
            _defined(4, ACTIVITY, (at + SECONDS, at + SECONDS - 7200, 1)),
        ]
    )
    return struct.pack("<2BHI4sH", 14, 16, 2132, len(body), b".FIT", 0) + body + b"\0\0"


def _record(at: int, second: int) -> tuple[int, ...]:
    north, east, up = place(second)
    where = (int(north * SEMICIRCLES), int(east * SEMICIRCLES))
    return (at + second, *where, second * METRES_A_SECOND * 100, int((up + 500) * 5), 3000, 150, 85)


def _definition(local: int, kind: Kind) -> bytes:
    number, fields = kind
    parts = (bytes([field, struct.calcsize(form), base]) for field, base, form in fields)
    return struct.pack("<3BHB", 0x40 | local, 0, 0, number, len(fields)) + b"".join(parts)


def _message(local: int, kind: Kind, values: tuple[int, ...]) -> bytes:
    return struct.pack("<B" + "".join(form for _, _, form in kind[1]), local, *values)


def _defined(local: int, kind: Kind, values: tuple[int, ...]) -> bytes:
    return _definition(local, kind) + _message(local, kind, values)


def _clocks(start: datetime) -> Iterator[tuple[int, str]]:
    return ((second, f"{start + timedelta(seconds=second):%Y-%m-%dT%H:%M:%S}Z") for second in range(SECONDS))


def gpx(start: datetime) -> bytes:
    """With the heart rate as an extension."""
    points = "".join(
        f'<trkpt lat="{north:.7f}" lon="{east:.7f}">\n <ele>{up:.1f}</ele>\n <time>{clock}</time>\n'
        " <extensions>\n  <gpxtpx:TrackPointExtension>\n   <gpxtpx:hr>150</gpxtpx:hr>\n"
        "  </gpxtpx:TrackPointExtension>\n </extensions>\n</trkpt>\n"
        for second, clock in _clocks(start)
        for north, east, up in [place(second)]
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gpx creator="bench" version="1.1"'
        ' xmlns="http://www.topografix.com/GPX/1/1"'
        ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
        f" <trk>\n  <name>An hour</name>\n  <type>running</type>\n  <trkseg>\n{points}"
        "  </trkseg>\n </trk>\n</gpx>\n"
    ).encode()


def tcx(start: datetime) -> bytes:
    """With position, height, distance and heart rate."""
    points = "".join(
        f"<Trackpoint>\n <Time>{clock}</Time>\n <Position>\n"
        f"  <LatitudeDegrees>{north:.7f}</LatitudeDegrees>\n"
        f"  <LongitudeDegrees>{east:.7f}</LongitudeDegrees>\n </Position>\n"
        f" <AltitudeMeters>{up:.1f}</AltitudeMeters>\n"
        f" <DistanceMeters>{second * METRES_A_SECOND:.1f}</DistanceMeters>\n"
        " <HeartRateBpm><Value>150</Value></HeartRateBpm>\n     </Trackpoint>\n"
        for second, clock in _clocks(start)
        for north, east, up in [place(second)]
    )
    begin = next(clock for _, clock in _clocks(start))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase'
        ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">\n <Activities>\n'
        f'  <Activity Sport="Running">\n   <Id>{begin}</Id>\n   <Lap StartTime="{begin}">\n'
        f"    <TotalTimeSeconds>{SECONDS}</TotalTimeSeconds>\n"
        f"    <DistanceMeters>{SECONDS * METRES_A_SECOND}</DistanceMeters>\n    <Track>\n"
        f"{points}    </Track>\n   </Lap>\n  </Activity>\n </Activities>\n</TrainingCenterDatabase>\n"
    ).encode()


HOURS: dict[str, Callable[[datetime], bytes]] = {"FIT": fit, "GPX": gpx, "TCX": tcx}

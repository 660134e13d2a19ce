"""Writes small GPX and TCX files."""

from __future__ import annotations

GPX = 'xmlns="http://www.topografix.com/GPX/1/1" version="1.1"'
TCX = 'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# Seconds after 06:30, degrees north of 50, metres up.
Place = tuple[int, float, float]
WAY: list[Place] = [(0, 0, 100), (300, 0.01, 130), (600, 0.02, 100)]


def clock(seconds: int, zone: str = "Z") -> str:
    minutes, second = divmod(seconds, 60)
    return f"2026-03-01T{6 + (30 + minutes) // 60:02}:{(30 + minutes) % 60:02}:{second:02}{zone}"


def segment(places: list[Place], zone: str = "Z") -> str:
    points = (
        f'<trkpt lat="{50 + north}" lon="8"><ele>{up}</ele><time>{clock(at, zone)}</time></trkpt>'
        for at, north, up in places
    )
    return f"<trkseg>{''.join(points)}</trkseg>"


def track(*segments: str, kind: str = "running") -> str:
    return f"<trk><name>Park</name><type>{kind}</type>{''.join(segments or [segment(WAY)])}</trk>"


def gpx(*tracks: str, before: str = DECLARATION, attributes: str = GPX) -> str:
    return f"{before}<gpx {attributes}><metadata><time>2027-01-01T00:00:00Z</time></metadata>" + (
        f"{''.join(tracks or [track()])}</gpx>\n"
    )


def trackpoint(at: int, north: float | None = None, metres: float | None = None) -> str:
    place = "" if north is None else (
        f"<Position><LatitudeDegrees>{50 + north}</LatitudeDegrees>"
        "<LongitudeDegrees>8</LongitudeDegrees></Position>"
    )  # fmt: skip
    counted = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return f"<Trackpoint><Time>{clock(at)}</Time>{place}{counted}</Trackpoint>"


def lap(*points: str, at: int = 0, seconds: str = "", metres: str = "") -> str:
    sums = f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds><DistanceMeters>{metres}</DistanceMeters>"
    return f'<Lap StartTime="{clock(at)}">{sums}<Track>{"".join(points)}</Track></Lap>'


def activity(*laps: str, sport: str = "Running") -> str:
    return f'<Activity Sport="{sport}"><Id>{clock(0)}</Id>{"".join(laps)}</Activity>'


def tcx(*activities: str, before: str = DECLARATION) -> str:
    inner = f"<Activities>{''.join(activities)}</Activities>"
    return f"{before}<TrainingCenterDatabase {TCX}>{inner}</TrainingCenterDatabase>"

"""Apple Health's `export.xml`: the workouts that are runs, read as they come, for it may hold a gigabyte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import NoReturn
from xml.parsers import expat
from zoneinfo import ZoneInfo

from training.importers.care import care_of
from training.importers.moments import Moment, read_iso
from training.importers.numbers import read_number
from training.importers.run import (
    NOT_A_RUN,
    ImportedCare,
    ImportedRun,
    LeftOut,
    Reading,
    ReadLimits,
    UnreadableFile,
)

MB = 1024 * 1024
PIECE = 256 * 1024
DEEPEST = 50
# A longer tag would fill the memory before the parser sees its end, and longer texts a whole list.
LONGEST_TAG = 4 * MB
LONGEST_TEXT = 300
RUN = "Running"
DISTANCE = "HKQuantityTypeIdentifierDistanceWalkingRunning"
KINDS = "HKWorkoutActivityType"
METADATA = frozenset({"HKTimeZone", "HKIndoorWorkout"})
METRES = {"km": 1000.0, "mi": 1609.344, "m": 1.0, "yd": 0.9144, "ft": 0.3048}
SECONDS = {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0}

_DOCTYPE = re.compile(rb"<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>", re.S)
_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE_OFFSET = re.compile(r" (?=[+-]\d{4}$)", re.A)


def recognises(head: bytes) -> bool:
    """Whether it is XML whose root is that of Apple Health."""
    is_xml = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return is_xml and (b"<HealthData" in head or b"<!DOCTYPE HealthData" in head)


def read(data: bytes, limits: ReadLimits) -> Reading:
    """The same as `read_pieces` of a file that is in memory."""
    return read_pieces((data[start : start + PIECE] for start in range(0, len(data), PIECE)), limits)


def read_pieces(pieces: Iterable[bytes], limits: ReadLimits) -> Reading:
    """Every run of the file, numbered by workout; other workouts are skipped under their own name."""
    workouts = _Workouts(limits)
    parser = expat.ParserCreate()
    parser.StartElementHandler = workouts.start
    parser.EndElementHandler = workouts.end
    parser.EntityDeclHandler = _refuse_entities
    try:
        for fed, piece in _bounded(pieces, limits):
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise UnreadableFile("It is damaged: one of its tags does not end")
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        if not workouts.reading.runs:
            raise UnreadableFile(f"It is damaged in line {problem.lineno}", "Export it again.") from None
        why = f"the file is damaged from line {problem.lineno} on"
        workouts.reading.failed.append(LeftOut(workouts.number + 1, why))
    return workouts.reading


def _bounded(pieces: Iterable[bytes], limits: ReadLimits) -> Iterator[tuple[int, bytes]]:
    """Each piece with the bytes given up to its end; the prologue without its DOCTYPE."""
    read = fed = 0
    for piece in pieces:
        content = piece if read else _without_doctype(piece)
        read += len(piece)
        fed += len(content)
        if read > limits.streamed_bytes:
            raise UnreadableFile(f"It is larger than {limits.streamed_bytes // MB:,} MB")
        yield fed, content


def _without_doctype(head: bytes) -> bytes:
    """Apple's own DOCTYPE has had errors that stop parsers; what it may not hold is refused."""
    place = head.find(b"<!DOCTYPE")
    match = _DOCTYPE.match(head, place) if place >= 0 else None
    if match is None:
        return head
    if b"<!ENTITY" in match[0]:
        _refuse_entities()
    # Its lines stay, so that those named in messages are those of the file.
    return head[:place] + b"\n" * match[0].count(b"\n") + head[match.end() :]


def _refuse_entities(*_: object) -> NoReturn:
    raise UnreadableFile("It declares entities, which no export of Apple Health does")


class _Workouts:
    """Collects workouts while the parser walks; of what is open it keeps a few short texts."""

    def __init__(self, limits: ReadLimits) -> None:
        self.limits = limits
        self.reading = Reading()
        self.number = 0
        self.depth = 0
        self.level = 0
        self.facts: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableFile("It is nested too deeply")
        if self.level:
            self._add(name, attributes)
        elif name == "Workout":
            self.number += 1
            self.level = self.depth
            self.facts = {key: text[:LONGEST_TEXT] for key, text in attributes.items() if len(key) < 30}
            if self.number > self.limits.rows:
                raise UnreadableFile(f"It has more than {self.limits.rows:,} workouts")

    def end(self, _: str) -> None:
        if self.depth == self.level:
            self._finish()
            self.level = 0
        self.depth -= 1

    def _add(self, name: str, attributes: dict[str, str]) -> None:
        if name == "FileReference":
            self.facts["file"] = attributes.get("path", "")[:LONGEST_TEXT]
        # What lies deeper belongs to a part of the workout.
        elif self.depth != self.level + 1:
            return
        elif name == "MetadataEntry" and attributes.get("key") in METADATA:
            self.facts[attributes["key"]] = attributes.get("value", "")[:LONGEST_TEXT]
        elif name == "WorkoutStatistics" and attributes.get("type") == DISTANCE:
            self.facts["totalDistance"] = attributes.get("sum", "")[:LONGEST_TEXT]
            self.facts["totalDistanceUnit"] = attributes.get("unit", "")[:LONGEST_TEXT]

    def _finish(self) -> None:
        kind = _WORD.sub(" ", self.facts.get("workoutActivityType", "").removeprefix(KINDS))
        try:
            if not kind:
                raise ValueError("it has no activity type")
            if kind == RUN:
                self.reading.runs.append(_run(self.number, self.facts))
            else:
                file = self.facts.get("file", "")
                self.reading.skipped.append(LeftOut(self.number, NOT_A_RUN, kind, file))
                self.reading.care.extend(_care(self.number, kind, self.facts))
        except (ValueError, OverflowError) as why:
            self.reading.failed.append(LeftOut(self.number, str(why), kind))


def _care(number: int, kind: str, facts: dict[str, str]) -> list[ImportedCare]:
    try:
        return care_of(number, kind, _start(facts), _measure(facts, "duration", SECONDS, "its time"))
    except (ValueError, OverflowError):
        return []


def _run(number: int, facts: dict[str, str]) -> ImportedRun:
    distance_m = _measure(facts, "totalDistance", METRES, "its distance")
    if not distance_m:
        raise ValueError("it has no distance")
    return ImportedRun(
        row=number,
        start=_start(facts),
        distance_m=distance_m,
        duration_s=_measure(facts, "duration", SECONDS, "its time"),
        elapsed_s=_elapsed_s(facts),
        surface="treadmill" if facts.get("HKIndoorWorkout") == "1" else "",
        file=facts.get("file", ""),
    )


def _measure(facts: dict[str, str], name: str, sizes: dict[str, float], what: str) -> int | None:
    """Metres or seconds, rounded; None where there are none."""
    text, unit = facts.get(name), facts.get(f"{name}Unit", "")
    if not text:
        return None
    if unit not in sizes:
        raise ValueError(f"{what} has a unit that KneeLog does not know")
    try:
        return round(read_number(text) * sizes[unit])
    except (ValueError, OverflowError):
        raise ValueError(f"{what} is not a number") from None


def _moment(text: str) -> Moment:
    try:
        return read_iso(_BEFORE_OFFSET.sub("", text))
    except ValueError as why:
        raise ValueError(f"its date {why}") from None


def _elapsed_s(facts: dict[str, str]) -> int | None:
    """From start to end; None where it has no end that fits."""
    try:
        start, end = (_moment(facts.get(name, "")).at for name in ("startDate", "endDate"))
        return max(0, int((end - start).total_seconds())) or None
    except (TypeError, ValueError):
        return None


def _start(facts: dict[str, str]) -> Moment:
    """Dates have the offset of the day of the export, so only the instant is true."""
    moment = _moment(facts.get("startDate", ""))
    if moment.at.tzinfo is None:
        return moment
    instant = moment.at.astimezone(UTC)
    try:
        return Moment(instant.astimezone(ZoneInfo(facts.get("HKTimeZone", ""))))
    except (ValueError, KeyError, OSError):
        return Moment(instant, is_instant=True)

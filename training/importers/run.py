"""What a reader makes of a file: runs, and what it left out with the reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date

from training.importers.moments import Moment
from training.importers.spreadsheet_mapping import Guess

NOT_A_RUN = "not a run"


@dataclass(frozen=True, slots=True)
class ImportedRun:
    """One run as its file tells it: metres, seconds of moving time; blank or None: the file does not say.

    row: where it stands in the file: row of a table, the header being row 1, or number of the activity.
    elapsed_s: from start to end, pauses too. is_timed: whether duration_s is what the timer of the device
    counted, and not moving time as a table has it. shoe: its name or key, as written. names_sport: whether
    the file says that it is a run, or nothing at all.
    distance_m and duration_s are whole, but not yet checked against what a log may hold.
    distance_if_miles_m: where the file names no unit, the distance if it counts miles; distance_m takes it
    to count kilometres. file: the file of the same export that tells this run in detail.
    proposed: which of surface, terrain, session and zone the file only suggests; what the runner wrote there
    is no suggestion. A start that names no zone is placed by a guess, so that `zone` is among them.
    """

    row: int
    start: Moment
    distance_m: int
    duration_s: int | None = None
    elapsed_s: int | None = None
    is_timed: bool = False
    shoe: str = ""
    notes: str = ""
    surface: str = ""
    terrain: str = ""
    session: str = ""
    trigger: str = ""
    rpe: int | None = None
    warm_up: bool | None = None
    cool_down: bool | None = None
    distance_if_miles_m: int | None = None
    file: str = ""
    names_sport: bool = True
    proposed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ImportedCare:
    """Training beside running that a file tells of. kind: `cycle` or `swim`; minutes: None: not said.

    row: that of the activity, which is among the skipped too.
    """

    row: int
    start: Moment
    kind: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no run of the log. what: its kind, such as `Ride`, or blank. file: as for a run."""

    row: int
    why: str
    what: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file: its runs, what was skipped on purpose, and rows that could not be understood.

    care: what among the skipped can be logged as care. is_damaged: a part of the file is missing, so a run
    may be shorter than it was. guess: of a runner's own spreadsheet, how it was understood.
    """

    runs: list[ImportedRun] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)
    failed: list[LeftOut] = field(default_factory=list)
    care: list[ImportedCare] = field(default_factory=list)
    is_damaged: bool = False
    guess: Guess | None = None


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much one file may hold: bytes, also once unpacked, rows below the header, points of its tracks.

    streamed_bytes: of a file that is read as it comes. last_day: no run can be later, which tells 12/5 from
    5/12 in some sheets.
    """

    file_bytes: int = 50 * 1024 * 1024
    rows: int = 50_000
    points: int = 200_000
    streamed_bytes: int = 1024 * 1024 * 1024
    last_day: date | None = None


class UnreadableFile(Exception):  # noqa: N818 named for what the file is
    """Why a file gives nothing, and what to do about it: the only exception out of a reader."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UnknownKind(UnreadableFile):
    """Nothing that any reader knows: left aside, rather than failed."""


def refuse_larger(size: int, limits: ReadLimits) -> None:
    """UnreadableFile past `limits.file_bytes`."""
    if size > limits.file_bytes:
        raise UnreadableFile(f"It is larger than {limits.file_bytes // 1024 // 1024} MB")


def refuse_more_points(points: int, limits: ReadLimits) -> None:
    """UnreadableFile past `limits.points`."""
    if points > limits.points:
        raise UnreadableFile(f"It has more than {limits.points:,} points", "Split it into smaller files.")


def whole_metres(metres: float) -> int:
    """Rounded; ValueError where there are none."""
    if not math.isfinite(metres) or round(metres) == 0:
        raise ValueError("it has no distance")
    return round(metres)


def whole_seconds(seconds: float) -> int | None:
    """Rounded; None where there are none."""
    return round(seconds) or None if math.isfinite(seconds) else None

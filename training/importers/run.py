"""What a reader makes of a file: runs, and what it left out with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from training.importers.moments import Moment

NOT_A_RUN = "not a run"


@dataclass(frozen=True, slots=True)
class ImportedRun:
    """One run as its file tells it: metres, seconds of moving time; blank or None: the file does not say.

    row: where it stands in the file, the header being row 1. shoe: its name or key, as written.
    distance_m and duration_s are whole, but not yet checked against what a log may hold.
    distance_if_miles_m: where the file names no unit, the distance if it counts miles; distance_m takes it
    to count kilometres. file: the file of the same export that tells this run in detail.
    """

    row: int
    start: Moment
    distance_m: int
    duration_s: int | None = None
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


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no run of the log. what: its kind, such as `Ride`, or blank. file: as for a run."""

    row: int
    why: str
    what: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file: its runs, what was skipped on purpose, and rows that could not be understood."""

    runs: list[ImportedRun] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)
    failed: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """How much one file may hold: bytes, and rows below the header; bytes where it is read as it comes."""

    file_bytes: int = 50 * 1024 * 1024
    rows: int = 50_000
    streamed_bytes: int = 1024 * 1024 * 1024


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

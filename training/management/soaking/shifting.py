"""A clock that jumps for the processes of a trial alone, by Debian's faketime; the computer's own stays."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = "Europe/Berlin"
LIBRARIES = ("/usr/lib/*/faketime/libfaketimeMT.so.1", "/usr/local/lib/faketime/libfaketimeMT.so.1")
MARCH, SUNDAY = 3, 6


def library() -> Path | None:
    found = [path for pattern in LIBRARIES for path in Path("/").glob(pattern[1:])]
    return found[0] if found and shutil.which("faketime") else None


def summer_begins(after: date) -> datetime:
    """The moment of the next change to summer time in Europe: 1:00 UTC on the last Sunday of March."""
    for year in (after.year, after.year + 1):
        day = date(year, MARCH, 31)
        while day.weekday() != SUNDAY:
            day -= timedelta(days=1)
        if day > after:
            break
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


@dataclass
class Shift:
    """folder: for the file that says how far the clock is off."""

    folder: Path
    change: datetime

    def __post_init__(self) -> None:
        self.file = self.folder / "clock"
        self.to(self.change - timedelta(hours=3))

    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }

    @staticmethod
    def jumps_around(change: datetime) -> list[datetime]:
        """Midnight before it, the hour that is left out, an hour back, and the midnight after it.

        On a slow computer too each of them is seen in a minute of its own.
        """
        hour, short_of, past = timedelta(hours=1), timedelta(seconds=50), timedelta(seconds=70)
        before, after = change - 2 * hour, change + 21 * hour
        around = [before - short_of, before + past, change - short_of, change + past]
        return [*around, change - hour + past, after - short_of, after + past]

    def to(self, moment: datetime) -> None:
        """The clock shows this moment, and goes on from there."""
        seconds = round((moment - datetime.now(UTC)).total_seconds())
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{seconds:+}\n")
        draft.chmod(0o644)
        draft.replace(self.file)

    @staticmethod
    def day_at(moment: datetime) -> str:
        """The day on the runner's own clock at that moment."""
        return moment.astimezone(ZoneInfo(ZONE)).date().isoformat()

"""Damages good files at random and sends them through the parse door.

`python -m tests.importing.mutants [--mutants N] [--seed N] [FILE…]` damages the files given, else small ones
of each format. Every mutant must give a reading or a reason; those that break or stall the worker are written
to the current folder.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from tests.importers.fit_files import FILE_ID, RUNNING, START, fit_file, message, records, session
from tests.importers.samples import APPLE, GARMIN, INTERVALS, KNEELOG, RUNKEEPER, SHEET, STRAVA
from tests.importers.workbooks import workbook
from tests.importers.xml_files import activity, gpx, lap, tcx, trackpoint
from training.importers.run import ReadLimits, UnreadableFile
from training.importing import parse_worker
from training.importing.limits import ParseLimits
from training.importing.parse_door import ParseDoor

BAD = (parse_worker.BROKEN, "Reading it takes")
POINTS = ((0, 0), (300, 1000), (600, 2000))
GOOD = {
    "fit": fit_file(
        FILE_ID,
        message("sport", sport=RUNNING),
        records(*POINTS),
        message("lap", start_position_lat=2**29, start_position_long=2**27),
        message("event", timestamp=START + 300, event=0, event_type=4),
        message("activity", timestamp=START, local_timestamp=START + 3600),
        session(total_distance=2**32 - 1, sub_sport=3, total_ascent=10, total_descent=10),
    ),
    "gpx": gpx().encode(),
    "tcx": tcx(activity(lap(*(trackpoint(at, at / 1e5, metres) for at, metres in POINTS)))).encode(),
    "gz": gzip.compress(gpx().encode(), mtime=0),
    "strava": STRAVA,
    "garmin": GARMIN,
    "intervals": INTERVALS,
    "runkeeper": RUNKEEPER,
    "apple": APPLE,
    "kneelog": KNEELOG,
    "sheet": SHEET,
    "workbook": workbook({"2026": [["Date", "Km", "Time"], [date(2026, 3, 1), 10.5, timedelta(minutes=50)]]}),
}


def mutants(data: bytes, number: int, seed: int) -> Iterator[bytes]:
    """`number` copies, each with one to four damages; the same ones for the same seed."""
    dice = random.Random(seed)
    for _ in range(number):
        mutant = bytearray(data)
        for _ in range(dice.randint(1, 4)):
            _damage(mutant, dice)
        yield bytes(mutant)


def _damage(data: bytearray, dice: random.Random) -> None:
    place = dice.randrange(len(data) + 1)
    end = place + dice.choice((1, 2, 4, 8, 64))
    match dice.randrange(6):
        case 0:
            data[place:end] = b""
        case 1:
            data[place:place] = dice.randbytes(end - place)
        case 2:
            data[place:end] = dice.choice((b"\0", b"\xff", b"<", b"&", b"\x80")) * (end - place)
        case 3:
            data[place:place] = data[place : place + 64] * dice.randint(1, 20)
        case 4:
            del data[place:]
        case _:
            data[place : place + 1] = bytes([dice.randrange(256)])


def outcomes(door: ParseDoor, data: bytes, number: int, seed: int) -> Counter[str]:
    """How many mutants gave which reason, "" where they were read."""
    found: Counter[str] = Counter()
    for position, mutant in enumerate(mutants(data, number, seed)):
        try:
            door.read(mutant, ReadLimits())
            found[""] += 1
        except UnreadableFile as problem:
            found[problem.message] += 1
            if problem.message == parse_worker.BROKEN or problem.message.startswith("Reading it takes"):
                Path(f"mutant-{seed}-{position}.bin").write_bytes(mutant)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=20_000, help="of each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    wanted = parser.parse_args()
    files = {path.name: path.read_bytes() for path in wanted.files} or GOOD
    door = ParseDoor(ParseLimits())
    for name, data in files.items():
        print(name)
        for reason, number in outcomes(door, data, wanted.mutants, wanted.seed).most_common():
            print(f"{number:9,}  {reason or 'read'}")
    door.close()


if __name__ == "__main__":
    main()

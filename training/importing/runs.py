"""What a reader found into an account: runs that are new, each with its shoe; nothing is overwritten."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from training.importers.run import ImportedRun, LeftOut, Reading
from training.importing.shoe_rack import ShoeRack
from training.importing.values import find_problem, place
from training.models import Run, User
from training.models.bounds import MAX_NOTES

BATCH = 1_000
TWIN_SECONDS = 120
TWIN_TIME = timedelta(seconds=TWIN_SECONDS)
TWIN_SHARE = 0.05
UNNAMED = "the file does not name its sport"
DAMAGED = LeftOut(0, "it is damaged or missing", "part of the file")
FIELDS = (
    "distance_m", "duration_s", "surface", "terrain", "session", "trigger", "rpe", "warm_up", "cool_down",
    "notes",
)  # fmt: skip


@dataclass
class FileImport:
    """What became of the rows of one file.

    imported: runs added. known: rows whose run was logged before. without_shoe: by name of a retired
    shoe, the runs that came in without it, because they are later than its last day. assumed_units: by
    unit, runs whose file names none, taken to count in the runner's own.
    """

    imported: int = 0
    known: list[int] = field(default_factory=list)
    skipped: list[LeftOut] = field(default_factory=list)
    failed: list[LeftOut] = field(default_factory=list)
    without_shoe: Counter[str] = field(default_factory=Counter)
    assumed_units: Counter[str] = field(default_factory=Counter)


class Twins:
    """Finds a run that is there already: begun within 2 minutes, and as long or as far within 5 %.

    Of a damaged file the start alone decides. asked: all the runs it will be asked about.
    """

    def __init__(self, runner: User, asked: list[tuple[ImportedRun, Run]], *, is_damaged: bool) -> None:
        self.is_damaged = is_damaged
        starts = [run.starts_at for _, run in asked]
        span = (min(starts) - TWIN_TIME, max(starts) + TWIN_TIME) if starts else None
        runs = Run.objects.filter(runner=runner, starts_at__range=span) if span else Run.objects.none()
        runs = runs.order_by().values_list("starts_at", "distance_m", "duration_s")
        self.known = sorted((int(start.timestamp()), metres, seconds or 0) for start, metres, seconds in runs)

    def has(self, run: Run) -> bool:
        start = int(run.starts_at.timestamp())
        position = bisect_left(self.known, (start - TWIN_SECONDS, 0, 0))
        for other, metres, seconds in self.known[position:]:
            if other > start + TWIN_SECONDS:
                return False
            if (
                self.is_damaged
                or _are_near(metres, run.distance_m)
                or _are_near(seconds, run.duration_s or 0)
            ):
                return True
        return False

    def add(self, run: Run) -> None:
        insort(self.known, (int(run.starts_at.timestamp()), run.distance_m, run.duration_s or 0))


def _are_near(one: int, other: int) -> bool:
    return bool(one and other) and abs(one - other) <= TWIN_SHARE * max(one, other)


def import_reading(runner: User, reading: Reading, *, unnamed_are_runs: bool = False) -> FileImport:
    """Add the runs of one file to an account, in one transaction.

    unnamed_are_runs: whether an activity counts as a run where its file names no sport.
    """
    reading = _in_own_units(reading, runner.profile.units)
    result = FileImport(skipped=list(reading.skipped), failed=list(reading.failed))
    taken = _taken(reading, unnamed_are_runs, result)
    runs = _checked(taken, runner.profile.time_zone, timezone.now(), result)
    with transaction.atomic():
        # The lock makes two imports into one account follow each other.
        User.objects.select_for_update().get(pk=runner.pk)
        twins = Twins(runner, runs, is_damaged=reading.is_damaged)
        fresh = _fresh(runner, runs, twins, result)
        Run.objects.bulk_create(fresh, batch_size=BATCH)
    result.imported = len(fresh)
    return result


def _fresh(runner: User, runs: list[tuple[ImportedRun, Run]], twins: Twins, result: FileImport) -> list[Run]:
    """The runs that are not logged yet, each with its shoe, which is saved."""
    rack, fresh = ShoeRack(runner), []
    for source, run in runs:
        if twins.has(run):
            result.known.append(source.row)
            continue
        twins.add(run)
        run.runner = runner
        run.shoe = rack.shoe_for(run, source.shoe, result.without_shoe)
        fresh.append(run)
        if source.distance_if_miles_m is not None:
            result.assumed_units[runner.profile.units] += 1
    rack.save()
    return fresh


def _in_own_units(reading: Reading, units: str) -> Reading:
    if units != "mi":
        return reading
    return replace(
        reading,
        runs=[replace(run, distance_m=run.distance_if_miles_m or run.distance_m) for run in reading.runs],
    )


def _taken(reading: Reading, unnamed_are_runs: bool, result: FileImport) -> list[ImportedRun]:
    """The runs that count, the others skipped."""
    if reading.is_damaged:
        result.skipped.append(DAMAGED)
    if unnamed_are_runs:
        return reading.runs
    unnamed = (run for run in reading.runs if not run.names_sport)
    result.skipped.extend(LeftOut(run.row, UNNAMED, "activity") for run in unnamed)
    return [run for run in reading.runs if run.names_sport]


def _checked(
    taken: list[ImportedRun], home: str, now: datetime, result: FileImport
) -> list[tuple[ImportedRun, Run]]:
    runs = []
    for source in taken:
        try:
            runs.append((source, _build(source, home, now)))
        except (ValueError, OverflowError) as why:
            result.failed.append(LeftOut(source.row, str(why)))
    result.failed.sort(key=lambda left_out: left_out.row)
    return runs


def _build(source: ImportedRun, home: str, now: datetime) -> Run:
    run = Run(**{name: getattr(source, name) for name in FIELDS})
    run.notes = run.notes[:MAX_NOTES]
    if problem := find_problem(run, FIELDS):
        raise ValueError(f"{problem[0]} {problem[1]}")
    try:
        place(run, source.start, home, now)
    except ValueError as why:
        raise ValueError(f"its date {why}") from None
    return run

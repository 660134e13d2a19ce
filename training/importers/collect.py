"""Rows of a table of activities to a reading: what is a run, what is none, and what cannot be understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from training.importers.care import care_kind, care_of
from training.importers.moments import Moment
from training.importers.run import NOT_A_RUN, ImportedCare, ImportedRun, LeftOut, Reading

Cells = TypeVar("Cells")
# Start and seconds of an activity; ValueError where it has no start.
When = Callable[[Cells], tuple[Moment, int | None]]


def collect(
    rows: Iterable[tuple[int, Cells, str]],
    *,
    kind_of: Callable[[Cells], str],
    is_run: Callable[[str], bool],
    file_of: Callable[[Cells], str],
    build: Callable[[int, Cells], ImportedRun],
    when: When[Cells],
) -> Reading:
    """Each row in its order. rows: number, cells, what is wrong with it. build: ValueError says why not."""
    reading = Reading()
    for number, cells, problem in rows:
        kind = "" if problem else kind_of(cells)
        try:
            _refuse_untold(problem, kind)
            if is_run(kind):
                reading.runs.append(build(number, cells))
            else:
                reading.skipped.append(LeftOut(number, NOT_A_RUN, kind, file_of(cells)))
                reading.care.extend(_care(number, kind, cells, when))
        except ValueError as why:
            reading.failed.append(LeftOut(number, str(why), kind))
    return reading


def _refuse_untold(problem: str, kind: str) -> None:
    if problem:
        raise ValueError(problem)
    if not kind:
        raise ValueError("it has no activity type")


def _care(number: int, kind: str, cells: Cells, when: When[Cells]) -> list[ImportedCare]:
    try:
        return care_of(number, kind, *when(cells)) if care_kind(kind) else []
    except ValueError:
        return []

"""Rows of a table of activities to a reading: what is a run, what is none, and what cannot be understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from training.importers.run import NOT_A_RUN, ImportedRun, LeftOut, Reading

Cells = TypeVar("Cells")


def collect(
    rows: Iterable[tuple[int, Cells, str]],
    *,
    kind_of: Callable[[Cells], str],
    is_run: Callable[[str], bool],
    file_of: Callable[[Cells], str],
    build: Callable[[int, Cells], ImportedRun],
) -> Reading:
    """Each row in its order. rows: number, cells, what is wrong with it. build: ValueError says why not."""
    reading = Reading()
    for number, cells, problem in rows:
        kind = "" if problem else kind_of(cells)
        try:
            if problem:
                raise ValueError(problem)
            if not kind:
                raise ValueError("it has no activity type")
            if is_run(kind):
                reading.runs.append(build(number, cells))
            else:
                reading.skipped.append(LeftOut(number, NOT_A_RUN, kind, file_of(cells)))
        except ValueError as why:
            reading.failed.append(LeftOut(number, str(why), kind))
    return reading

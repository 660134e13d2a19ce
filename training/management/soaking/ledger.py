"""What was acknowledged, and whether it is what the log holds. Pure but for its lock."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

RUN, CHECK_IN = "runs", "check_ins"
Row = list[str]


@dataclass(frozen=True)
class Entry:
    """What a client sent: of whom, for which day, and its number: metres of a run or score of a check-in."""

    kind: str
    runner: str
    day: str
    number: str


@dataclass
class Ledger:
    """acknowledged: by id; open: sent, and no answer came; imported: acknowledged runs of files by runner."""

    acknowledged: dict[str, Entry] = field(default_factory=dict)
    open: dict[str, Entry] = field(default_factory=dict)
    imported: Counter[str] = field(default_factory=Counter)
    before: dict[str, set[str]] = field(default_factory=lambda: {RUN: set(), CHECK_IN: set()})
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sending(self, pk: str, entry: Entry) -> None:
        with self.lock:
            self.open[pk] = entry

    def answered(self, pk: str, *, kept: bool) -> None:
        """The server said that it has it, or that it has not."""
        with self.lock:
            entry = self.open.pop(pk)
            if kept:
                self.acknowledged[pk] = entry

    def took_in(self, runner: str, runs: int) -> None:
        with self.lock:
            self.imported[runner] += runs

    def start_from(self, counted: dict[str, list[Row]]) -> None:
        """What is in the log before anybody uses it."""
        for kind in (RUN, CHECK_IN):
            self.before[kind] = {row[0] for row in counted[kind]}

    def complaints(self, counted: dict[str, list[Row]]) -> Iterator[str]:
        """What is lost, different, on another day, or there without having been sent."""
        for kind in (RUN, CHECK_IN):
            found = {row[0]: row for row in counted[kind]}
            if len(found) < len(counted[kind]):
                yield f"{len(counted[kind]) - len(found)} {kind} are there twice"
            mine = {pk: entry for pk, entry in self.acknowledged.items() if entry.kind == kind}
            yield from _lost(kind, mine, found)
            rest = found.keys() - self.before[kind] - mine.keys() - self.open.keys()
            yield from self._unasked(kind, [found[pk] for pk in rest])

    def _unasked(self, kind: str, rows: Iterable[Row]) -> Iterator[str]:
        """Those that nobody logged by a form must be those of files, as many as came in."""
        there = Counter(row[1] for row in rows)
        wanted = self.imported if kind == RUN else Counter()
        for runner in there.keys() | wanted.keys():
            if there[runner] != wanted[runner]:
                yield f"{there[runner]} {kind} of a runner came from files instead of {wanted[runner]}"


def _lost(kind: str, mine: dict[str, Entry], found: dict[str, Row]) -> Iterator[str]:
    lost = [pk for pk in mine if pk not in found]
    if lost:
        yield f"{len(lost)} acknowledged {kind} are lost"
    there = [(entry, found[pk]) for pk, entry in mine.items() if pk in found]
    moved = [row for entry, row in there if row[2] != entry.day]
    if moved:
        yield f"{len(moved)} {kind} are on another day than was said"
    other = [row for entry, row in there if (row[1], row[3]) != (entry.runner, entry.number)]
    if other:
        yield f"{len(other)} {kind} say something else than was sent"

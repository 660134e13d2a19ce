"""The soak itself: people use KneeLog for a while, faults come one after another, and then it is counted."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from training.management.soaking.faults import FAULTS, NotTriedError
from training.management.soaking.shifting import Shift, library, summer_begins
from training.management.soaking.trial import Trial
from training.management.soaking.watch import MOST_GROWTH, Watch
from training.management.trials.browsers import NoAnswerError
from training.management.trials.places import place
from training.management.trials.servers import Server
from training.management.trials.uploads import ImportFailedError

SMALL_DISK = "768m"
SECONDS_TO_EMPTY, SECONDS_TO_JOIN = 90, 180
BETWEEN_S = 3


@dataclass(frozen=True)
class Wanted:
    """faults: by name, in this order, each followed by a quiet time."""

    engine: str
    minutes: float
    clients: int
    faults: list[str]
    server: str = ""


@contextmanager
def trial_of(wanted: Wanted) -> Iterator[Trial]:
    """A KneeLog that was just started, used by nobody yet."""
    with ExitStack() as stack:
        parent = stack.enter_context(_small_disk()) if "disk-full" in wanted.faults else None
        shift = _shift(stack) if "clock" in wanted.faults and library() else None
        more = shift.environment() if shift else {}
        where = stack.enter_context(place(wanted.engine, wanted.server, parent, more))
        server = stack.enter_context(Server(where))
        trial = Trial(where, server, is_small=parent is not None, shift=shift)
        trial.people(wanted.clients)
        yield trial


def _shift(stack: ExitStack) -> Shift:
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kneelog-clock-"))
    return Shift(Path(folder), summer_begins(datetime.now(UTC).date()))


@contextmanager
def _small_disk() -> Iterator[Path | None]:
    """A disk in memory that can be filled; None where that takes rights that are not here."""
    with tempfile.TemporaryDirectory(prefix="kneelog-disk-") as name:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=711", "kneelog", name]
        if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(mount, check=False).returncode:  # noqa: S603
            yield None
            return
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=False)  # noqa: S603, S607


def soak(trial: Trial, wanted: Wanted, tell: Callable[[str], None]) -> Watch:
    """Until the minutes are over and all faults were made; complaints are in the trial then."""
    watch = Watch(trial.server)
    threads = [threading.Thread(target=one.go_on, daemon=True) for one in trial.clients]
    watching = threading.Thread(target=watch.run, daemon=True)
    end = time.monotonic() + wanted.minutes * 60
    for thread in (*threads, watching):
        thread.start()
    for name in wanted.faults:
        time.sleep(BETWEEN_S)
        tell(f"{name} …")
        _fault(trial, name)
    while (left := end - time.monotonic()) > 0:
        time.sleep(min(left, 30))
        tell(f"{trial.tally.requests:,} requests, {left / 60:.0f} min left")
    trial.over.set()
    for thread in threads:
        thread.join(SECONDS_TO_JOIN)
    watch.over.set()
    watching.join()
    _judge(trial, wanted, watch)
    return watch


def _fault(trial: Trial, name: str) -> None:
    trial.tally.outage = name
    try:
        FAULTS[name](trial)
    except NotTriedError as why:
        trial.notes.append(f"{name} was not tried: {why}")
    except (NoAnswerError, ImportFailedError, OSError) as problem:
        trial.complaints.append(f"{name}: {problem}")
    time.sleep(BETWEEN_S)
    trial.tally.outage = ""


def _judge(trial: Trial, wanted: Wanted, watch: Watch) -> None:
    counted = _emptied(trial)
    trial.complaints += trial.ledger.complaints(counted)
    trial.complaints += _grouped(trial.tally.failures)
    for what in ("jobs_waiting", "imports_under_way"):
        trial.expect(counted[what] == 0, f"{counted[what]} {what.replace('_', ' ')} at the end")
    trial.expect(bool(trial.ledger.acknowledged), "nothing was logged at all")
    if not wanted.faults:
        for name, looks in (("web", watch.web), ("worker", watch.worker)):
            growth = watch.growth(looks)
            held = growth is None or growth <= MOST_GROWTH
            trial.expect(held, f"the memory of the {name} grew by {((growth or 1) - 1):.0%}")


def _emptied(trial: Trial) -> dict[str, Any]:
    """What is counted once nothing waits any more, or that has taken too long."""
    end = time.monotonic() + SECONDS_TO_EMPTY
    while True:
        counted = trial.counted()
        if time.monotonic() > end or not (counted["jobs_waiting"] or counted["imports_under_way"]):
            return counted
        time.sleep(1)


def _grouped(failures: list[str]) -> list[str]:
    """Each once, with how often it came."""
    return [f"{failures.count(words)} times: {words}" for words in dict.fromkeys(failures)]

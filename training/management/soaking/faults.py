"""Faults made on purpose while people use KneeLog, each undone again; what each must leave behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from training.management.soaking.trial import Trial
from training.management.trials.browsers import NoAnswerError
from training.management.trials.uploads import READY, progress, take, upload, wait

DOWN_S, LOOK_EVERY_S = 2, 0.1
SECONDS_TO_RECOVER = 60
ARCHIVE_FILES = 40
MOST_BACKUPS = 2
NEAR = timedelta(seconds=40)


class NotTriedError(Exception):
    """The fault cannot be made here; the words say why."""


def postgres_restart(trial: Trial) -> None:
    """The database goes as if its computer had lost power, and comes back; KneeLog is not started anew."""
    cluster = trial.place.cluster
    if cluster is None:
        raise NotTriedError("there is no PostgreSQL of our own here")
    pid = trial.server.pid
    cluster.stop("immediate")
    time.sleep(DOWN_S)
    cluster.start()
    recovered(trial)
    trial.expect(trial.server.pid == pid, "KneeLog had to be started anew")


def web_killed(trial: Trial) -> None:
    """The server is killed, its worker ends with it, and both are started again."""
    trial.server.kill()
    time.sleep(DOWN_S)
    trial.server.start()
    recovered(trial)


def worker_killed(trial: Trial) -> None:
    """The worker is killed while it reads an archive: another goes on, and each file is in once."""
    path = trial.archive(ARCHIVE_FILES)
    browser = trial.importer.browser
    address = upload(browser, path)
    trial.importer.unfinished.append((address, ARCHIVE_FILES))
    while not (now := progress(browser, address))["done"] and now["state"] == "reading":
        time.sleep(LOOK_EVERY_S)
    _kill_worker(trial, "while it read", now["state"] == "reading")
    wait(browser, address, {READY})
    take(browser, address)
    _kill_worker(trial, "while it saved", progress(browser, address)["state"] == "saving")
    trial.importer.finish_files()


def _kill_worker(trial: Trial, when: str, is_so: bool) -> None:
    for pid in trial.server.worker_pids():
        os.kill(pid, signal.SIGKILL)
    trial.notes.append(f"worker-killed: killed {when if is_so else 'a moment too late to hit it'}")


def disk_full(trial: Trial) -> None:
    """No byte is left where the data is: pages are read, what cannot be kept is said, and then it can."""
    if not trial.is_small:
        raise NotTriedError("a small disk of its own needs root and Linux")
    ballast = trial.place.folder.parent / "ballast"
    with filled(ballast):
        time.sleep(DOWN_S)
        trial.expect(trial.visitor.look("Today", "/").status == 200, "Today cannot be read on a full disk")
        trial.expect(trial.is_refused_or_kept(), "a run was neither kept nor refused by a page that says why")
    if trial.place.cluster:
        trial.place.cluster.ensure_running()
    recovered(trial)


@contextmanager
def filled(ballast: Path) -> Iterator[None]:
    """A disk without room while the block runs."""
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (2**20, 2**12, 1):
                try:
                    while file.write(b"\0" * size):
                        pass
                except OSError:
                    continue
        yield
    finally:
        ballast.unlink()


def clock(trial: Trial) -> None:
    """The clock jumps through the night when summer time begins, once an hour back."""
    if trial.shift is None:
        raise NotTriedError("the program faketime is not installed (apt install faketime)")
    for moment in trial.shift.jumps_around(trial.shift.change):
        trial.shift.to(moment)
        if _seen(trial, moment):
            trial.log_clear(trial.shift.day_at(moment))
        time.sleep(DOWN_S)
    recovered(trial)
    backups = list((trial.place.folder / "backups").glob("*"))
    trial.expect(len(backups) <= MOST_BACKUPS, f"{len(backups)} backups were made in a night")


def _seen(trial: Trial, moment: datetime) -> bool:
    """Whether the server's clock shows it; a complaint where it does not within a minute."""
    end = time.monotonic() + SECONDS_TO_RECOVER
    while time.monotonic() < end:
        # After a jump the server takes the connection for idle, and closes it.
        with suppress(NoAnswerError):
            shown = trial.visitor.browser.get("/healthz").headers["date"]
            if abs(parsedate_to_datetime(shown) - moment) < NEAR:
                return True
        time.sleep(LOOK_EVERY_S)
    trial.expect(False, f"the clock of the server does not show {moment:%H:%M}")
    return False


def recovered(trial: Trial) -> None:
    """Wait until Today is served again; a complaint where it is not."""
    end = time.monotonic() + SECONDS_TO_RECOVER
    while time.monotonic() < end:
        try:
            if trial.server.is_ready() and trial.visitor.browser.get("/").status == 200:
                return
        except (NoAnswerError, OSError):
            pass
        time.sleep(LOOK_EVERY_S)
    trial.expect(False, f"it did not recover within {SECONDS_TO_RECOVER} s")


FAULTS: dict[str, Callable[[Trial], None]] = {
    "postgres-restart": postgres_restart,
    "worker-killed": worker_killed,
    "web-killed": web_killed,
    "disk-full": disk_full,
    "clock": clock,
}

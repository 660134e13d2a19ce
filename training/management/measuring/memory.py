"""What KneeLog's processes hold in memory: at rest, after use, and while an archive comes in."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from training.management.measuring.figures import Figure, seconds_of
from training.management.measuring.hours import HOURS
from training.management.measuring.invented import runner_with
from training.management.measuring.logging_runs import Sender, sender_of
from training.management.measuring.reading import START
from training.management.measuring.scale import Scale
from training.management.trials.places import here
from training.management.trials.processes import family_mb, pss_mb
from training.management.trials.servers import Server
from training.management.trials.uploads import finish, upload
from training.models import User

PAUSE_S = 0.1
WEB_MB, ARCHIVE_MB = 120, 300
VISITS = ("/", "/runs/", "/log/", "/knee/", "/plan/", "/shoes/", "/report/", "/settings/", "/history/")


def memory(scale: Scale) -> Iterator[Figure]:
    """Before anybody came, and after each kind of page was asked for."""
    with Server(here()) as server:
        sender = sender_of(server, runner_with(scale.histories[-1] // 10, "remembers").runner)
        yield Figure("each web process, idle", _web_mb(server), "MB", at_most=WEB_MB)
        yield Figure("worker, idle", sum(map(pss_mb, server.worker_pids())), "MB")
        for number in range(scale.logs):
            sender.browser.get(VISITS[number % len(VISITS)])
            sender.log(number)
        yield Figure(f"each web process, after {2 * scale.logs} requests", _web_mb(server), "MB")


def _web_mb(server: Server) -> float:
    """The largest of them."""
    return max(map(pss_mb, server.web_pids()))


def archive(scale: Scale) -> Iterator[Figure]:
    """Sent in pieces to the web process, read and taken in by the worker, as a browser would have it."""
    path = settings.DATA_DIR / "export.zip"
    total = _pack(path, scale)
    files = sum(scale.archive.values())
    runner = runner_with(0, "archive").runner
    with Server(here()) as server:
        sender = sender_of(server, runner)
        watch = {"web processes": server.web_pids, "worker and what it starts": server.worker_pids}
        with Peaks(watch) as peaks:
            seconds = seconds_of(lambda: _take_in(sender, path))
        yield Figure(f"{total / 1e6:,.0f} MB, {files:,} files", files / seconds, "files/s")
        for name, peak in peaks.highest.items():
            yield Figure(f"{name}, at most", peak, "MB", at_most=ARCHIVE_MB)
        yield Figure("all processes, after it", family_mb(server.pid), "MB", at_most=ARCHIVE_MB)
    if (came := User.objects.get(pk=runner.pk).runs.count()) != files + 1:  # one of them was the first sent
        raise OSError(f"{came} of {files} runs came in")


def _take_in(sender: Sender, path: Path) -> None:
    finish(sender.browser, upload(sender.browser, path))


def _pack(path: Path, scale: Scale) -> int:
    """Not packed any smaller: the largest archive that may be sent is then the most work too."""
    day = 0
    with zipfile.ZipFile(path, "w") as archive:
        for name, number in scale.archive.items():
            pattern = HOURS[name](START)
            for _ in range(number):
                day += 1
                start = START - timedelta(days=day)
                # What is text has its dates replaced, which is quicker than writing it anew.
                text = pattern.replace(f"{START:%Y-%m-%d}T".encode(), f"{start:%Y-%m-%d}T".encode())
                data = HOURS[name](start) if name == "FIT" else text
                archive.writestr(f"activities/{day}.{name.lower()}", data)
    return path.stat().st_size


class Peaks:
    """Looks at the memory of some processes again and again while it is open."""

    def __init__(self, watched: dict[str, Callable[[], list[int]]]) -> None:
        self.watched, self.highest = watched, dict.fromkeys(watched, 0.0)
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Peaks:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.is_over.wait(PAUSE_S):
            for name, pids in self.watched.items():
                self.highest[name] = max(self.highest[name], sum(map(pss_mb, pids())))

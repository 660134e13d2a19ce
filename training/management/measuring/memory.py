"""The memory that an archive of a thousand files takes: of this process and of those it starts, together."""

from __future__ import annotations

import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection

from training.management.measuring.hours import HOURS
from training.management.measuring.reading import START
from training.models import Run, User

FILES = {"FIT": 600, "GPX": 200, "TCX": 200}
PAUSE_S = 0.05
KB_A_MB = 1024


def archive_report() -> Iterator[str]:
    """One line: runs, seconds and peak; to be called in a transaction that is rolled back."""
    runner = User.objects.create_user("bench-archive")
    with TemporaryDirectory() as folder:
        path = Path(folder, "export.zip")
        unpacked = _pack(path)
        with _Peak() as peak:
            before, began = peak.now(), time.perf_counter()
            call_command("import_runs", runner.username, str(path), stdout=StringIO())
            seconds = time.perf_counter() - began
    runs = Run.objects.filter(runner=runner).count()
    yield (
        f"archive    {sum(FILES.values()):>9,} files, {unpacked / 1e6:.0f} MB unpacked: {runs:,} runs in "
        f"{seconds:.1f} s, {runs / seconds:.0f} a second on {connection.vendor}; this process and its worker "
        f"took {peak.highest_mb:.0f} MB at most, {before:.0f} MB before"
    )


def _pack(path: Path) -> int:
    unpacked = day = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, number in FILES.items():
            for _ in range(number):
                day += 1
                data = HOURS[name](START - timedelta(days=day))
                unpacked += len(data)
                archive.writestr(f"activities/{day}.{name.lower()}", data)
    return unpacked


class _Peak:
    """Looks at the memory again and again while it is open; 0 where the system does not tell."""

    def __init__(self) -> None:
        self.highest_mb = 0.0
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Peak:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.is_over.wait(PAUSE_S):
            self.highest_mb = max(self.highest_mb, self.now())

    def now(self) -> float:
        """MB resident of this process and its children."""
        own = Path("/proc/self")
        children = [text for task in own.glob("task/*/children") for text in _text(task).split()]
        return sum(_resident_mb(folder) for folder in (own, *(Path("/proc", pid) for pid in children)))


def _resident_mb(folder: Path) -> float:
    lines = (line.split() for line in _text(folder / "status").splitlines())
    return next((int(words[1]) / KB_A_MB for words in lines if words[0] == "VmRSS:"), 0.0)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""

"""The one door through which files are parsed: in a process of its own, within limits of memory and time.

Whatever happens there, this side gets a reading or a reason, and the next file finds a sound process.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from training.importers.run import Reading, ReadLimits, UnreadableFile
from training.importers.spreadsheet_mapping import Told
from training.importing import parse_worker
from training.importing.limits import ParseLimits, parse_limits
from training.importing.parse_worker import BROKEN, TOO_MUCH_MEMORY, Answer, How, receive, send

ROOT = Path(__file__).resolve().parents[2]
# Enough to start Python: no key, no address of a database.
ENVIRONMENT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")


class ParseDoor:
    """One worker, started by the first file and reused; callers of several threads wait for each other."""

    def __init__(self, limits: ParseLimits) -> None:
        self.limits = limits
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes | Iterator[bytes], limits: ReadLimits, told: Told | None = None) -> Reading:
        """The runs of a file of any known kind; UnreadableFile says why there are none.

        data: all of it, or its pieces, which give it more time as they come. told: what the runner says of a
        spreadsheet.
        """
        with self.lock:
            answer = self._ask(data, (limits, isinstance(data, bytes), told))
        if isinstance(answer, Reading):
            return answer
        try:
            raise answer
        finally:
            # Else answer and traceback hold each other, and the whole file with them.
            del answer

    def close(self) -> None:
        """End the worker; the next file starts another one."""
        process, self.process = self.process, None
        if process:
            process.kill()
            with suppress(OSError):
                process.communicate()

    def _ask(self, data: bytes | Iterator[bytes], how: How) -> Answer:
        with _Watch(self._running(), self.limits.seconds) as watch:
            try:
                answer = self._exchange(watch, data, how)
            except UnreadableFile as problem:
                # The pieces broke off, and the worker waits for the next.
                self.close()
                answer = problem.with_traceback(None)
            except Exception:
                answer = None
            except BaseException:
                # Interrupted half-way: its answer must not be taken for that of the next file.
                self.close()
                raise
        if watch.is_late or _is_spent(answer):
            self.close()
        return answer or UnreadableFile(self._late if watch.is_late else BROKEN)

    @property
    def _late(self) -> str:
        return f"Reading it takes longer than {self.limits.seconds:g} seconds"

    def _exchange(self, watch: _Watch, data: bytes | Iterator[bytes], how: How) -> Answer | None:
        process = watch.process
        if process.stdin is None or process.stdout is None:
            return None
        if isinstance(data, bytes):
            # A worker may give its answer without having taken in the whole file.
            with suppress(OSError):
                send(process.stdin, pickle.dumps(how))
                send(process.stdin, data)
        else:
            send(process.stdin, pickle.dumps(how))
            for piece in chain(data, [b""]):
                send(process.stdin, piece)
                watch.allow(len(piece) / self.limits.bytes_a_second)
        answer: Answer = pickle.loads(receive(process.stdout))  # noqa: S301 written by our own worker
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.close()
            self.process = subprocess.Popen(  # noqa: S603 a program of ours
                [sys.executable, "-m", parse_worker.__name__, str(self.limits.memory_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            )
        return self.process


class _Watch:
    """Kills a worker that takes longer than it may; `allow` gives it more time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process = process
        self.deadline = time.monotonic() + seconds
        self.is_late = False
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Watch:
        # Here already: no time at all is none whichever thread is quicker.
        self._kill_if_late()
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def allow(self, seconds: float) -> None:
        self.deadline += seconds

    def _watch(self) -> None:
        while not (self.is_late or self.is_over.wait(max(0.0, self.deadline - time.monotonic()))):
            self._kill_if_late()

    def _kill_if_late(self) -> None:
        if time.monotonic() >= self.deadline:
            self.is_late = True
            self.process.kill()


def _is_spent(answer: Answer | None) -> bool:
    """Whether the worker may not be asked again."""
    return answer is None or (isinstance(answer, UnreadableFile) and answer.message == TOO_MUCH_MEMORY)


_DOORS: dict[ParseLimits, ParseDoor] = {}
_LOCK = threading.Lock()


def read_apart(data: bytes | Iterator[bytes], limits: ReadLimits, told: Told | None = None) -> Reading:
    """What `readers.read_file` gives, through the door that this process shares."""
    with _LOCK:
        door = _DOORS.setdefault(parse_limits(), ParseDoor(parse_limits()))
    return door.read(data, limits, told)


@atexit.register
def _close_all() -> None:
    for door in _DOORS.values():
        door.close()

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

# Of a file that is read as it comes, the share that has the time of one file: about 64 MB.
PIECES_AT_ONCE = 64


class ParseDoor:
    """One worker, started by the first file and reused; callers of several threads wait for each other."""

    def __init__(self, limits: ParseLimits) -> None:
        self.limits = limits
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes | Iterator[bytes], limits: ReadLimits, told: Told | None = None) -> Reading:
        """The runs of a file of any known kind; UnreadableFile says why there are none.

        data: all of it, or its pieces; then the time is that of PIECES_AT_ONCE of them. told: what the
        runner says of a spreadsheet.
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
                answer = _exchange(watch, data, how)
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
    """Kills a worker that takes longer than it may; `restart` gives it the same time again."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.process = process
        self.seconds = seconds
        self.is_late = False

    def __enter__(self) -> _Watch:
        self.timer = threading.Timer(self.seconds, self._stop)
        self.timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.timer.join()

    def restart(self) -> None:
        self.__exit__()
        self.__enter__()

    def _stop(self) -> None:
        self.is_late = True
        self.process.kill()


def _is_spent(answer: Answer | None) -> bool:
    """Whether the worker may not be asked again."""
    return answer is None or (isinstance(answer, UnreadableFile) and answer.message == TOO_MUCH_MEMORY)


def _exchange(watch: _Watch, data: bytes | Iterator[bytes], how: How) -> Answer | None:
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
        for number, piece in enumerate(chain(data, [b""]), 1):
            send(process.stdin, piece)
            if number % PIECES_AT_ONCE == 0:
                watch.restart()
    answer: Answer = pickle.loads(receive(process.stdout))  # noqa: S301 written by our own worker
    return answer


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

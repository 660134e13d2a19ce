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
from contextlib import suppress
from pathlib import Path

from training.importers.run import Reading, ReadLimits, UnreadableFile
from training.importing import parse_worker
from training.importing.limits import ParseLimits, parse_limits
from training.importing.parse_worker import BROKEN, TOO_MUCH_MEMORY, Answer, receive, send

ROOT = Path(__file__).resolve().parents[2]
# Enough to start Python: no key, no address of a database.
ENVIRONMENT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")


class ParseDoor:
    """One worker, started by the first file and reused; callers of several threads wait for each other."""

    def __init__(self, limits: ParseLimits) -> None:
        self.limits = limits
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, data: bytes, limits: ReadLimits) -> Reading:
        """The runs of a file of any known kind; UnreadableFile says why there are none."""
        with self.lock:
            answer = self._ask(data, limits)
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

    def _ask(self, data: bytes, limits: ReadLimits) -> Answer:
        process = self._running()
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            process.kill()

        timer = threading.Timer(self.limits.seconds, stop)
        timer.start()
        try:
            answer = _exchange(process, data, limits)
        except Exception:
            answer = None
        except BaseException:
            # Interrupted half-way: its answer must not be taken for that of the next file.
            self.close()
            raise
        finally:
            timer.cancel()
            timer.join()
        if is_late.is_set() or _is_spent(answer):
            self.close()
        return answer or UnreadableFile(self._late if is_late.is_set() else BROKEN)

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


def _is_spent(answer: Answer | None) -> bool:
    """Whether the worker may not be asked again."""
    return answer is None or (isinstance(answer, UnreadableFile) and answer.message == TOO_MUCH_MEMORY)


def _exchange(process: subprocess.Popen[bytes], data: bytes, limits: ReadLimits) -> Answer | None:
    if process.stdin is None or process.stdout is None:
        return None
    # A worker may give its answer without having taken in the whole file.
    with suppress(OSError):
        send(process.stdin, pickle.dumps(limits))
        send(process.stdin, data)
    answer: Answer = pickle.loads(receive(process.stdout))  # noqa: S301 written by our own worker
    return answer


_DOORS: dict[ParseLimits, ParseDoor] = {}
_LOCK = threading.Lock()


def read_apart(data: bytes, limits: ReadLimits) -> Reading:
    """What `readers.read_file` gives, through the door that this process shares."""
    with _LOCK:
        door = _DOORS.setdefault(parse_limits(), ParseDoor(parse_limits()))
    return door.read(data, limits)


@atexit.register
def _close_all() -> None:
    for door in _DOORS.values():
        door.close()

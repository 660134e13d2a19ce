"""KneeLog as its operator starts it: `manage.py up`, in a process of its own, in a place of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from types import TracebackType

from training.management.trials.browsers import Browser, NoAnswerError
from training.management.trials.places import Place
from training.management.trials.ports import free_ports
from training.management.trials.processes import family, words_of

HOST = "127.0.0.1"
SECONDS_TO_READY, SECONDS_TO_END = 240, 30
LOOK_EVERY_S = 0.02
# With a worker beside it; and one that serves alone, where the first has prepared everything.
UP, SERVE = ("up", "--no-demo"), ("serve",)


class Server:
    """Runs while the block runs."""

    def __init__(self, place: Place, words: Sequence[str] = UP) -> None:
        self.place, self.words = place, words
        (self.port,) = free_ports(1)
        # On no disk that a trial fills.
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 goes with this object
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> float:
        """Seconds until it said that it is ready."""
        began = time.perf_counter()
        words = ("manage.py", *self.words, "--port", self.port)
        streams = {"stdout": self.log, "stderr": subprocess.STDOUT, "stdin": subprocess.DEVNULL}
        self.process = self.place.start(*words, **streams)
        while not self.is_ready():
            if self.process.poll() is not None or time.perf_counter() - began > SECONDS_TO_READY:
                self.stop()
                said = self.said.strip().splitlines() or ["it said nothing"]
                raise OSError(f"KneeLog did not start: {said[-1]}")
            time.sleep(LOOK_EVERY_S)
        return time.perf_counter() - began

    def is_ready(self) -> bool:
        try:
            with Browser(HOST, self.port, {}) as browser:
                return browser.get("/readyz").status == 200
        except (OSError, NoAnswerError):
            return False

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kill(self) -> None:
        """As the system does where memory runs out."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    @property
    def said(self) -> str:
        """All that it printed so far."""
        # Without moving the place at which it goes on writing.
        file = self.log.fileno()
        return os.pread(file, os.fstat(file).st_size, 0).decode(errors="replace")

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def worker_pids(self) -> list[int]:
        """The worker beside the server, and what that started to read files."""
        workers = [pid for pid in family(self.pid) if "work" in words_of(pid)]
        return [member for pid in workers for member in family(pid)]

    def web_pids(self) -> list[int]:
        return [pid for pid in family(self.pid) if pid not in self.worker_pids()]

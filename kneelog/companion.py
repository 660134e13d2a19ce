"""A process beside the server that starts with it, is started again where it dies, and ends with it."""

from __future__ import annotations

import subprocess
import threading
from types import TracebackType

SECONDS_TO_END = 5
SECONDS_BETWEEN_STARTS = 2


class Companion:
    """Runs a command of ours while the block runs.

    The command must end when its standard input does: so it ends with this process, even with a killed one.
    """

    def __init__(self, command: list[str], pause: float = SECONDS_BETWEEN_STARTS) -> None:
        self.command, self.pause = command, pause
        self.is_ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.lock = threading.Lock()
        self.thread = threading.Thread(target=self._keep_running, daemon=True)

    def __enter__(self) -> Companion:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.is_ending.set()
        with self.lock:
            process = self.process
        if process:
            process.terminate()
            try:
                process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
        self.thread.join(SECONDS_TO_END)

    def _keep_running(self) -> None:
        while process := self._start():
            with process:
                process.wait()
            self.is_ending.wait(self.pause)

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self.lock:
            if self.is_ending.is_set():
                return None
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE)  # noqa: S603 ours
            return self.process

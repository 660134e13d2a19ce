"""The process beside the server: started again where it dies, ended with the block."""

import os
import subprocess
import sys

import pytest

from kneelog.companion import Companion

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in its file system")
SAY = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'w')); "


@pytest.fixture
def pipe(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def started(pipe) -> int:
    """The process that says next that it began."""
    words = ""
    while not words:
        with pipe.open() as said:
            # The next one may have spoken too, or the one before may hold the pipe still and say no more.
            words = said.readline()
    return int(words)


def process_of(companion: Companion) -> subprocess.Popen[bytes]:
    """Once it knows of the process itself, which may have spoken before."""
    with companion.lock:
        assert companion.process
        return companion.process


def test_it_is_started_again(pipe):
    with Companion([sys.executable, "-c", SAY, str(pipe)], pause=0):
        assert started(pipe) != started(pipe)


def test_it_ends_with_the_block(pipe):
    with Companion([sys.executable, "-c", SAY + "sys.stdin.read()", str(pipe)]) as companion:
        pid, process = started(pipe), process_of(companion)
        assert pid == process.pid
        assert process.poll() is None
    assert process.poll() is not None
    assert not companion.thread.is_alive()


def test_it_is_killed_where_it_does_not_listen(pipe, monkeypatch):
    monkeypatch.setattr("kneelog.companion.SECONDS_TO_END", 0.1)
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SAY + "\nwhile True: pass"
    with Companion([sys.executable, "-c", deaf, str(pipe)]) as companion:
        started(pipe)
        process = process_of(companion)
    assert process.wait() != 0

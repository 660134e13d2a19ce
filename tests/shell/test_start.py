"""The two ways in, as a person starts them: ./run and manage.py up."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.architecture.source import REPOSITORY
from training.management.trials.ports import free_ports

# A busy computer is slow, not wrong.
PATIENCE_S = 600
# Shorter than the two minutes after which the server hangs up on whoever says nothing.
BEFORE_IT_HANGS_UP_S = 100


def environment(**changes):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KNEELOG_", "DJANGO_"))}
    for name in ("DATABASE_URL", "DATABASE_REPLICA_URL"):
        kept.pop(name, None)
    return kept | changes


def command(*args, **changes):
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=REPOSITORY,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.fixture
def free_port():
    (port,) = free_ports(1)
    return port


@contextmanager
def running(port, data, *args, by="up", **changes):
    """KneeLog until the block ends; yields the process and what it had printed when it was ready."""
    process = subprocess.Popen(
        [sys.executable, "-u", "manage.py", by, "--port", str(port), *args],
        cwd=REPOSITORY,
        env=environment(**{"KNEELOG_DATA_DIR": str(data)} | changes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        try:
            said = ""
            for line in iter(process.stdout.readline, ""):
                said += line
                if "KneeLog runs at" in line:
                    break
            yield process, said
        finally:
            process.kill()


def test_who_sends_slowly_keeps_nobody_out(tmp_path, free_port):
    half = b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx"
    with running(free_port, tmp_path, "--no-demo"), ExitStack() as slow:
        for _ in range(150):
            slow.enter_context(socket.create_connection(("127.0.0.1", free_port), PATIENCE_S)).sendall(half)
        with urlopen(f"http://127.0.0.1:{free_port}/healthz", timeout=BEFORE_IT_HANGS_UP_S) as answer:
            assert answer.status == 200


def answer_to(sent, port):
    """Head and body of all that comes back."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE_S) as line, line.makefile("rb") as answer:
        line.sendall(sent)
        head, _, body = answer.read().partition(b"\r\n\r\n")
    return head, body


TOO_LARGE = b"HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12582913\r\n\r\n"


def test_what_the_server_takes_no_further_is_answered_by_a_page_of_ours(tmp_path, free_port):
    with running(free_port, tmp_path, "--no-demo"):
        for sent, status, words in (
            (b"POST / " + TOO_LARGE, b"413", b"<h1>That was too much at once.</h1>"),
            (b"POST /api/v1/runs " + TOO_LARGE, b"413", b"#problem-too-large"),
            (b"nonsense\r\n\r\n", b"400", b"<h1>That request could not be read.</h1>"),
        ):
            head, body = answer_to(sent, free_port)
            assert (head.split()[1], words in body) == (status, True)
            assert b"default-src 'none'" in head


@pytest.fixture
def heeds_ctrl_c():
    """What is started in the background ignores it, and so would all that is started from there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.usefixtures("heeds_ctrl_c")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_up_serves_and_stops_cleanly(tmp_path, free_port, stop):
    data = tmp_path / "data"
    with running(free_port, data, "--no-demo") as (process, said):
        assert said == f"KneeLog runs at http://127.0.0.1:{free_port}/   (Ctrl-C stops it)\n"
        with pytest.raises(HTTPError) as missing:
            urlopen(f"http://127.0.0.1:{free_port}/no-such-page/")
        with missing.value:
            assert missing.value.code == 404
            assert "default-src 'none'" in missing.value.headers["Content-Security-Policy"]
            assert "Server" not in missing.value.headers
        # A body would be taken for the answer to what comes next on the connection.
        asked = b"HEAD /privacy/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        assert answer_to(asked, free_port)[1] == b""
        process.send_signal(stop)
        assert process.stdout.read() == "\nKneeLog has stopped.\n"
        assert process.wait(PATIENCE_S) == 0
    assert kept_in(data) == {"kneelog.sqlite3", "secret-key", "static"}


def kept_in(data):
    """Without what SQLite has beside its file, which stays where a worker does not end in time."""
    return {path.name for path in data.iterdir()} - {"kneelog.sqlite3-shm", "kneelog.sqlite3-wal"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_a_killed_server_leaves_no_worker_behind(tmp_path, free_port):
    with running(free_port, tmp_path / "data", "--no-demo") as (process, _):
        process.kill()
        # The worker writes to the same pipe, which ends when the last of both does.
        assert process.stdout.read() == ""


def test_demo_log_ins_are_shown_at_each_start(tmp_path, free_port):
    with running(free_port, tmp_path / "data") as (_, first):
        pass
    with running(free_port, tmp_path / "data") as (_, second):
        pass
    head, *rows, end = first.splitlines()
    assert (head, end) == ("Log in as", f"KneeLog runs at http://127.0.0.1:{free_port}/   (Ctrl-C stops it)")
    assert {"maya", "cleo", "ada"} <= {row.split()[0] for row in rows}
    assert all(len(row.split()[1]) >= 12 for row in rows)
    assert second == first


def test_busy_port_is_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = command("up", "--port", str(port), KNEELOG_DATA_DIR=str(tmp_path / "data"))
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        f"CommandError: Port {port} is in use. Stop what runs there, or choose another: --port {port + 1}\n",
    )


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (
            ["--host", "192.0.2.1"],
            "--host 192.0.2.1 lets others in: set KNEELOG_HOSTS to the names they type.",
        ),
        (["--port", "99999"], "Port 99999 is not a port. Choose one from 1024 to 65535."),
    ],
)
def test_unusable_address_is_one_line(tmp_path, args, line):
    result = command("up", *args, KNEELOG_DATA_DIR=str(tmp_path / "data"))
    assert (result.returncode, result.stdout, result.stderr) == (1, "", f"CommandError: {line}\n")


def test_address_of_another_computer_is_one_line(tmp_path):
    changes = {"KNEELOG_DATA_DIR": str(tmp_path / "data"), "KNEELOG_HOSTS": "192.0.2.1"}
    result = command("up", "--host", "192.0.2.1", **changes)
    assert (result.returncode, result.stderr) == (
        1,
        "CommandError: 192.0.2.1 is not an address of this computer. Leave --host away.\n",
    )


def test_unwritable_folder_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    result = command("up", KNEELOG_DATA_DIR=str(tmp_path / "file" / "data"))
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        f"KneeLog did not start: the data folder {tmp_path / 'file' / 'data'} cannot be written "
        "(Not a directory). Set KNEELOG_DATA_DIR to a folder that can.\n",
    )


def test_unreachable_database_is_one_line(tmp_path):
    changes = {"KNEELOG_DATA_DIR": str(tmp_path / "data"), "DATABASE_URL": f"sqlite:///{tmp_path}/none/log"}
    result = command("up", "--port", "0", **changes)
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        "CommandError: The database cannot be used (unable to open database file). Check DATABASE_URL.\n",
    )


def test_production_settings_pass_django_s_own_check(tmp_path):
    production = {"KNEELOG_PRODUCTION": "1", "KNEELOG_HOSTS": "knee.example.org"}
    data = str(tmp_path / "data")
    result = command("check", "--deploy", "--fail-level", "WARNING", KNEELOG_DATA_DIR=data, **production)
    assert (result.returncode, result.stderr) == (0, "")


def run_script(folder, *tools):
    """./run on a computer that has the named programs alone."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    for tool in tools:
        (bin_folder / tool).symlink_to(shutil.which(tool))
    shutil.copy(REPOSITORY / "run", folder)
    return subprocess.run(
        ["/bin/sh", "./run"],
        cwd=folder,
        env={"PATH": str(bin_folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(os.name == "nt", reason="run is for POSIX shells; Windows uses manage.py up")
def test_missing_python_is_one_line(tmp_path):
    result = run_script(tmp_path, "dirname")
    assert (result.returncode, result.stdout, result.stderr) == (
        1,
        "",
        "KneeLog needs Python 3.11 or newer: install it (python.org, apt install python3, "
        "brew install python3), then ./run again.\n",
    )
    assert {path.name for path in tmp_path.iterdir()} == {"bin", "run"}

"""Two PostgreSQL clusters on this computer: a primary, and a replica that streams from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from training.management.trials.ports import free_ports

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
QUICK = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_wal_senders=4 -c shared_buffers=16MB"


def can_start() -> bool:
    return bool(BINARIES) or shutil.which("initdb") is not None


@dataclass(frozen=True)
class Cluster:
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/kneelog"

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder.parent} {QUICK}"
        run("pg_ctl", "start", "-w", "-D", self.folder, "-l", f"{self.folder}.log", "-o", options)

    def stop(self) -> None:
        run("pg_ctl", "stop", "-w", "-D", self.folder, "-m", "immediate")


def run(program: str, *words: object) -> None:
    """A program of PostgreSQL's, which refuses to run as root."""
    somebody = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    path = os.pathsep.join([*(str(path) for path in BINARIES[-1:]), os.environ["PATH"]])
    subprocess.run(
        [*(somebody if os.geteuid() == 0 else []), program, *map(str, words)],
        cwd="/",
        env={**os.environ, "PATH": path, "LC_ALL": "C"},
        stdout=subprocess.DEVNULL,
        check=True,
    )


@contextmanager
def two() -> Iterator[tuple[Cluster, Cluster]]:
    """The primary, with an empty database `kneelog`, and its replica."""
    folder = Path(tempfile.mkdtemp(prefix="kneelog-replica."))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    names = ("primary", "replica")
    primary, replica = (Cluster(folder / name, port) for name, port in zip(names, free_ports(2), strict=True))
    try:
        begin(primary)
        follow(primary, replica)
        yield primary, replica
    finally:
        for cluster in (replica, primary):
            if (cluster.folder / "postmaster.pid").exists():
                cluster.stop()
        shutil.rmtree(folder)


def begin(primary: Cluster) -> None:
    as_utf8 = ("-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("initdb", "-D", primary.folder, "-U", "postgres", "-A", "trust", *as_utf8)
    primary.start()
    run("createdb", "-h", "127.0.0.1", "-p", primary.port, "-U", "postgres", "kneelog")


def follow(primary: Cluster, replica: Cluster) -> None:
    quickly = ("-X", "stream", "-c", "fast", "--no-sync")
    run("pg_basebackup", "-D", replica.folder, "-R", *quickly, "-d", primary.url)
    replica.start()

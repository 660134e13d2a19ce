"""A PostgreSQL to be thrown away: in a folder, reached by a socket in it, so that no port is taken."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/bin",
)
SECONDS = 60


def programs() -> Path | None:
    """The folder of the newest `initdb` of this computer; None where there is no PostgreSQL."""
    found = [path for place in PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    return max(found, key=_version).parent if found else None


def _version(path: Path) -> int:
    digits = "".join(letter for letter in path.parent.parent.name if letter.isdigit() or letter == ".")
    return int(digits.partition(".")[0] or 0)


class Cluster:
    """Its server is started by `start` and stopped by `stop`; `folder` must be empty at first."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder, self.binaries = folder, binaries
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}@{quote(str(self.folder), safe='')}/postgres"

    def create(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True)
        if os.geteuid() == 0:
            person = pwd.getpwnam(self.user)
            os.chown(self.folder, person.pw_uid, person.pw_gid)
        words = ("-D", self.folder / "data", "-U", self.user, "-A", "trust", "-E", "UTF8", "--no-sync")
        self._run("initdb", *words, "--no-locale")

    def start(self) -> None:
        options = f"-k {self.folder} -c listen_addresses= -c unix_socket_permissions=0777"
        self._run("pg_ctl", "start", "-w", *self._where(), "-l", self.folder / "log", "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """`fast`: sessions are ended, all is written; `immediate`: as if the computer had lost its power."""
        self._run("pg_ctl", "stop", "-w", *self._where(), "-m", mode)

    def ensure_running(self) -> None:
        """Started again where it gave up, as a supervisor would do."""
        try:
            self._run("pg_ctl", "status", *self._where())
        except OSError:
            self.start()

    def _where(self) -> tuple[str, Path]:
        return "-D", self.folder / "data"

    def _run(self, program: str, *words: object) -> None:
        as_whom: dict[str, Any] = {}
        if os.geteuid() == 0:
            person = pwd.getpwnam(self.user)
            as_whom = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
        command = [str(self.binaries / program), *map(str, words)]
        # A file, not a pipe: the server it starts would hold the pipe open.
        with (self.folder / f"{program}.log").open("w+") as said:
            done = subprocess.run(  # noqa: S603 ours
                command, cwd="/", stdout=said, stderr=said, timeout=SECONDS, check=False, **as_whom
            )
            said.seek(0)
            if done.returncode:
                raise OSError(f"{program}: {said.read().strip()[-400:]}")

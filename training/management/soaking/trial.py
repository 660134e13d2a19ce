"""What a soak and its faults share: the KneeLog under trial, those who use it, and what did not hold."""

from __future__ import annotations

import json
import random
import subprocess
import threading
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from training.management.measuring.hours import gpx
from training.management.measuring.reading import START
from training.management.soaking.clients import Client, Coach, Runner
from training.management.soaking.ledger import CHECK_IN, Entry, Ledger
from training.management.soaking.shifting import Shift
from training.management.soaking.tally import Tally
from training.management.trials.browsers import Browser
from training.management.trials.places import Place
from training.management.trials.servers import HOST, Server

MODULE = "training.management.soaking"
# Besides the runners: one whose knees are logged by the clock, and one who imports archives.
OTHERS = 2
SAYS_WHY = "no room left"


@dataclass
class Trial:
    """complaints: what did not hold; notes: what was seen or could not be tried."""

    place: Place
    server: Server
    is_small: bool = False
    shift: Shift | None = None
    ledger: Ledger = field(default_factory=Ledger)
    tally: Tally = field(default_factory=Tally)
    over: threading.Event = field(default_factory=threading.Event)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)

    def people(self, number: int) -> None:
        """So many clients: a coach, where there are at least two, and runners."""
        runners = max(number - 1, 1)
        told = json.loads(self._ask("people", runners + OTHERS))
        self.cookie, made = told["cookie"], told["runners"]
        self.ledger.start_from(self.counted())
        self.clients = [self._runner(one, seed) for seed, one in enumerate(made[:runners])]
        self.visitor, self.importer = (self._runner(one, runners) for one in made[runners:])
        if number > 1:
            keys = [one["id"] for one in made[:runners]]
            self.clients.append(Coach(*self._client(told["coach"], number), athletes=keys))

    def _runner(self, one: dict[str, str], seed: int) -> Runner:
        return Runner(*self._client(one, seed), key=one["id"], ledger=self.ledger, today=self.today)

    def _client(
        self, one: dict[str, str], seed: int
    ) -> tuple[Browser, Tally, threading.Event, random.Random]:
        browser = Browser(HOST, self.server.port, {self.cookie: one["session"]})
        return browser, self.tally, self.over, random.Random(seed)  # noqa: S311 the same acts every time

    @property
    def today(self) -> date:
        """By the clock that KneeLog has here."""
        return self.shift.change.date() if self.shift else datetime.now(UTC).date()

    def _ask(self, name: str, *words: object) -> str:
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with self.place.start("-W", "ignore", "-m", f"{MODULE}.{name}", *words, **piped) as process:
            said, complaint = process.communicate()
        if process.returncode:
            raise OSError((complaint.strip().splitlines() or [f"{name} ended"])[-1])
        return said

    def counted(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._ask("count"))
        return found

    def expect(self, holds: bool, words: str) -> None:
        if not holds:
            self.complaints.append(words)

    def archive(self, files: int) -> Path:
        """A zip of hours in GPX, each on a day of its own."""
        path = self.place.folder / "trial.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number in range(files):
                archive.writestr(f"{number}.gpx", gpx(START - timedelta(days=number)))
        return path

    def log_clear(self, day: str) -> None:
        """Both knees at ease now, by the clock of the server; `day` is the one it must be."""
        keys = [str(uuid4()), str(uuid4())]
        for key in keys:
            self.ledger.sending(key, Entry(CHECK_IN, self.visitor.key, day, "0"))
        fields = {"entry_id": keys, "moment": "morning"}
        answer = self.visitor.browser.post("/knee/clear/", fields)
        for key in keys:
            self.ledger.answered(key, kept=answer.status == 302)
        self.expect(answer.status == 302, f"clear knees were answered with {answer.status} after a jump")

    def is_refused_or_kept(self) -> bool:
        """Whether a run sent now is acknowledged, or refused by a page that says that there is no room."""
        pk, entry, fields = self.visitor.run()
        self.ledger.sending(pk, entry)
        answer = self.visitor.browser.post("/log/", fields)
        self.ledger.answered(pk, kept=answer.status == 302)
        return answer.status == 302 or (answer.status == 507 and SAYS_WHY in answer.text)

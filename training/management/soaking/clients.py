"""Runners and a coach at their browsers: each does what people do, act after act, until it is over."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

from training.management.soaking.ledger import CHECK_IN, RUN, Entry, Ledger
from training.management.soaking.tally import OUTAGE, Tally
from training.management.trials.browsers import Answer, Browser, NoAnswerError
from training.management.trials.uploads import ImportFailedError, finish

PAUSE_S, BACK_LATER_S = 0.05, 0.5
# Days back of what is logged: so many that no week gets fuller than a life has it. Files lie before them.
DAYS, MINUTES, FILE_DAYS = 1_500, 1_000, 4_000
ROWS_A_FILE = 3
SECONDS_TO_GIVE_UP = 120


@dataclass
class Client:
    """Somebody at a browser. over: the end is near; nothing new is begun."""

    browser: Browser
    tally: Tally
    over: threading.Event
    dice: random.Random

    def go_on(self) -> None:
        """Act until it is over; what breaks is counted, and the next act tried."""
        while not self.over.is_set():
            act = self._choose()
            try:
                act()
            except (NoAnswerError, OSError):
                self.tally.unanswered(act.__name__)
                time.sleep(BACK_LATER_S)
            except ImportFailedError as problem:
                self.tally.unexpected(act.__name__, str(problem))
            self.over.wait(PAUSE_S)
        self.end()
        self.browser.close()

    def end(self) -> None:
        """What is left to do when it is over."""

    def _choose(self) -> Callable[[], object]:
        raise NotImplementedError

    def look(self, act: str, path: str) -> Answer:
        return self._told(act, lambda: self.browser.get(path))

    def _told(self, act: str, ask: Callable[[], Answer]) -> Answer:
        began = time.perf_counter()
        answer = ask()
        page = answer.text if answer.status in OUTAGE else ""
        self.tally.answered(act, answer.status, time.perf_counter() - began, page)
        return answer


@dataclass
class Coach(Client):
    athletes: list[str] = field(default_factory=list)

    def _choose(self) -> Callable[[], object]:
        return self.dice.choice([self.see_roster, self.see_athlete])

    def see_roster(self) -> None:
        self.look("roster", "/athletes/")

    def see_athlete(self) -> None:
        self.look("athlete", f"/athletes/{self.dice.choice(self.athletes)}/")


@dataclass
class Runner(Client):
    """today: when it began; number: tells its entries from each other; mine: runs that may be edited.

    unfinished: addresses of imports that are not in the log yet, and how many runs they hold.
    """

    key: str
    ledger: Ledger
    today: date
    number: int = 0
    mine: list[tuple[str, str, str]] = field(default_factory=list)
    unfinished: list[tuple[str, int]] = field(default_factory=list)

    def _choose(self) -> Callable[[], object]:
        acts = [self.log_run, self.check_in, self.see_today, self.see_plan, self.edit_run, self.bring_file]
        return self.dice.choices(acts, weights=[30, 20, 30, 8, 10, 2])[0]

    def end(self) -> None:
        try:
            self.finish_files()
        except (NoAnswerError, OSError, ImportFailedError) as problem:
            self.tally.unexpected("import", f"could not be finished ({problem})")

    def see_today(self) -> None:
        self.look("Today", "/")

    def see_plan(self) -> None:
        self.look("plan", "/plan/")

    def log_run(self) -> None:
        pk, entry, fields = self.run()
        if self._send("log run", "/log/", fields, pk, entry):
            self.mine.append((pk, fields["day"], fields["time"]))

    def run(self) -> tuple[str, Entry, dict[str, str]]:
        """A run that was not sent before: its id, what the log must hold of it, and the form."""
        metres = self.dice.randint(40, 160) * 100
        day, clock = self._moment()
        pk = str(uuid4())
        fields = {"entry_id": pk, "day": day, "time": clock, "distance_m": f"{metres / 1000:.1f}"}
        return pk, Entry(RUN, self.key, day, str(metres)), fields

    def check_in(self) -> None:
        score = str(self.dice.randint(0, 4))
        day, clock = self._moment()
        pk, entry = str(uuid4()), Entry(CHECK_IN, self.key, day, score)
        fields = {
            "entry_id": pk,
            "day": day,
            "time": clock,
            "score": score,
            "side": "left",
            "moment": "after",
        }
        self._send("check-in", "/knee/", fields, pk, entry)

    def edit_run(self) -> None:
        """The distance of a run logged before; each is edited once, so its version is known."""
        if not self.mine:
            return
        pk, day, clock = self.mine.pop(self.dice.randrange(len(self.mine)))
        metres = self.dice.randint(170, 300) * 100
        fields = {"version": "1", "day": day, "time": clock, "distance_m": f"{metres / 1000:.1f}"}
        self._send("edit run", f"/runs/{pk}/", fields, pk, Entry(RUN, self.key, day, str(metres)))

    def bring_file(self) -> None:
        """A table of runs, looked at and taken in."""
        self.number += 1
        first = self.today - timedelta(days=FILE_DAYS + ROWS_A_FILE * self.number)
        days = [first + timedelta(days=row) for row in range(ROWS_A_FILE)]
        table = "".join(["start,distance_m\n", *(f"{day}T07:00:00Z,8000\n" for day in days)])
        answer = self._told(
            "import", lambda: self.browser.send_file("/import/", "files", "runs.csv", table.encode())
        )
        if answer.status == 302:
            self.unfinished.append((answer.location, ROWS_A_FILE))
            self.finish_files()

    def finish_files(self) -> None:
        """Have all in the log that was sent: where a fault came in between, a later try goes on with it."""
        while self.unfinished:
            address, runs = self.unfinished[0]
            finish(self.browser, address)
            self.ledger.took_in(self.key, runs)
            del self.unfinished[0]

    def _moment(self) -> tuple[str, str]:
        """A day and a minute that no other entry of this runner has."""
        self.number += 1
        day = self.today - timedelta(days=1 + self.number % DAYS)
        minute = 240 + self.number // DAYS % MINUTES
        return day.isoformat(), f"{minute // 60:02}:{minute % 60:02}"

    def _send(self, act: str, path: str, fields: Mapping[str, str], pk: str, entry: Entry) -> bool:
        """Whether it was acknowledged; sent again, as people do, where the server could not answer."""
        self.ledger.sending(pk, entry)
        end = time.monotonic() + SECONDS_TO_GIVE_UP
        while time.monotonic() < end:
            try:
                answer = self._told(act, lambda: self.browser.post(path, fields))
            except (NoAnswerError, OSError):
                self.tally.unanswered(act)
            else:
                # 422: an edit that came through before its answer was lost is told as stale.
                if answer.status not in OUTAGE:
                    kept = answer.status == 302
                    self.ledger.answered(pk, kept=kept)
                    if not kept:
                        self.tally.unexpected(act, f"was answered with {answer.status}")
                    return kept
            time.sleep(BACK_LATER_S)
        return False

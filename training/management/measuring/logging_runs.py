"""Logging a run over real HTTP: KneeLog in processes of its own, browsers with kept connections here."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.urls import reverse

from kneelog.messages import MessagesCookie
from training.management.measuring.copies import copy_log
from training.management.measuring.figures import Figure, median_ms, seconds_of
from training.management.measuring.invented import know_tables, runner_with
from training.management.measuring.machine import cores
from training.management.measuring.pages import logged_in, queries_of
from training.management.measuring.scale import Scale
from training.management.trials.browsers import Browser
from training.management.trials.places import here
from training.management.trials.processes import family, parent_of, processor_s, words_of
from training.management.trials.servers import HOST, SERVE, Server
from training.models import User

LOG_MS, TODAY_MS, A_SECOND, MOST_QUERIES = 10, 25, 250, 8
MINUTES_A_DAY, FIRST_DAYS_AGO = 600, 30
MESSAGES = MessagesCookie.cookie_name
# Names of figures that the paper for a million runners rests on.
LOG_CPU, TODAY_CPU = "processor time of KneeLog for a run", "processor time of KneeLog for Today"
LOG_DATABASE_CPU = "processor time of PostgreSQL for a run"
TODAY_DATABASE_CPU = "processor time of PostgreSQL for Today"


@dataclass(frozen=True)
class Sender:
    """A runner at a browser; sends runs of different minutes of earlier days."""

    browser: Browser
    today: date

    def log(self, number: int) -> float:
        """Seconds until the answer was here; OSError where it is not the way on to Today."""
        day = self.today - timedelta(days=1 + number // MINUTES_A_DAY)
        minute = number % MINUTES_A_DAY
        fields = {"entry_id": str(uuid4()), "day": day.isoformat(), "distance_m": "8.1"}
        fields["time"] = f"{6 + minute // 60:02}:{minute % 60:02}"
        # Today has shown what was said of the run before: else the words pile up, past a cookie's size.
        self.browser.cookies.pop(MESSAGES, None)
        began = time.perf_counter()
        answer = self.browser.post("/log/", fields)
        if answer.status != 302:
            raise OSError(f"logging a run was answered with {answer.status}")
        return time.perf_counter() - began

    def see_today(self) -> None:
        if self.browser.get("/").status != 200:
            raise OSError("Today could not be seen")


def logging_runs(scale: Scale) -> Iterator[Figure]:
    people = {size: _people(size, scale) for size in scale.written_to}
    know_tables()
    for size, runners in people.items():
        queries = _queries(runners[0])
        yield Figure(
            f"queries of logging a run, {size:,} runs", queries, "", queries, most_queries=MOST_QUERIES
        )
    with Server(here()) as server:
        senders = {size: [sender_of(server, one) for one in runners] for size, runners in people.items()}
        for size, ready in senders.items():
            yield from _one_client(size, ready[0], scale)
        for size, ready in senders.items():
            yield from _many_clients(f"{size:,} runs, {len(ready)} clients", ready, scale.logs, scale)
        if cores() > 1:
            yield from _all_cores(server, size, people[size], scale)
        yield from _processor_times(server, senders[scale.written_to[1]][0], scale)


def _people(size: int, scale: Scale) -> list[User]:
    """As many runners as clients, each with a history of this length."""
    first = runner_with(size, f"logs-{size}-0")
    others = [runner_with(0, f"logs-{size}-{number}") for number in range(1, scale.clients)]
    for shoe in others:
        copy_log(first, shoe)
    return [shoe.runner for shoe in (first, *others)]


def _queries(runner: User) -> int:
    client, day = logged_in(runner), runner.profile.today() - timedelta(days=1)
    fields = {"day": day.isoformat(), "time": "05:00", "distance_m": "8.1"}
    return queries_of(lambda: client.post(reverse("log-run"), fields))


def sender_of(server: Server, runner: User) -> Sender:
    """A browser that has logged its first run: connections are open and templates compiled."""
    cookie = logged_in(runner).cookies[settings.SESSION_COOKIE_NAME].value
    browser = Browser(HOST, server.port, {settings.SESSION_COOKIE_NAME: cookie})
    sender = Sender(browser, runner.profile.today())
    sender.log(MINUTES_A_DAY * FIRST_DAYS_AGO)
    return sender


def _one_client(size: int, sender: Sender, scale: Scale) -> Iterator[Figure]:
    times = [sender.log(number) for number in range(scale.logs)]
    yield Figure(f"a run, {size:,} runs, 1 client: median", median_ms(times), "ms", at_most=LOG_MS)
    looks = [seconds_of(sender.see_today) for _ in range(scale.rounds)]
    yield Figure(f"Today over HTTP, {size:,} runs: median", median_ms(looks), "ms", at_most=TODAY_MS)


def _all_cores(server: Server, size: int, runners: list[User], scale: Scale) -> Iterator[Figure]:
    """As many server processes as cores, each with its share of the clients."""
    with ExitStack() as stack:
        servers = [server, *(stack.enter_context(Server(here(), SERVE)) for _ in range(cores() - 1))]
        turns = zip(cycle(servers), runners, strict=False)
        senders = [sender_of(one, runner) for one, runner in turns]
        who = f"{size:,} runs, {len(senders)} clients, {len(servers)} server processes"
        yield from _many_clients(who, senders, scale.logs * 2, scale)


def _many_clients(who: str, senders: list[Sender], first: int, scale: Scale) -> Iterator[Figure]:
    """first: number of the first run that nobody of them has sent before."""

    def send(sender: Sender) -> list[float]:
        return [sender.log(first + number) for number in range(scale.logs)]

    busy, began = time.process_time(), time.perf_counter()
    with ThreadPoolExecutor(len(senders)) as pool:
        times = [taken for taken in pool.map(send, senders) for taken in taken]
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    yield Figure(f"runs a second, {who}", len(times) / seconds, "/s", at_least=A_SECOND)
    yield Figure(f"a run, {who}: median", statistics.median(times) * 1000, "ms")
    yield Figure(f"processor time of the clients for a run, {who}", busy / len(times) * 1000, "ms")


def _processor_times(server: Server, sender: Sender, scale: Scale) -> Iterator[Figure]:
    """What a run and a look cost in processor time, with one client: it holds on a busy computer too."""
    number = scale.logs * 3
    for web, database, act in (
        (LOG_CPU, LOG_DATABASE_CPU, lambda step: sender.log(number + step)),
        (TODAY_CPU, TODAY_DATABASE_CPU, lambda step: sender.see_today()),
    ):
        pids = {web: server.web_pids(), database: _database_pids()}
        before = {name: processor_s(found) for name, found in pids.items()}
        for step in range(scale.logs):
            act(step)
        for name, found in pids.items():
            if found:
                yield Figure(name, (processor_s(found) - before[name]) / scale.logs * 1000, "ms")


def _database_pids() -> list[int]:
    """PostgreSQL's processes, where it runs on this computer and may be looked at."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        postmaster = parent_of(cursor.fetchone()[0])
    return family(postmaster) if "postgres" in words_of(postmaster)[0] else []

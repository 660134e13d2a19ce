"""What the coach's list costs: the first look of a day, reading all logs, and every look after that."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.management.measuring.athletes import DAYS, coach_of_many
from training.models import User

SIZES = (50, 500)
ROUNDS = 7


def roster_report() -> Iterator[str]:
    """Three lines a size; to be called in a transaction that is rolled back."""
    for size in SIZES:
        began = time.perf_counter()
        coach = coach_of_many(size)
        rows, seconds = 2 * DAYS * size, time.perf_counter() - began
        yield f"athletes   {size:>9,} with {rows:,} runs and check-ins, put in in {seconds:.0f} s"
        yield from _measure(coach, size)


def _measure(coach: User, size: int) -> Iterator[str]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(coach)
    caches["summaries"].clear()
    page, line = _once(lambda: client.get(reverse("roster")))
    yield f"roster     {size:>9,} athletes, first look of a day: {line}, {_unread(page)} logs left to read"
    if _unread(page):
        yield _read_on(client, size)
    times = [_once(lambda: client.get(reverse("roster"))) for _round in range(ROUNDS)]
    median = statistics.median(float(line.split()[0]) for _page, line in times)
    queries = times[0][1].partition(", ")[2]
    said = f"{median:.1f} ms, {queries}; {median / size:.2f} ms an athlete"
    yield f"roster     {size:>9,} athletes, every other look: {said}"


def _read_on(client: Client, size: int) -> str:
    """All steps of reading on, as the page's script asks for them."""
    steps, began, unread = 0, time.perf_counter(), size
    most = 0
    while unread:
        with CaptureQueriesContext(connection) as queries:
            unread = _unread(client.post(reverse("read-athletes"), follow=True))
        steps, most = steps + 1, max(most, len(queries))
    seconds = time.perf_counter() - began
    return (
        f"roster     {size:>9,} athletes, reading on: {steps} steps, {seconds:.1f} s, "
        f"{seconds * 1000 / size:.1f} ms an athlete, at most {most} queries a step and the page after it"
    )


def _unread(page: Any) -> int:
    found = re.search(r'data-reading="(\d+)"', page.text)
    return int(found[1]) if found else 0


def _once(act: Callable[[], Any]) -> tuple[Any, str]:
    with CaptureQueriesContext(connection) as queries:
        began = time.perf_counter()
        answer = act()
        seconds = time.perf_counter() - began
    return answer, f"{seconds * 1000:.1f} ms, {len(queries)} queries"

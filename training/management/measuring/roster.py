"""What the coach's list costs: the first look of a day, reading all logs, and every look after that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.management.measuring.athletes import coach_of_many
from training.management.measuring.figures import Figure, growth, in_turn, median_ms, seconds_of
from training.management.measuring.pages import collect_static_files, logged_in, queries_of
from training.management.measuring.scale import Scale

MOST_QUERIES = 10


def roster(scale: Scale) -> Iterator[Figure]:
    collect_static_files()
    coaches = []
    for size in scale.athletes:
        client = logged_in(coach_of_many(size, scale.athlete_days))
        caches["summaries"].clear()
        yield from _first_look(client, size)
        coaches.append(partial(client.get, reverse("roster")))
    times = in_turn(coaches, scale.rounds)
    for size, act, taken in zip(scale.athletes, coaches, times, strict=True):
        what = f"every other look, {size} athletes"
        yield Figure(what, median_ms(taken), "ms", queries_of(act), most_queries=MOST_QUERIES)
    few, many = scale.athletes[0], scale.athletes[-1]
    share = growth(times[0], times[-1]) * few / many
    yield Figure(f"an athlete's share: {many} against {few}", share, "times", at_most=1)


def _first_look(client: Client, size: int) -> Iterator[Figure]:
    """With an empty memory: what the page takes, and what the script then asks for in steps."""
    pages: list[Any] = []
    seconds = seconds_of(lambda: pages.append(client.get(reverse("roster"))))
    unread = _unread(pages[0])
    yield Figure(f"first look of a day, {size} athletes", seconds * 1000, "ms")
    most, reading = 0, 0.0
    while unread:
        with CaptureQueriesContext(connection) as queries:
            reading += seconds_of(lambda: pages.append(client.post(reverse("read-athletes"), follow=True)))
        unread, most = _unread(pages[-1]), max(most, len(queries))
    if reading:
        yield Figure(
            f"then reading their logs, {size} athletes, in {len(pages) - 1} steps", reading, "s", most
        )


def _unread(page: Any) -> int:
    found = re.search(r'data-reading="(\d+)"', page.text)
    return int(found[1]) if found else 0

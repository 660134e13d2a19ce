"""What pages cost with logs of different lengths, measured in turn in one process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from training.management.measuring.figures import Figure, growth, in_turn, median_ms
from training.management.measuring.invented import know_tables, runner_with
from training.management.measuring.scale import Scale
from training.models import User

PAGES = {"All runs": "runs", "Log a run": "log-run", "Knee": "knee", "Shoes": "shoes", "Plan": "plan"}
OF_A_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
TODAY_MS, TODAY_QUERIES, MOST_GROWTH = 25, 12, 1.2


def pages(scale: Scale) -> Iterator[Figure]:
    """Today with each history; the others with the shortest and the longest."""
    collect_static_files()
    visitors = [logged_in(runner_with(size, f"pages-{size}").runner) for size in scale.histories]
    know_tables()
    acts = [partial(visitor.get, reverse("today")) for visitor in visitors]
    times = in_turn(acts, scale.rounds)
    for size, act, taken in zip(scale.histories, acts, times, strict=True):
        yield Figure(
            f"Today, {size:,} runs", median_ms(taken), "ms", queries_of(act),
            at_most=TODAY_MS, most_queries=TODAY_QUERIES,
        )  # fmt: skip
    yield _growth("Today", scale, times[0], times[-1])
    for title, name in PAGES.items():
        yield from _page(
            title, [partial(one.get, reverse(name)) for one in (visitors[0], visitors[-1])], scale
        )


def _page(title: str, acts: list[Callable[[], Any]], scale: Scale) -> Iterator[Figure]:
    few, many = in_turn(acts, scale.rounds)
    yield Figure(f"{title}, {scale.histories[-1]:,} runs", median_ms(many), "ms", queries_of(acts[-1]))
    yield _growth(title, scale, few, many)


def _growth(title: str, scale: Scale, few: list[float], many: list[float]) -> Figure:
    what = f"{title}: {scale.histories[-1]:,} runs against {scale.histories[0]:,}"
    return Figure(what, growth(few, many), "times", at_most=MOST_GROWTH)


def collect_static_files() -> None:
    """Pages name them; where a server runs, it has collected them."""
    call_command("collectstatic", verbosity=0, interactive=False)


def logged_in(runner: User) -> Client:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(runner)
    return client


def queries_of(act: Callable[[], Any]) -> int:
    """How many it takes; OSError where it is no success, whose time would say nothing."""
    with CaptureQueriesContext(connection) as queries:
        status = act().status_code
    if status >= 400:
        raise OSError(f"a page answered with {status}")
    return sum(not query["sql"].startswith(OF_A_TRANSACTION) for query in queries)

"""What /metrics says, for Prometheus: figures of this process and of the database, about nobody.

No label ever holds a person, an id or an address: routes and jobs are named by the code, so there are as many
series as there are names. Decisions: docs/adr/0020-metrics-and-logs.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from django.db import connections
from django.db.utils import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import (
    REGISTRY,
    Counter,
    Gauge,
    Histogram,
    Info,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from kneelog import __version__
from kneelog.tracing import method_of, route_of
from training.tasks.figures import Figures, Waiting, read_figures

disable_created_metrics()

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REQUESTS = Counter("kneelog_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram("kneelog_request_seconds", "Time until the answer.", ["route"], buckets=BUCKETS)
IN_PROGRESS = Gauge("kneelog_requests_in_progress", "Requests under way.")
Info("kneelog_build", "The version that runs.").info({"version": __version__})


def measured(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count each request, under the name of its route and the first digit of its status."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with IN_PROGRESS.track_inprogress():
            response = get_response(request)
        route = route_of(request)
        REQUESTS.labels(route, method_of(request), f"{response.status_code // 100}xx").inc()
        SECONDS.labels(route).observe(perf_counter() - began)
        return response

    return middleware


def exposition() -> bytes:
    """All figures as Prometheus reads them."""
    return generate_latest(REGISTRY)


class Stored(Collector):
    """Read from the database when they are asked for, so that any process tells them of all workers."""

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing: else they would be read once when this module is loaded."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            figures = read_figures(timezone.now())
        except Error:
            yield gauge("kneelog_database_up", "Whether the database answers.", {(): 0})
            return
        yield gauge("kneelog_database_up", "Whether the database answers.", {(): 1})
        yield from of_jobs(figures)
        yield from of_waiting("mails", "mail", figures.mails)
        yield from of_waiting("webhooks", "message of webhooks", figures.webhooks)
        yield from of_schedules(figures)
        yield from of_pools()


def of_jobs(figures: Figures) -> Iterator[GaugeMetricFamily]:
    yield gauge("kneelog_workers", "Workers that live.", {(): figures.workers})
    yield gauge("kneelog_jobs", "Jobs, done and failed ones of a day.", figures.jobs, "task", "state")
    words = "How long the oldest job waits that should have begun."
    yield gauge("kneelog_jobs_longest_wait_seconds", words, {(): figures.longest_wait_s})


def of_waiting(what: str, one: str, waiting: Waiting) -> Iterator[GaugeMetricFamily]:
    yield gauge(f"kneelog_{what}_waiting", f"Each {one} that is to be sent.", {(): waiting.number})
    words = f"How long the oldest {one} waits that should have gone."
    yield gauge(f"kneelog_{what}_longest_wait_seconds", words, {(): waiting.longest_s})


def of_schedules(figures: Figures) -> Iterator[GaugeMetricFamily]:
    ended = {(row.name,): row.success_at.timestamp() for row in figures.schedules if row.success_at}
    words = "When it last ended well."
    yield gauge("kneelog_schedule_last_success_timestamp_seconds", words, ended, "schedule")
    failures = {(row.name,): row.failures for row in figures.schedules}
    yield gauge("kneelog_schedule_failures", "How often it failed since it ended well.", failures, "schedule")


def of_pools() -> Iterator[GaugeMetricFamily]:
    """Of PostgreSQL alone."""
    values = {}
    for database in connections.all():
        if pool := getattr(database, "pool", None):
            now = pool.get_stats()
            idle = now["pool_available"]
            values[database.alias, "idle"], values[database.alias, "busy"] = idle, now["pool_size"] - idle
            values[database.alias, "waiting"] = now["requests_waiting"]
    yield gauge("kneelog_database_connections", "Of this process's pool.", values, "database", "state")


def gauge(name: str, words: str, values: dict[tuple[str, ...], float], *labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=labels)
    for named, value in values.items():
        family.add_metric(named, value)
    return family


REGISTRY.register(Stored())

"""Who reads from the replica: pages that are only looked at, of the log, by who did not just write to theirs.

Everything else asks the primary: writes, transactions, accounts, sessions, grants, links, thresholds, and all
that no browser asked for, the worker above all. Why: docs/adr/0018-databases-and-replicas.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kneelog.databases import DEFAULT, REPLICA
from kneelog.databases.replica import is_near, nearness
from training.models import LogStamp

GetResponse = Callable[[HttpRequest], HttpResponse]

OWN_WRITES = timedelta(seconds=5)
# What fills a history. The stamp comes from where the log does: nothing is remembered under a newer one.
LOG = frozenset(
    f"training.{name}"
    for name in ("run", "shoe", "checkin", "careentry", "gapanswer", "previousinjury", "logstamp")
)


@dataclass
class Reads:
    """Where one request reads the log: decided when it first does, and from then on only for the primary."""

    request: HttpRequest
    source: str = ""

    def alias(self) -> str:
        self.source = self.source or (REPLICA if self._may_be_behind() else DEFAULT)
        return self.source

    def _may_be_behind(self) -> bool:
        person, now = self.request.user, timezone.now()
        if not person.is_authenticated:
            return False
        stamps = LogStamp.objects.using(DEFAULT).filter(runner=person.pk)
        return not stamps.filter(at__gt=now - OWN_WRITES).exists() and is_near(now)


_reads: ContextVar[Reads | None] = ContextVar("reads", default=None)


class Router:
    """Reads of the log go where the request reads them; all else, and migrations, to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        reads = _reads.get()
        if reads is None or model._meta.label_lower not in LOG or connections[DEFAULT].in_atomic_block:
            return DEFAULT
        return reads.alias()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        reads = _reads.get()
        if reads is not None and model._meta.label_lower in LOG:
            reads.source = DEFAULT
        return DEFAULT

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, alias: str, app: str, **hints: Any) -> bool:
        return alias == DEFAULT


def reads(get_response: GetResponse) -> GetResponse:
    """Pages that are only looked at may be of a few seconds ago; who must not see that, sees the primary."""
    if REPLICA not in settings.DATABASES:
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        with _reading(Reads(request)), connections[REPLICA].execute_wrapper(instead):
            return get_response(request)

    return middleware


@contextmanager
def _reading(reads: Reads) -> Iterator[None]:
    token = _reads.set(reads)
    try:
        yield
    finally:
        _reads.reset(token)


def instead(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Ask the replica, and where it fails the primary: whoever reads does not notice."""
    try:
        return execute(sql, params, many, context)
    except Error:
        nearness.failed(timezone.now())
        if reads := _reads.get():
            reads.source = DEFAULT
        answer = connections[DEFAULT].cursor()
        answer.execute(sql, params)
        # The rows are fetched from what is in here.
        context["cursor"].cursor = answer.cursor
        return None

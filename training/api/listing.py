"""A list in pieces: newest first, in an order that never changes, from where the last piece ended."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from training.api.problems import REFUSED, Problem

MOST = 100
USUAL = 50
READ = {"local_date": date.fromisoformat, "on": date.fromisoformat, "id": UUID}


def piece(rows: QuerySet[Any], order: Sequence[str], cursor: str | None, limit: int) -> tuple[list[Any], str]:
    """At most `limit` rows from the cursor on, and the cursor of what follows; `` where nothing does.

    order: columns, each falling, that together name one row.
    """
    after = rows.order_by(*(f"-{name}" for name in order))
    if cursor:
        after = after.filter(_beyond(order, _read(order, cursor)))
    found = list(after[: limit + 1])
    return found[:limit], _write(order, found[limit - 1]) if len(found) > limit else ""


def link(request: HttpRequest, cursor: str) -> str | None:
    """The address of the piece that follows; None at the end."""
    if not cursor:
        return None
    asked = request.GET.dict() | {"cursor": cursor}
    return f"{request.path}?{urlencode(asked)}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Whatever comes after the row of these values: the first column first, so that an index serves it."""
    name, value = order[0], values[0]
    if len(order) == 1:
        return Q(**{f"{name}__lt": value})
    tied = Q(**{name: value}) & _beyond(order[1:], values[1:])
    return Q(**{f"{name}__lte": value}) & (Q(**{f"{name}__lt": value}) | tied)


def _write(order: Sequence[str], row: Any) -> str:
    values = [getattr(row, name) for name in order]
    told = [str(value) if isinstance(value, UUID) else value.isoformat() for value in values]
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode()


def _read(order: Sequence[str], cursor: str) -> list[Any]:
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor))
        values = [READ.get(name, _instant)(word) for name, word in zip(order, told, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        raise Problem(REFUSED, errors=[("cursor", "Take it from the `next` of the list before.")]) from None
    return values


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    # Here, where one that no calendar holds is told.
    return moment.astimezone(UTC)

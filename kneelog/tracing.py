"""What is under way in this thread, so that each log line can say what it belongs to: a request or a job."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
# What proxies draw: hexadecimal digits, perhaps as a UUID. Nothing anybody could have typed.
LOOKS_DRAWN = re.compile(r"[0-9A-Fa-f-]{16,64}")

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "-"}

Fields = dict[str, object]

access = logging.getLogger("kneelog.access")
_under_way: ContextVar[Callable[[], Fields]] = ContextVar("under_way", default=dict)


def under_way() -> Fields:
    """The names of what this thread is doing; nothing of what it does it with."""
    return _under_way.get()()


@contextmanager
def doing(fields: Callable[[], Fields]) -> Iterator[None]:
    """Log lines of the block carry what `fields` says when they are written."""
    token = _under_way.set(fields)
    try:
        yield
    finally:
        _under_way.reset(token)


def route_of(request: object) -> str:
    """The name of the address that answers, never the address: "none" where there is no such page."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "none"


def traced(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id, which its log lines and its answer carry; and a line of its own at its end."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number, began = id_of(request), perf_counter()
        with doing(lambda: {"request_id": number, "route": route_of(request)}):
            response = get_response(request)
            tell(request, response, perf_counter() - began)
        response.headers[HEADER] = number
        return response

    return middleware


def id_of(request: HttpRequest) -> str:
    """A new one, or the one that the proxy drew."""
    drawn = request.headers.get(HEADER, "") if settings.KNEELOG_BEHIND_PROXY else ""
    return drawn if LOOKS_DRAWN.fullmatch(drawn) else str(uuid.uuid4())


def tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    fields = {
        "method": method_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": None if response.streaming else len(response.content),
    }
    access.info("%s %s", fields["method"], response.status_code, extra={"fields": fields})


def method_of(request: object) -> str:
    """One of those that there are, whatever a stranger sends."""
    method = getattr(request, "method", "-")
    return method if method in METHODS else "other"

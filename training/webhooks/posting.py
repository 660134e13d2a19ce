"""One message over the network: to an address that was checked, answered in time, and no further."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPException
from socket import SHUT_RDWR, socket
from threading import Timer
from time import monotonic

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from training.models import WebhookDelivery
from training.webhooks.targets import (
    ForbiddenTargetError,
    Target,
    UnknownNameError,
    addresses_of,
    target_of,
)

Problem = WebhookDelivery.Problem
LONGEST_LOOK_UP_S = LONGEST_S = 10
# A name may lead to thousands, each of which would be waited for.
MOST_ADDRESSES = 3
SHORTEST_S = 0.1


@dataclass(frozen=True)
class Answer:
    """What came of a message: the status of the answer, or the problem that left it without one."""

    status: int | None = None
    problem: str = ""

    @property
    def is_yes(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send it once. Redirects are not followed, and of what is answered the status alone is read."""
    try:
        target = target_of(url)
        found = addresses_of(target, settings.KNEELOG_WEBHOOKS_TO, LONGEST_LOOK_UP_S)
    except UnknownNameError:
        return Answer(problem=Problem.UNKNOWN)
    except TimeoutError:
        return Answer(problem=Problem.LATE)
    except (ValueError, ForbiddenTargetError):
        return Answer(problem=Problem.FORBIDDEN)
    ends = monotonic() + LONGEST_S
    try:
        connection = _connect(target, found[:MOST_ADDRESSES], ends)
        return Answer(_ask(connection, target, body, headers, ends))
    except ssl.SSLCertVerificationError:
        return Answer(problem=Problem.UNTRUSTED)
    except (ConnectTimeoutError, NewConnectionError):
        return Answer(problem=Problem.UNREACHABLE)
    except (OSError, HTTPError, HTTPException):
        return Answer(problem=Problem.LATE if monotonic() >= ends else Problem.BROKEN)


def _connect(target: Target, addresses: list[str], ends: float) -> HTTPConnection:
    """A connection to the first of these addresses that takes one."""
    for address in addresses[:-1]:
        with suppress(ConnectTimeoutError, NewConnectionError):
            return _connected(target, address, ends)
    return _connected(target, addresses[-1], ends)


def _connected(target: Target, address: str, ends: float) -> HTTPConnection:
    left = max(ends - monotonic(), SHORTEST_S)
    if target.scheme == "https":
        # The certificate is of the name that was meant, not of the address.
        tls = {"server_hostname": target.host, "ssl_context": ssl.create_default_context()}
        connection = HTTPSConnection(address, target.port, timeout=left, **tls)
    else:
        connection = HTTPConnection(address, target.port, timeout=left)
    connection.connect()
    return connection


def _ask(
    connection: HTTPConnection, target: Target, body: bytes, headers: Mapping[str, str], ends: float
) -> int:
    """The status of the answer. A timeout is for each piece of it; the watch is for all together."""
    watch = Timer(max(ends - monotonic(), SHORTEST_S), _hang_up, [connection.sock])
    watch.start()
    try:
        named = {**headers, "Host": target.named, "User-Agent": "KneeLog", "Content-Type": "application/json"}
        connection.request("POST", target.path, body=body, headers=named, preload_content=False)
        with closing(connection.getresponse()) as answer:
            return answer.status
    finally:
        watch.cancel()
        connection.close()


def _hang_up(line: socket) -> None:
    with suppress(OSError):
        line.shutdown(SHUT_RDWR)

"""A receiver of webhooks on this computer, in a thread of its own."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kneelog.environment import Networks

HERE = Networks(public=True, named=(ipaddress.ip_network("127.0.0.0/8"),))


class Receiver(ThreadingHTTPServer):
    """Keeps (path, headers, body) of each message, and answers with `status`."""

    daemon_threads = True
    status = 204
    more: tuple[tuple[str, str], ...] = ()

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?key=canary"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.server.status)
        for name, value in self.server.more:
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(receiver: ThreadingHTTPServer) -> Iterator[None]:
    """The receiver at work; gone afterwards."""
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        receiver.shutdown()
        thread.join()
        receiver.server_close()


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    """A receiver on this computer, to which the operator lets messages go."""
    settings.KNEELOG_WEBHOOKS_TO = HERE
    receiver = Receiver()
    with serving(receiver):
        yield receiver

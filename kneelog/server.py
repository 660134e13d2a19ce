"""KneeLog's own server: Waitress, in one process. Why this one: docs/adr/0003-server-and-set-up.md."""

import errno
import os
import signal
import socket
import sys

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from kneelog.errors import refused

THREADS = 8
# Somebody who opens many connections and sends a byte now and then keeps fewer than these from others; with
# a file for each body they stay below the 1024 that a process may have open.
CONNECTIONS = 400
LARGEST_REQUEST = 12 * 1024 * 1024  # bytes; Waitress would keep 1 GB of a stranger's on disk


class Refused(ErrorTask):
    """What Waitress takes no further, such as too large a body, is answered by a page of ours."""

    def execute(self) -> None:
        """Called by Waitress: write the answer, and close the connection."""
        # There is no path where not even the first line could be read.
        answer = refused(self.request.error.code, getattr(self.request, "path", ""))
        self.status = f"{answer.status_code} {answer.reason_phrase}"
        self.response_headers.extend(answer.items())
        self.set_close_on_finish()
        self.content_length = len(answer.content)
        self.write(answer.content)


class AddressError(Exception):
    """The address cannot be listened on; the words say what to do."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything else is done, so that a busy port changes nothing.

    Raises AddressError.
    """
    if not 0 <= port <= 65535:
        raise AddressError(f"Port {port} is not a port. Choose one from 1024 to 65535.")
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, proto)
    except OSError as problem:
        raise AddressError(f"{host} is not an address of this computer. Leave --host away.") from problem
    try:
        if os.name == "posix":  # elsewhere the option would share the port with a stranger
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
    except OSError as problem:
        listener.close()
        raise AddressError(explain(problem, host, port)) from problem
    return listener


def explain(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this computer. Leave --host away."
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Stop what runs there, or choose another: --port {port + 1}"
    return f"Port {port} is not allowed ({problem.strerror}). Choose one above 1023: --port 8000"


def serve(listener: socket.socket, application: WSGIHandler) -> None:
    """Serve until Ctrl-C or SIGTERM; requests under way are finished first."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    HTTPChannel.error_task_class = Refused
    server = create_server(
        application,
        sockets=[listener],
        threads=THREADS,
        connection_limit=CONNECTIONS,
        max_request_body_size=LARGEST_REQUEST,
        ident=None,
        clear_untrusted_proxy_headers=not settings.KNEELOG_BEHIND_PROXY,
    )
    server.run()
    server.close()

"""The little of a browser that a trial needs: one kept connection, cookies, forms with their token."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO
from urllib.parse import urlencode

from django.conf import settings

TOKEN = "t" * 32  # a form's token is right where it is the cookie's
FORM = "application/x-www-form-urlencoded"
EDGE = "edge-of-a-part"
SECONDS = 60


class NoAnswerError(Exception):
    """The connection broke before the whole answer came: nobody knows whether it was done."""


@dataclass(frozen=True)
class Answer:
    """sent: bytes of the body as they came, packed perhaps."""

    status: int
    headers: dict[str, str]
    sent: bytes

    @property
    def text(self) -> str:
        is_packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.sent) if is_packed else self.sent).decode(errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


class Browser:
    """Not to be shared by threads."""

    def __init__(self, host: str, port: int, cookies: Mapping[str, str]) -> None:
        self.host, self.port = host, port
        self.cookies = {settings.CSRF_COOKIE_NAME: TOKEN, **cookies}
        self.stream: BinaryIO | None = None
        self.socket: socket.socket | None = None

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str | list[str]]) -> Answer:
        """A form, with its token."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **fields}, doseq=True).encode()
        return self._ask("POST", path, body)

    def send_file(self, path: str, field: str, name: str, data: bytes) -> Answer:
        """A form with a file."""
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'
        head += f'--{EDGE}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        head += "Content-Type: application/octet-stream\r\n\r\n"
        body = head.encode() + data + f"\r\n--{EDGE}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={EDGE}")

    def send(self, path: str, data: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What a script sends: bytes of some kind, the token beside them."""
        return self._ask("POST", path, data, kind, {"X-CSRFToken": TOKEN, **(headers or {})})

    def close(self) -> None:
        if self.stream and self.socket:
            self.stream.close()
            self.socket.close()
        self.stream = self.socket = None

    def _ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = FORM,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """NoAnswerError where none came; OSError where nobody listens, so that nothing was sent."""
        if self.stream is None or self.socket is None:
            self.socket = socket.create_connection((self.host, self.port), SECONDS)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.stream = self.socket.makefile("rb")
        try:
            self.socket.sendall(self._head(method, path, body, kind, headers or {}) + body)
            answer = _read(self.stream)
        except (OSError, ValueError) as problem:
            self.close()
            raise NoAnswerError(f"{method} {path}: {problem}") from problem
        self._keep(answer)
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _head(self, method: str, path: str, body: bytes, kind: str, headers: Mapping[str, str]) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Cookie: {cookies}"]
        lines += ["Accept-Encoding: gzip", "Accept: */*"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def _keep(self, answer: Answer) -> None:
        for line in answer.headers.get("set-cookie", "").splitlines():
            name, _, rest = line.partition("=")
            if name != settings.CSRF_COOKIE_NAME:
                self.cookies[name] = rest.partition(";")[0]


def _read(stream: BinaryIO) -> Answer:
    """One answer; ValueError where it ends too early."""
    status = int(_line(stream).split()[1])
    headers: dict[str, str] = {}
    while line := _line(stream).strip():
        name, _, value = line.partition(":")
        before = headers.get(name.lower())
        headers[name.lower()] = f"{before}\n{value.strip()}" if before else value.strip()
    if headers.get("transfer-encoding", "").lower() == "chunked":
        return Answer(status, headers, b"".join(iter(lambda: _chunk(stream), b"")))
    length = int(headers.get("content-length", 0))
    body = stream.read(length)
    if len(body) < length:
        raise ValueError("the answer ended too early")
    return Answer(status, headers, body)


def _line(stream: BinaryIO) -> str:
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise ValueError("the connection was closed")
    return line.decode("latin-1")


def _chunk(stream: BinaryIO) -> bytes:
    size = int(_line(stream), 16)
    data = stream.read(size)
    stream.read(2)
    return data

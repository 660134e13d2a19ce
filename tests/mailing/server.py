"""A mail server of this process: takes mails, or refuses them as a test says."""

from __future__ import annotations

import socketserver
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import SHUT_RDWR
from threading import Thread
from typing import ClassVar

from django.core.mail.backends.locmem import EmailBackend


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline():
            word = line.strip().upper()
            if word == b"DATA":
                self._take()
            elif word.startswith(b"RCPT"):
                self._say(self.server.to_addresses)
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.heard.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.server.to_mails:
            self._say(self.server.to_mails)
        else:
            self.connection.shutdown(SHUT_RDWR)

    def _say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """What it answers to an address, and to a mail ("" breaks off); heard: what was sent to it."""

    daemon_threads = True
    to_addresses = "250 fine"
    to_mails = "250 taken"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.heard: list[EmailMessage] = []
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]


class Interrupted(EmailBackend):
    """A server that takes mails, while somebody else does something in between."""

    at_opening: ClassVar[list[Callable[[], object]]] = []
    at_sending: ClassVar[list[Callable[[], object]]] = []

    def open(self) -> bool:
        while self.at_opening:
            self.at_opening.pop()()
        return True

    def send_messages(self, messages: list[object]) -> int:
        while self.at_sending:
            self.at_sending.pop()()
        return super().send_messages(messages)

"""What the network's name server says, so that none is asked."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest


def answer(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Of every name, these addresses."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)


def know_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every name, that nobody has it."""

    def refuse(*_args: object, **_more: object) -> NoReturn:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)

"""Where messages may go: by the address a name leads to, never by the name."""

from __future__ import annotations

import ipaddress
import socket
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from kneelog.environment import Networks

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"https": 443, "http": 80}
LONGEST_URL = 500
# What is not for everybody, though not every Python says so: protocol assignments, where clouds keep what is
# theirs alone, a cloud's own helper, and examples of IPv6.
WITHHELD = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "168.63.129.16/32", "3fff::/20")))
# Of IPv6, nothing else is given out for everybody yet: the rest is for translators, or for nobody.
GIVEN_OUT = ipaddress.ip_network("2000::/3")
# IPv6 addresses that stand for an IPv4 one.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class BadUrlError(ValueError):
    """No address that a message could be sent to."""


class ForbiddenTargetError(Exception):
    """It leads to where messages may not go."""


class UnknownNameError(Exception):
    """No computer has this name."""


@dataclass(frozen=True)
class Target:
    """The parts of a webhook's URL. path: with its query. host: in ASCII, without brackets."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """As the header `Host` names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def target_of(url: str) -> Target:
    """The parts of a URL; BadUrlError where it is none, holds a password, or says more than where to send."""
    if len(url) > LONGEST_URL or any(sign.isspace() or not sign.isprintable() for sign in url):
        raise BadUrlError
    try:
        parts = urlsplit(url)
        port, host = parts.port, _ascii(parts.hostname or "")
    except ValueError:
        raise BadUrlError from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or parts.fragment or port == 0:
        raise BadUrlError
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], iri_to_uri(path))


def _ascii(host: str) -> str:
    """The name or address as it is asked for; ValueError where it is none."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    return host.encode("idna").decode("ascii").rstrip(".")


def addresses_of(target: Target, may: Networks, within_s: float) -> list[str]:
    """The addresses of this target, to be used as they are: asked again, a name may lead elsewhere.

    ForbiddenTargetError where one of them is not allowed, UnknownNameError where there is none, TimeoutError
    where nobody knows in time.
    """
    found: Future[list[str]] = Future()
    # The system's look-up has no bound and cannot be broken off: it is left behind.
    Thread(target=_look_up, args=(target, found), daemon=True).start()
    addresses = found.result(within_s)
    if not addresses:
        raise ForbiddenTargetError
    refuse_forbidden(target, addresses, may)
    return addresses


def refuse_forbidden(target: Target, addresses: list[str], may: Networks) -> None:
    """ForbiddenTargetError where one of the addresses that the target leads to is not allowed."""
    if not all(_is_allowed(target, address, may) for address in addresses):
        raise ForbiddenTargetError


def written_in(target: Target) -> list[str]:
    """The addresses of a host that needs no looking up, in whatever way it is written; none of a name."""
    if ":" in target.host:
        return [target.host]
    if target.host == "localhost" or target.host.endswith(".localhost"):
        return ["127.0.0.1"]
    try:
        return [socket.inet_ntoa(socket.inet_aton(target.host))]
    except OSError:
        return []


def _look_up(target: Target, found: Future[list[str]]) -> None:
    try:
        places = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found.set_exception(UnknownNameError())
    else:
        found.set_result(list(dict.fromkeys(str(place[0]) for *_kind, place in places)))


def _is_allowed(target: Target, text: str, may: Networks) -> bool:
    address = _meant(ipaddress.ip_address(text))
    if any(address in network for network in may.named):
        return True
    return may.public and target.scheme == "https" and _is_public(address) and _is_usual(target.port)


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


def _is_public(address: Address) -> bool:
    withheld = any(address in network for network in WITHHELD)
    is_given_out = address.version == 4 or address in GIVEN_OUT
    return address.is_global and is_given_out and not address.is_multicast and not withheld


def _is_usual(port: int) -> bool:
    """The low numbers belong to other services, who would not know what is said to them."""
    return port == PORTS["https"] or port > 1023

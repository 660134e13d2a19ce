"""Where messages may go: by address, whatever the name says."""

from __future__ import annotations

import ipaddress

import pytest

from kneelog.environment import Networks
from tests.webhooks.names import answer, know_no_name
from tests.webhooks.private_hosts import PRIVATE_HOSTS
from training.webhooks.targets import (
    BadUrlError,
    ForbiddenTargetError,
    Target,
    UnknownNameError,
    addresses_of,
    target_of,
    written_in,
)

PUBLIC = Networks(public=True)
AT_HOME = Networks(named=(ipaddress.ip_network("192.168.1.20/32"), ipaddress.ip_network("fd00::/8")))


def where(url: str, may: Networks = PUBLIC) -> list[str]:
    return addresses_of(target_of(url), may, within_s=60)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org", Target("https", "example.org", 443, "/")),
        ("https://example.org:8443/a/b?c=d", Target("https", "example.org", 8443, "/a/b?c=d")),
        ("http://192.168.1.20/x", Target("http", "192.168.1.20", 80, "/x")),
        ("https://[2606:4700::1111]/", Target("https", "2606:4700::1111", 443, "/")),
        ("https://Bücher.example/straße", Target("https", "xn--bcher-kva.example", 443, "/stra%C3%9Fe")),
        ("https://example.org./", Target("https", "example.org", 443, "/")),
    ],
)
def test_the_parts_of_an_address(url, target):
    assert target_of(url) == target


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "ftp://example.org", "file:///etc/passwd", "gopher://example.org", "https://"),
        *("https://anna:word@example.org/", "https://@example.org/", "https://example.org/#part"),
        *("https://example.org:0/", "https://example.org:99999/", "https://example.org:x/", "https://[::1/"),
        *("https://example.org/a b", "https://example.org/\r\nHost: x", "https://a..b/", "https://.org/"),
        "https://example.org/" + "x" * 500,
    ],
)
def test_what_is_no_address(url):
    with pytest.raises(BadUrlError):
        target_of(url)


def test_how_a_target_is_named():
    urls = ["https://a.org/", "https://a.org:8443/", "http://[fd00::1]:8123/", "http://[fd00::1]/"]
    assert [target_of(url).named for url in urls] == ["a.org", "a.org:8443", "[fd00::1]:8123", "[fd00::1]"]


@pytest.mark.parametrize(
    "url", ["https://93.184.215.14/", "https://93.184.215.14:8443/", "https://[2606:4700::1111]/"]
)
def test_a_public_address_is_allowed_by_https(url):
    assert where(url) == [target_of(url).host]


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_no_address_of_a_private_kind_is_allowed(host):
    with pytest.raises(ForbiddenTargetError):
        where(f"https://{host}/")


@pytest.mark.parametrize(
    ("host", "addresses"),
    [
        *(("example.org", []), ("localhost.example.org", []), ("256.0.0.1", [])),
        *(("93.184.215.14", ["93.184.215.14"]), ("0x5d.0xb8d70e", ["93.184.215.14"])),
        *(("[2606:4700::1111]", ["2606:4700::1111"]), ("[fe80::1%25eth9]", ["fe80::1%25eth9"])),
        *(("localhost", ["127.0.0.1"]), ("hook.localhost", ["127.0.0.1"])),
    ],
)
def test_what_is_known_without_a_look_up(host, addresses):
    assert written_in(target_of(f"https://{host}/")) == addresses


@pytest.mark.parametrize(
    "url", ["http://93.184.215.14/", "https://93.184.215.14:22/", "https://93.184.215.14:80/"]
)
def test_elsewhere_only_by_https_and_to_usual_ports(url):
    with pytest.raises(ForbiddenTargetError):
        where(url)


def test_the_operator_opens_a_network_by_its_addresses():
    assert where("http://192.168.1.20:8123/", AT_HOME) == ["192.168.1.20"]
    assert where("http://[fd00::7]/", AT_HOME) == ["fd00::7"]
    for url in ("http://192.168.1.21/", "https://93.184.215.14/", "http://127.0.0.1/"):
        with pytest.raises(ForbiddenTargetError):
            where(url, AT_HOME)


def test_nowhere_is_nowhere():
    with pytest.raises(ForbiddenTargetError):
        where("https://93.184.215.14/", Networks())


def test_a_name_that_nobody_has(monkeypatch):
    know_no_name(monkeypatch)
    with pytest.raises(UnknownNameError):
        where("https://nobody.invalid/")


def test_one_bad_address_among_good_ones_is_enough(monkeypatch):
    answer(monkeypatch, "93.184.215.14", "93.184.215.14", "8.8.8.8")
    assert where("https://example.org/") == ["93.184.215.14", "8.8.8.8"]
    answer(monkeypatch, "93.184.215.14", "10.0.0.1")
    with pytest.raises(ForbiddenTargetError):
        where("https://example.org/")

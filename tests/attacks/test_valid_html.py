"""Every page is valid HTML: no reader, eye or machine, has to guess."""

from __future__ import annotations

from collections import Counter

import pytest
from html5lib import HTMLParser

from tests.access.world import World
from tests.architecture.pages import drawn_icons
from tests.attacks.crawl import walk

pytestmark = pytest.mark.django_db


def mistakes(text: str) -> list[str]:
    parser = HTMLParser()
    parser.parse(text)
    return [code for _, code, _ in parser.errors]


def test_the_watch_notices():
    assert mistakes("<!doctype html><title>x</title><p>fine</p>") == []
    assert mistakes("<!doctype html><title>x</title><p><b>bold</p>") != []


@pytest.mark.parametrize("who", ["owner", "coach", "admin", "anonymous"])
def test_every_page_is_valid(who):
    client, drawn, found = World().clients[who], drawn_icons(), {}
    for path, page in walk(client).items():
        twice = [name for name, count in Counter(page.xpath("//@id")).items() if count > 1]
        undrawn = {symbol.partition("#")[2] for symbol in page.xpath("//use/@href")} - drawn
        found[path] = [*mistakes(client.get(path, follow=True).text), *twice, *undrawn]
    assert {path: wrong for path, wrong in found.items() if wrong} == {}

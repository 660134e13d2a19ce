"""What a phone loads: the log pages, and with them all that the device then keeps for later."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

from training.pages.phone import ASSETS, WORKER

pytestmark = pytest.mark.django_db
STATIC = Path(settings.BASE_DIR) / "static"
MOST_OF_A_PAGE = 60_000
MOST_OF_SCRIPTS_AND_STYLES = 40_000


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def weight(names: set[str]) -> int:
    return sum(packed((STATIC / name).read_bytes()) for name in names)


@pytest.mark.parametrize("path", ["/log/", "/knee/"])
def test_a_log_page_and_all_that_is_kept_with_it(client, anna, path):
    pages = [client.get(p).content for p in (path, "/sw.js", "/offline/", "/offline/log/", "/offline/knee/")]
    loaded = set(re.findall(r"/static/([\w./-]+)", b"".join(pages[:1]).decode())) | {*ASSETS, *WORKER}
    codes = {name for name in loaded if name.endswith((".js", ".css"))}
    assert sum(map(packed, pages)) + weight(loaded) <= MOST_OF_A_PAGE
    assert weight(codes) <= MOST_OF_SCRIPTS_AND_STYLES

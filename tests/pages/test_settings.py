"""The settings: rows that lead to pages of their own."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from training.pages.settings import ACCOUNT_PAGES, TOOL_PAGES


def test_each_row_has_an_icon_that_was_drawn():
    drawn = re.findall(r'symbol id="([\w-]+)"', Path(settings.BASE_DIR, "static/img/icons.svg").read_text())
    assert {icon for _name, icon, *_words in ACCOUNT_PAGES + TOOL_PAGES} - set(drawn) == set()

"""The settings: rows that lead to pages of their own."""

from __future__ import annotations

from tests.architecture.pages import drawn_icons
from training.pages.settings import ACCOUNT_PAGES, TOOL_PAGES


def test_each_row_has_an_icon_that_was_drawn():
    assert {icon for _name, icon, *_words in ACCOUNT_PAGES + TOOL_PAGES} - drawn_icons() == set()

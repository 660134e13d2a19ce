from __future__ import annotations

from tests.importers.sheets import parse
from training.importers.spreadsheet_mapping import CHOICES as ALLOWED
from training.importers.spreadsheet_mapping import ROLES, to_plain
from training.pages.import_sheet import CHOICES, ROLE_WORDS, asked


def test_everything_a_mapping_can_say_has_its_words():
    assert tuple(ROLE_WORDS) == ROLES
    assert {name: tuple(words) for name, (_, words) in CHOICES.items()} == ALLOWED


def test_questions_in_words():
    rows = "05/04,10,52.30\n03/04,8,44.12\n"
    assert asked(to_plain(parse(f"Date,Distance,Time\n{rows}").guess)) == [
        "“05/04” in row 2 can be 5\u00a0April 2026 or 4\u00a0May 2026.",
        "The sheet names no unit. “10” in row 2 can be 10\u00a0km or 10\u00a0mi.",
        "“52.30” in row 2 can be 52:30 or 52:18.",
        "The sheet names no year. “05/04” in row 2 can be of 2026 or 2025.",
    ]

from __future__ import annotations

from training.management.measuring.figures import Figure
from training.management.measuring.report import Section, section_lines, summary

SQLITE = [
    Figure("Today", 8.2, "ms", 11, at_most=25, most_queries=12),
    Figure("growth", 1.3, "times", at_most=1.2),
]
POSTGRESQL = [
    Figure("Today", 31, "ms", 12, at_most=25, most_queries=12),
    Figure("growth", 1.25, "times", at_most=1.2),
]


def test_a_table_has_a_column_for_each_engine_and_says_what_was_wished():
    section = Section("Pages", "By the clock.", {"SQLite": SQLITE, "PostgreSQL": POSTGRESQL})
    assert list(section_lines(section)) == [
        "## Pages",
        "",
        "By the clock.",
        "",
        "|  | SQLite | PostgreSQL | queries | wished |  |",
        "|---|---:|---:|---:|---|---|",
        "| Today | 8.20 ms | 31 ms | 11 / 12 | ≤ 25 ms, ≤ 12 queries | SQLite met, PostgreSQL **not met** |",
        "| growth | 1.30 times | 1.25 times |  | ≤ 1.20 times | **not met** |",
        "",
    ]


def test_what_was_measured_on_one_engine_alone_leaves_a_gap():
    section = Section(
        "Start", "x", {"SQLite": [Figure("first", 7, "s")], "PostgreSQL": [Figure("again", 3, "s")]}
    )
    assert list(section_lines(section))[4:8] == [
        "|  | SQLite | PostgreSQL |",
        "|---|---:|---:|",
        "| first | 7 s | – |",
        "| again | – | 3 s |",
    ]


def test_what_could_not_be_measured_is_said():
    section = Section("Pages", "x", problems=["PostgreSQL: it is not installed here"])
    assert list(section_lines(section))[4:] == ["**Not measured:** PostgreSQL: it is not installed here.", ""]


def test_the_wishes_are_counted_and_those_not_met_named():
    section = Section("Pages", "x", {"SQLite": SQLITE, "PostgreSQL": POSTGRESQL})
    assert summary([section]) == (
        1,
        4,
        [
            "growth (SQLite): 1.30 times; wished ≤ 1.20 times",
            "Today (PostgreSQL): 31 ms, 12 queries; wished ≤ 25 ms, ≤ 12 queries",
            "growth (PostgreSQL): 1.25 times; wished ≤ 1.20 times",
        ],
    )

"""docs/log-format.md and the code name the same words, fields and columns, and its examples are read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db.models import TextChoices

from tests.architecture.source import REPOSITORY
from training.exporting.findings import FORMAT as FINDINGS
from training.importers import kneelog_csv
from training.importers.readers import read_file
from training.importers.run import ReadLimits
from training.importing import log_file, shoes
from training.importing.document import FORMAT, MOST_BYTES, MOST_ENTRIES
from training.importing.limits import MB, ArchiveLimits, ParseLimits
from training.importing.log_json import LONGEST_VALUE
from training.importing.log_tables import TABLES
from training.importing.log_zip import MOST_ROWS
from training.models import choices

TEXT = (REPOSITORY / "docs" / "log-format.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```(json|csv)\n(.*?)```", TEXT.partition("## Findings")[0], re.S))
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))
KINDS = [each for each in vars(choices).values() if isinstance(each, type) and issubclass(each, TextChoices)]
# What a coach may see, and what a token may do, is said in no log.
WORDS = [words for words in KINDS if words not in (choices.Category, choices.Scope)]


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_word_of_the_log_is_documented(words):
    assert set(words.values) - NAMED == set()


@pytest.mark.parametrize(
    "fields",
    [
        log_file.PROFILE,
        shoes.SHOE,
        log_file.RUN,
        log_file.CHECK_IN,
        log_file.CARE,
        log_file.GAP,
        log_file.REACTION,
    ],
)
def test_every_field_is_documented(fields):
    assert set(fields) - NAMED == set()


def test_every_table_and_column_is_documented():
    assert {f"{table}.csv" for table in TABLES} - NAMED == set()
    assert {column.name for columns in TABLES.values() for column in columns} - NAMED == set()


def test_sizes_of_a_log():
    sizes = [f"{MOST_BYTES // MB} MB", f"{MOST_ENTRIES:,} entries", f"{LONGEST_VALUE // MB} MB an entry"]
    assert [size for size in [*sizes, f"{MOST_ROWS:,} rows"] if size not in " ".join(TEXT.split())] == []


def test_columns_formats_and_limits():
    assert {*kneelog_csv.DISTANCES, *kneelog_csv.WORDS, FORMAT, FINDINGS} - NAMED == set()
    limits, archive, parse = ReadLimits(), ArchiveLimits(), ParseLimits()
    sizes = [
        f"{limits.file_bytes // MB} MB",
        f"{limits.rows:,} rows",
        f"{limits.points:,} points",
        f"{archive.members:,} files",
        f"{archive.ratio} times its own size",
        f"{parse.memory_bytes // MB} MB and {parse.seconds:g} seconds",
        f"for every {parse.bytes_a_second // MB} MB",
    ]
    text = " ".join(TEXT.split())
    assert [size for size in sizes if size not in text] == []


def test_examples_are_read():
    log = log_file.read_log(EXAMPLES["json"].encode(), datetime(2026, 6, 1, tzinfo=UTC))
    lists = (log.shoes, log.runs, log.check_ins, log.care, log.reactions)
    assert [len(entries) for entries in lists] == [1, 1, 1, 1, 1]
    reading = read_file(EXAMPLES["csv"].encode(), ReadLimits())
    assert (len(reading.runs), reading.failed) == (1, [])

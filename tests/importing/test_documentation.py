"""docs/log-format.md and the code name the same words, fields and columns."""

from __future__ import annotations

import re

import pytest
from django.db.models.enums import ChoicesType

from tests.architecture.source import REPOSITORY
from training.exporting.findings import FORMAT as FINDINGS
from training.importers import kneelog_csv
from training.importers.run import ReadLimits
from training.importing import log_file
from training.importing.document import FORMAT
from training.importing.limits import ArchiveLimits
from training.models import choices

TEXT = (REPOSITORY / "docs" / "log-format.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", TEXT))


@pytest.mark.parametrize(
    "name", [name for name in vars(choices) if hasattr(getattr(choices, name), "values")]
)
def test_every_word_of_the_log_is_documented(name):
    assert set(getattr(choices, name).values) - NAMED == set()


@pytest.mark.parametrize("name", ["PROFILE", "SHOE", "RUN", "CHECK_IN", "CARE"])
def test_every_field_is_documented(name):
    assert set(getattr(log_file, name)) - NAMED == set()


def test_columns_formats_and_limits():
    assert {*kneelog_csv.DISTANCES, *kneelog_csv.WORDS, FORMAT, FINDINGS} - NAMED == set()
    limits, archive = ReadLimits(), ArchiveLimits()
    sizes = [f"{limits.rows:,} rows", f"{archive.members:,} files", f"{archive.ratio} times its own size"]
    assert [size for size in sizes if size not in TEXT] == []

"""What became of each file, and why some of it did not come in."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.importing.log_tables import guarded
from training.models import ImportBatch, ImportFile

Outcome = ImportFile.Outcome
MARKS = {
    Outcome.READ: ("accent", "check"),
    Outcome.SKIPPED: ("plain", "rest"),
    Outcome.FAILED: ("caution", "caution"),
}
MOST_REASONS = 6
HEAD = [_("file"), _("row"), _("outcome"), _("what"), _("reason"), _("what to do")]
FAILED_FIRST = ["outcome", "position"]


def files_block(batch: ImportBatch, url: str, csv_url: str, first: int) -> dict[str, Any]:
    """For file_results.html: the sum, what was left out, and the first files that gave nothing."""
    files = batch.files.filter(runner=batch.runner_id)
    outcomes = dict(files.order_by().values_list("outcome").annotate(Count("pk")))
    left_out = _reasons(files)
    bad = list(files.exclude(outcome=Outcome.READ).order_by(*FAILED_FIRST)[:first]) if _bad(outcomes) else []
    return {
        "sum": _sum(outcomes),
        "files": [file_row(file) for file in bad],
        "more": max(0, _bad(outcomes) - len(bad)),
        "reasons": [_reason_row(*reason, number) for reason, number in left_out.most_common(MOST_REASONS)],
        "url": url if sum(outcomes.values()) > 1 else "",
        "csv_url": csv_url if left_out or _bad(outcomes) else "",
    }


def _bad(outcomes: dict[str, int]) -> int:
    return outcomes.get(Outcome.FAILED, 0) + outcomes.get(Outcome.SKIPPED, 0)


def _sum(outcomes: dict[str, int]) -> str:
    read, skipped, failed = (outcomes.get(outcome, 0) for outcome in Outcome.values)
    parts = [ngettext("%(n)s file read", "%(n)s files read", read) % {"n": f"{read:,}"}]
    if skipped:
        parts.append(gettext("%(n)s skipped") % {"n": f"{skipped:,}"})
    if failed:
        parts.append(gettext("%(n)s failed") % {"n": f"{failed:,}"})
    return f"{', '.join(parts)}."


def _reasons(files: QuerySet[ImportFile]) -> Counter[tuple[str, str, str]]:
    """How many rows were left out for each kind, reason and outcome."""
    found: Counter[tuple[str, str, str]] = Counter()
    for rows in files.exclude(left_out=[]).order_by().values_list("left_out", flat=True):
        found.update((what, why, outcome) for _row, why, what, outcome in rows)
    return found


def _reason_row(what: str, why: str, outcome: str, number: int) -> dict[str, Any]:
    return {
        "what": capfirst(what) if what else ngettext("Row", "Rows", number),
        "why": why,
        "number": f"{number:,}",
        "is_failed": outcome == Outcome.FAILED,
    }


def file_row(file: ImportFile) -> dict[str, Any]:
    """One file. reason: why it gave nothing, or what it gave; hint: what to do."""
    tone, icon = MARKS[Outcome(file.outcome)]
    return {
        "name": file.name,
        "word": capfirst(file.get_outcome_display()),
        "tone": tone,
        "icon": icon,
        "reason": file.reason or _gave(file),
        "hint": file.hint,
    }


def _gave(file: Any) -> str:
    parts = []
    if number := getattr(file, "entries", 0):
        parts.append(ngettext("%(n)s entry", "%(n)s entries", number) % {"n": f"{number:,}"})
    if file.joined:
        joined = ngettext("%(n)s with its own file", "%(n)s with their own files", file.joined)
        parts.append(joined % {"n": f"{file.joined:,}"})
    if file.left_out:
        left = ngettext("%(n)s row left out", "%(n)s rows left out", len(file.left_out))
        parts.append(left % {"n": f"{len(file.left_out):,}"})
    return ", ".join(parts)


def problem_lines(batch: ImportBatch) -> Iterator[list[str]]:
    """The cells of the list to download: every file and row that gave nothing, with reason and hint."""
    yield [capfirst(str(cell)) for cell in HEAD]
    for file in batch.files.filter(runner=batch.runner_id).iterator(chunk_size=500):
        if file.outcome != Outcome.READ:
            yield _cells(file.name, "", file.outcome, "", file.reason, file.hint)
        for row, why, what, outcome in file.left_out:
            yield _cells(file.name, str(row or ""), outcome, what, why, "")


def _cells(name: str, row: str, outcome: str, what: str, why: str, hint: str) -> list[str]:
    return [guarded(cell) for cell in (name, row, str(Outcome(outcome).label), what, why, hint)]


def problems_csv(batch: ImportBatch) -> Iterator[str]:
    """The list as CSV, line by line, so that a long one is never whole in memory."""
    yield "\ufeff"
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    for cells in problem_lines(batch):
        yield writer.writerow(cells)


class _Echo:
    """Gives back what it is to write."""

    def write(self, text: str) -> str:
        return text

"""What an import says of itself, in sentences: what would come in, what came in, how far it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from training.importing.progress import Progress
from training.models import ImportBatch, ImportFile, ImportItem
from training.pages.import_log import LogPlan, joined, log_plan, log_words, told
from training.units import format_moment

Kind, Verdict, Choice, State = ImportItem.Kind, ImportItem.Verdict, ImportItem.Choice, ImportBatch.State
NAMED_FILES = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How many entries there are of each kind, verdict and choice; copies of others apart.

    log: what whole logs among the files add beside them.
    """

    counts: dict[tuple[str, str, str, bool], int]
    log: LogPlan

    def count(self, kind: str, verdict: str = "", choice: str = "", *, copies: bool | None = None) -> int:
        """Those that fit; a blank fits all. copies: of another entry of the same import, or of none."""
        return sum(
            number
            for (of, told, chosen, is_copy), number in self.counts.items()
            if of == kind
            and verdict in ("", told)
            and choice in ("", chosen)
            and (copies is None or copies == is_copy)
        )

    @property
    def adds_runs(self) -> int:
        return self.count(Kind.RUN, choice=Choice.ADD)

    @property
    def changes(self) -> int:
        return self.count(Kind.RUN, choice=Choice.TAKE, copies=False)

    @property
    def adds_care(self) -> int:
        return self.count(Kind.CARE, choice=Choice.ADD)


def plan_of(batch: ImportBatch) -> Plan:
    """What accepting the batch as it stands would do."""
    return Plan(_counts(batch), log_plan(_files(batch)))


def _counts(batch: ImportBatch, **only: Any) -> dict[tuple[str, str, str, bool], int]:
    items = batch.items.filter(runner=batch.runner_id, **only).order_by()
    is_copy = ExpressionWrapper(Q(twin_item__isnull=False), BooleanField())
    rows = items.annotate(is_copy=is_copy).values_list("kind", "verdict", "choice", "is_copy")
    return {tuple(key): number for *key, number in rows.annotate(Count("pk"))}


def _files(batch: ImportBatch) -> QuerySet[ImportFile]:
    return ImportFile.objects.filter(runner=batch.runner_id, batch=batch)


def preview_headline(plan: Plan) -> str:
    """`643 new runs, 12 already in your log, 3 logged differently.`"""
    if plan.log.is_there:
        return log_words(plan.log, plan.adds_runs)
    new, known = plan.count(Kind.RUN, Verdict.NEW), plan.count(Kind.RUN, Verdict.KNOWN, copies=False)
    parts = [ngettext("%(n)s new run", "%(n)s new runs", new) % {"n": f"{new:,}"}] if new else []
    others = [
        (known, gettext("%(n)s already in your log")),
        (plan.count(Kind.RUN, Verdict.CONFLICT, copies=False), gettext("%(n)s logged differently")),
        (plan.count(Kind.RUN, Verdict.UNNAMED), gettext("%(n)s without a sport")),
    ]
    parts += [words % {"n": f"{number:,}"} for number, words in others if number]
    if not parts:
        care = plan.count(Kind.CARE, Verdict.NEW)
        words = gettext("No run, but %(n)s rides or swims.") % {"n": f"{care:,}"}
        return words if care else gettext("No run was found in this.")
    if len(parts) == 1 and known:
        return gettext("Nothing new: all of it is in your log already.")
    return f"{', '.join(parts)}."


def accept_words(plan: Plan) -> str:
    """What the main button says; empty where there is nothing to add."""
    runs, changed, care = plan.adds_runs, plan.changes, plan.adds_care
    if plan.log.changes_anything:
        return gettext("Add this log")
    if runs:
        return ngettext("Add %(n)s run", "Add %(n)s runs", runs) % {"n": f"{runs:,}"}
    if changed:
        return ngettext("Change %(n)s run", "Change %(n)s runs", changed) % {"n": f"{changed:,}"}
    if care:
        return ngettext("Add %(n)s care entry", "Add %(n)s care entries", care) % {"n": f"{care:,}"}
    return ""


def also_words(plan: Plan) -> str:
    """What the main button does besides, in one sentence; empty where nothing."""
    parts = []
    if plan.adds_runs and plan.changes:
        changed = ngettext("%(n)s run of your log changes", "%(n)s runs of your log change", plan.changes)
        parts.append(changed % {"n": f"{plan.changes:,}"})
    if (plan.adds_runs or plan.changes) and plan.adds_care:
        care = ngettext("%(n)s care entry comes in", "%(n)s care entries come in", plan.adds_care)
        parts.append(care % {"n": f"{plan.adds_care:,}"})
    return gettext("With it: %(what)s.") % {"what": ", ".join(parts)} if parts else ""


def progress_words(progress: Progress) -> str:
    """`214 of 643 files read.`"""
    done, of = f"{progress.files_done:,}", f"{progress.files_expected:,}"
    if not progress.files_expected:
        return ngettext("%(n)s file read so far.", "%(n)s files read so far.", progress.files_done) % {
            "n": done
        }
    words = {
        State.READING: gettext("%(done)s of %(all)s files read."),
        State.SAVING: gettext("%(done)s of %(all)s files saved."),
        State.UNDOING: gettext("%(done)s of %(all)s files taken out again."),
    }[State(progress.state)]
    return words % {"done": done, "all": of}


def made_by(batch: ImportBatch) -> Plan:
    """What came of the batch: the entries that it added or changed."""
    saved = _files(batch).filter(saved_at__isnull=False)
    return Plan(_counts(batch, entry_id__isnull=False), log_plan(saved))


def result_words(made: Plan) -> str:
    """`643 runs and 41 care entries came in, 2 runs were changed.`"""
    parts = told(made.log.added + Counter({"Run": made.adds_runs, "CareEntry": made.adds_care}))
    came = [gettext("%(what)s came in") % {"what": joined(parts)}] if parts else []
    if changed := made.changes:
        words = ngettext("%(n)s run was changed", "%(n)s runs were changed", changed)
        came.append(words % {"n": f"{changed:,}"})
    if made.log.profile:
        came.append(gettext("your settings were changed"))
    return capfirst(f"{', '.join(came)}.") if came else gettext("Nothing came in.")


def batch_name(names: list[str], number: int) -> str:
    """`export.zip`, `a.fit and b.fit`, `a.fit, b.fit and 12 more`. names: the first of so many."""
    named = [name.rpartition("/")[2] for name in names[:NAMED_FILES]]
    if number > NAMED_FILES:
        return gettext("%(names)s and %(n)s more") % {
            "names": ", ".join(named),
            "n": f"{number - NAMED_FILES:,}",
        }
    return gettext(" and ").join(named) or gettext("an import without files")


def name_of(batch: ImportBatch) -> str:
    """The same, asked of the database."""
    names = list(batch.uploads.values_list("name", flat=True))
    return batch_name(names, len(names))


def day_words(batch: ImportBatch) -> str:
    """`22 November, 20:14` on the runner's clock."""
    return format_moment(batch.created_at, batch.runner.profile.now())

"""What came of an import: the entries, what can be taken back, and old shoes that came along."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from training.importing.progress import undo_until
from training.models import ImportBatch, ImportItem, Run, Shoe
from training.pages.import_words import Plan, made_by, result_words
from training.units import format_day, from_metres

State = ImportBatch.State
WORN_WITHIN = timedelta(days=182)
SHOES_SHOWN = 8


def result_page(batch: ImportBatch) -> dict[str, Any]:
    """For a batch that is in the log, or was."""
    made, until = made_by(batch), undo_until(batch)
    today = batch.runner.profile.today()
    return {
        "headline": _headline(batch, made),
        "is_in_log": batch.state != State.UNDONE and bool(made.counts),
        "counts": [] if batch.state == State.UNDONE else _counts(batch, made),
        "undo_until": format_day(until.astimezone(batch.runner.profile.zone).date(), today) if until else "",
        "goes": _goes(made),
        "stays": _stays(made),
        "shoes": _old_shoes(batch) if batch.state == State.DONE else None,
    }


def _headline(batch: ImportBatch, made: Plan) -> str:
    if batch.state == State.UNDONE:
        return gettext("Undone. What this import brought is out of your log again.")
    if batch.state == State.FAILED:
        return gettext("This import stopped before its end.")
    return result_words(made)


def _counts(batch: ImportBatch, made: Plan) -> list[dict[str, str]]:
    """Large numbers: how far the runs went, since when, and in how many shoes."""
    if not made.adds_runs:
        return []
    runs = Run.objects.filter(runner=batch.runner_id, pk__in=added(batch).values("entry_id"))
    sums = runs.aggregate(
        metres=Sum("distance_m"),
        first=Min("local_date"),
        last=Max("local_date"),
        shoes=Count("shoe", distinct=True),
    )
    if sums["first"] is None:
        return []
    units, (first, last) = batch.runner.profile.units, (sums["first"].year, sums["last"].year)
    years = f"{first}" if first == last else f"{first}\u2013{last}"
    rows = [
        (f"{from_metres(sums['metres'], units, 0):,}\u00a0{units}", gettext("of running")),
        (years, gettext("in your log")),
        (f"{sums['shoes']}", ngettext("pair of shoes", "pairs of shoes", sums["shoes"])),
    ]
    return [{"value": value, "label": label} for value, label in rows if value != "0"]


def added(batch: ImportBatch) -> QuerySet[ImportItem]:
    """What the batch added to the log."""
    return batch.items.filter(runner=batch.runner_id, choice=ImportItem.Choice.ADD, entry_id__isnull=False)


def _goes(made: Plan) -> list[str]:
    lines = []
    if made.adds_runs:
        runs = ngettext("%(n)s run that it added", "%(n)s runs that it added", made.adds_runs)
        lines.append(runs % {"n": f"{made.adds_runs:,}"})
    if made.changes:
        changed = ngettext("What it changed in %(n)s run", "What it changed in %(n)s runs", made.changes)
        lines.append(changed % {"n": f"{made.changes:,}"})
    if made.adds_care:
        care = ngettext("%(n)s care entry", "%(n)s care entries", made.adds_care)
        lines.append(care % {"n": f"{made.adds_care:,}"})
    return [*lines, gettext("Shoes that it made and that no other run wears")]


def _stays(made: Plan) -> list[str]:
    lines = [gettext("All that was in your log before")]
    return [*lines, gettext("Entries of it that you changed since, and what you logged by hand")]


def _old_shoes(batch: ImportBatch) -> dict[str, Any] | None:
    """Pairs that came with this import and have not been worn for half a year."""
    today = batch.runner.profile.today()
    shoes = old_shoes(batch, today)
    if not shoes:
        return None
    title = ngettext(
        "%(n)s pair from this import has not been worn for half a year.",
        "%(n)s pairs from this import have not been worn for half a year.",
        len(shoes),
    )
    return {
        "title": title % {"n": len(shoes)},
        "url": reverse("retire-imported", args=[batch.pk]),
        "rows": [
            {"id": str(shoe.pk), "name": shoe.name, "worn": format_day(shoe.worn, today)}
            for shoe in shoes[:SHOES_SHOWN]
        ],
        "more": max(0, len(shoes) - SHOES_SHOWN),
        "many": len(shoes) > 1,
    }


def old_shoes(batch: ImportBatch, today: date) -> list[Any]:
    """The shoes in use that this import made, last worn more than half a year ago; `worn`: that day."""
    made = Shoe.objects.filter(runner=batch.runner_id, retired_on=None, created_at__gte=batch.created_at)
    of_batch = made.filter(runs__pk__in=added(batch).values("entry_id"))
    worn = made.filter(pk__in=of_batch.values("pk")).annotate(worn=Max("runs__local_date"))
    return list(worn.filter(worn__lt=today - WORN_WITHIN).order_by("worn"))

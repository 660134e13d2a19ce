"""Where an import begins, and the earlier ones."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from training.importing.limits import MB, archive_limits
from training.importing.progress import undo_until
from training.models import ImportBatch, ImportFile, ImportItem, ImportUpload, User
from training.pages.import_words import NAMED_FILES, batch_name, day_words

State, Choice = ImportBatch.State, ImportItem.Choice
A_PAGE = 20
# Bytes a form without JavaScript may send: with its frame it stays below what the server takes at once.
PLAIN_FORM_BYTES = 11 * MB
PIECE_BYTES = 8 * MB
AS_IT_COMES = _("The zip, as it comes.")
SOURCES = [
    (
        "Strava",
        _("Settings, My Account, “Download or Delete Your Account”, Request Your Archive."),
        AS_IT_COMES,
    ),
    (
        "Garmin",
        _("Garmin Connect on the web: Activities, Export CSV. Or the files of single activities."),
        "",
    ),
    ("Apple Health", _("The Health app, your picture, Export All Health Data."), AS_IT_COMES),
    ("Runkeeper", _("Settings on the web, Export Data."), AS_IT_COMES),
    ("intervals.icu", _("The list of your activities, downloaded as CSV."), ""),
    (_("Your own sheet"), _("CSV or Excel: a row for each run, with a date and a distance."), ""),
    ("KneeLog", _("Settings, Take everything with you: the log, or the zip of tables."), ""),
    (_("Any watch or app"), _("FIT, GPX and TCX files, also many of them in one zip."), ""),
]
TONES = {
    State.READY: ("notice", "notice"),
    State.DONE: ("accent", "check"),
    State.FAILED: ("caution", "caution"),
    State.UNDONE: ("plain", "undo"),
}


def imports_page(runner: User, number: str) -> dict[str, Any]:
    """The drop zone, the kinds of files, and this page of earlier imports."""
    made = ImportItem.objects.filter(entry_id__isnull=False)
    first_files = ImportUpload.objects.filter(number__lte=NAMED_FILES)
    whole_logs = ImportFile.objects.filter(log__isnull=False)
    batches = runner.import_batches.annotate(
        added=_count(made.filter(choice=Choice.ADD)),
        changed=_count(made.filter(choice=Choice.TAKE)),
        sent=_count(ImportUpload.objects.all()),
    ).prefetch_related(Prefetch("uploads", first_files), Prefetch("files", whole_logs))
    page = Paginator(batches, A_PAGE).get_page(number if len(number) < 10 else 1)
    return {
        "drop": drop_zone(),
        "sources": [{"term": term, "value": value, "hint": hint} for term, value, hint in SOURCES],
        "page": page,
        "rows": [_row(batch, runner) for batch in page],
    }


def _count(rows: QuerySet[Any]) -> Any:
    """How many of these rows belong to a batch and its runner."""
    of_batch = rows.filter(batch=OuterRef("pk"), runner=OuterRef("runner")).order_by().values("batch")
    return Coalesce(Subquery(of_batch.annotate(number=Count("pk")).values("number")), 0)


def drop_zone(batch: ImportBatch | None = None) -> dict[str, Any]:
    """What drop_zone.html asks for; with a batch, its sending goes on."""
    return {
        "plain_mb": PLAIN_FORM_BYTES // MB,
        "largest_mb": f"{archive_limits().archive_bytes // MB:,}",
        "piece_bytes": PIECE_BYTES,
        "batch": batch_plan(batch) if batch else None,
    }


def batch_plan(batch: ImportBatch) -> dict[str, Any]:
    """For the script that sends: where each file goes, and how much of it is here."""
    return {
        "url": reverse("import", args=[batch.pk]),
        "sent_url": reverse("import-sent", args=[batch.pk]),
        "discard_url": reverse("discard-import", args=[batch.pk]),
        "files": [
            {
                "name": upload.name,
                "size": upload.size,
                "received": upload.received,
                "url": reverse("import-piece", args=[batch.pk, upload.number]),
            }
            for upload in batch.uploads.all()
        ],
    }


def sent_share(batch: ImportBatch) -> int:
    """Per cent of the bytes that are here, rounded down."""
    sums = batch.uploads.aggregate(size=Sum("size", default=0), received=Sum("received", default=0))
    return int(sums["received"] * 100 // max(1, sums["size"]))


def _row(batch: Any, runner: User) -> dict[str, Any]:
    batch.runner = runner
    tone, icon = TONES.get(State(batch.state), ("plain", "clock"))
    can_undo = batch.state == State.DONE and undo_until(batch) is not None
    return {
        "date": day_words(batch),
        "title": batch_name([upload.name for upload in batch.uploads.all()], batch.sent),
        "url": reverse("import", args=[batch.pk]),
        "detail": _detail(batch),
        "tag": {"text": batch.get_state_display(), "tone": tone, "icon": icon},
        "undo_url": reverse("undo-import", args=[batch.pk]) if can_undo else "",
    }


def _detail(batch: Any) -> str:
    if batch.state != State.DONE:
        return ""
    parts = []
    added = batch.added + sum(sum(file.log["added"].values()) for file in batch.files.all())
    if added or not batch.changed:
        parts.append(ngettext("%(n)s entry", "%(n)s entries", added) % {"n": f"{added:,}"})
    if batch.changed:
        parts.append(ngettext("%(n)s changed", "%(n)s changed", batch.changed) % {"n": f"{batch.changed:,}"})
    return " · ".join(parts)

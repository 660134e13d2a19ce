"""One import from the first file to its undoing: a page for each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.importing.progress import progress, undo_until
from training.models import ImportBatch, ImportItem
from training.pages.import_files import file_row, files_block
from training.pages.import_items import care_row, run_row, twin_card
from training.pages.import_questions import questions
from training.pages.import_result import result_page
from training.pages.import_sheet import sheets
from training.pages.import_words import (
    Plan,
    accept_words,
    also_words,
    day_words,
    name_of,
    plan_of,
    preview_headline,
    progress_words,
)
from training.pages.imports import drop_zone, sent_share

Kind, Verdict, Choice, State = ImportItem.Kind, ImportItem.Verdict, ImportItem.Choice, ImportBatch.State
WORKING = (State.READING, State.SAVING, State.UNDOING)
FIRST_TWINS, FIRST_RUNS, FIRST_FILES = 3, 8, 5
A_PAGE, TWINS_A_PAGE = 50, 20
HEADLINES = {
    State.READING: _("Reading your files"),
    State.SAVING: _("Adding to your log"),
    State.UNDOING: _("Taking the import out again"),
}
LISTS: dict[str, tuple[dict[str, Any], Any]] = {
    "new": ({"kind": Kind.RUN, "verdict": Verdict.NEW}, _("New runs")),
    "unnamed": ({"kind": Kind.RUN, "verdict": Verdict.UNNAMED}, _("Activities without a sport")),
    "known": ({"kind": Kind.RUN, "verdict": Verdict.KNOWN, "twin_item": None}, _("Already in your log")),
    "copies": ({"verdict": Verdict.KNOWN, "twin_item__isnull": False}, _("Twice in these files")),
    "care": ({"kind": Kind.CARE, "verdict": Verdict.NEW}, _("Rides and swims")),
}


def batch_page(batch: ImportBatch) -> tuple[str, dict[str, Any]]:
    """The template and the context that fit the state of the batch."""
    head = {"batch": batch, "name": name_of(batch), "date_line": day_words(batch)}
    if batch.state in WORKING:
        return "pages/import/working.html", head | working(batch)
    name, build = PAGES.get(State(batch.state), ("done", _done))
    return f"pages/import/{name}.html", head | build(batch)


def working(batch: ImportBatch) -> dict[str, Any]:
    """How far it is: also what the script asks for."""
    now = progress(batch)
    return {
        "state": now.state,
        "headline": HEADLINES.get(State(now.state), ""),
        "words": progress_words(now) if now.state in WORKING else "",
        "done": now.files_done,
        "all": now.files_expected,
        "can_stop": now.state == State.READING,
    }


def _receiving(batch: ImportBatch) -> dict[str, Any]:
    return {"drop": drop_zone(batch), "share": sent_share(batch)}


def _done(batch: ImportBatch) -> dict[str, Any]:
    return {"files": _files(batch)} | result_page(batch)


def _files(batch: ImportBatch) -> dict[str, Any]:
    address = reverse("import-list", args=[batch.pk, "files"])
    return files_block(batch, address, reverse("import-problems", args=[batch.pk]), FIRST_FILES)


def _preview(batch: ImportBatch) -> dict[str, Any]:
    plan = plan_of(batch)
    numbers = _numbers(plan)
    return {
        "headline": preview_headline(plan),
        "accept": accept_words(plan),
        "also": also_words(plan),
        "sheets": sheets(batch),
        "questions": questions(batch, plan),
        "twins": _twins(batch, numbers["differing"]),
        "lists": [_block(batch, what, numbers[what]) for what in LISTS if numbers[what]],
        "files": _files(batch),
    }


def _numbers(plan: Plan) -> dict[str, int]:
    """How long each list is."""
    return {
        "new": plan.count(Kind.RUN, Verdict.NEW),
        "known": plan.count(Kind.RUN, Verdict.KNOWN, copies=False),
        "differing": plan.count(Kind.RUN, Verdict.CONFLICT),
        "unnamed": plan.count(Kind.RUN, Verdict.UNNAMED),
        "care": plan.count(Kind.CARE, Verdict.NEW),
        "copies": plan.count(Kind.RUN, Verdict.KNOWN, copies=True),
    }


def _twins(batch: ImportBatch, number: int) -> dict[str, Any] | None:
    """What is told differently: the first of them, and how many more there are."""
    if not number:
        return None
    units = batch.runner.profile.units
    return {
        "cards": [twin_card(item, units) for item in _differing(batch)[:FIRST_TWINS]],
        "number": number,
        "url": reverse("import-list", args=[batch.pk, "differing"]) if number > FIRST_TWINS else "",
        "many": number > 1,
    }


def _differing(batch: ImportBatch) -> QuerySet[ImportItem]:
    mine = batch.items.filter(runner=batch.runner_id, kind=Kind.RUN, verdict=Verdict.CONFLICT)
    return mine.select_related("twin__shoe", "twin_item", "file")


def _block(batch: ImportBatch, what: str, number: int) -> dict[str, Any]:
    """A list of the preview: its first rows, folded unless they are new runs."""
    return {
        "title": LISTS[what][1],
        "number": f"{number:,}",
        "table": _table(batch, what, _listed(batch, what)[:FIRST_RUNS]),
        "url": reverse("import-list", args=[batch.pk, what]) if number > FIRST_RUNS else "",
        "is_open": what == "new",
    }


def _listed(batch: ImportBatch, what: str) -> QuerySet[ImportItem]:
    return batch.items.filter(runner=batch.runner_id, **LISTS[what][0])


def _table(batch: ImportBatch, what: str, items: QuerySet[ImportItem] | Page[ImportItem]) -> dict[str, Any]:
    units, heading = batch.runner.profile.units, gettext("What") if what == "care" else gettext("Distance")
    rows = [care_row(item) if item.kind == Kind.CARE else run_row(item, units) for item in items]
    return {"caption": str(LISTS[what][1]), "what": heading, "rows": rows}


def list_page(batch: ImportBatch, what: str, number: str) -> dict[str, Any] | None:
    """One of the long lists by pages; None where there is no such list."""
    number = number if len(number) < 10 else "1"
    context: dict[str, Any] = {"batch": batch, "name": name_of(batch), "what": what}
    can_choose = batch.state == State.READY
    if what == "files":
        files = batch.files.filter(runner=batch.runner_id).annotate(entries=Count("items"))
        page = Paginator(files.order_by("outcome", "position"), A_PAGE).get_page(number)
        return context | {"title": gettext("Files"), "page": page, "files": [file_row(file) for file in page]}
    if what == "differing":
        page = Paginator(_differing(batch), TWINS_A_PAGE).get_page(number)
        cards = [twin_card(item, batch.runner.profile.units) for item in page]
        title = gettext("Told differently")
        return context | {"title": title, "page": page, "cards": cards, "can_choose": can_choose}
    if what not in LISTS:
        return None
    page = Paginator(_listed(batch, what), A_PAGE).get_page(number)
    return context | {"title": LISTS[what][1], "page": page, "table": _table(batch, what, page)}


def undo_page(batch: ImportBatch) -> dict[str, Any] | None:
    """What goes and what stays; None where nothing can be undone."""
    return result_page(batch) | {"batch": batch, "name": name_of(batch)} if undo_until(batch) else None


PAGES: dict[State, tuple[str, Callable[[ImportBatch], dict[str, Any]]]] = {
    State.RECEIVING: ("receiving", _receiving),
    State.READY: ("ready", _preview),
}

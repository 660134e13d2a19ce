"""All runs of a batch decided anew, where what holds for the whole of it changed."""

from __future__ import annotations

from training.importing.deciding import Decisions
from training.importing.staging import logged_near, update_items
from training.models import ImportBatch, ImportItem
from training.models.bounds import MAX_DISTANCE_M


def redecide(batch: ImportBatch) -> None:
    """Verdicts beside the log as it is now; what the runner chose holds where the verdict does."""
    items = _runs(batch)
    if not items:
        return
    before = {item.pk: (item.verdict, item.choice) for item in items}
    decisions = Decisions(batch, logged_near(batch, items), [])
    for item in items:
        decisions.decide(item)
    for item in items:
        verdict, choice = before[item.pk]
        item.choice = choice if item.verdict == verdict else item.choice
    update_items(items)


def count_in(batch: ImportBatch, *, miles: bool) -> None:
    """Take the distances without a unit in miles, or in kilometres."""
    unit = "distance_if_miles_m" if miles else "distance_if_km_m"
    items = [item for item in _runs(batch) if 0 < item.facts.get(unit, 0) <= MAX_DISTANCE_M]
    for item in items:
        item.facts["distance_m"] = item.facts[unit]
    update_items(items)
    redecide(batch)


def _runs(batch: ImportBatch) -> list[ImportItem]:
    runs = batch.items.filter(runner=batch.runner_id, kind=ImportItem.Kind.RUN)
    return list(runs.order_by("file__position", "row", "pk"))

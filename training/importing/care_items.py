"""Cross-training that a file tells of, as care entries that wait beside the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from training.importers.run import ImportedCare, Reading
from training.importing.values import check_day
from training.models import CareEntry, ImportBatch, ImportFile, ImportItem
from training.models.bounds import MAX_CARE_MINUTES
from training.models.entry import zone_of

Verdict, Choice, Kind = ImportItem.Verdict, ImportItem.Choice, ImportItem.Kind
SAME_MINUTES = 2
SAME_START = timedelta(minutes=2)


def care_items(file: ImportFile, reading: Reading, batch: ImportBatch) -> list[ImportItem]:
    """Those that a log can hold."""
    home, now = zone_of(batch.runner.profile.time_zone), timezone.now()
    items = []
    for source in reading.care:
        try:
            start = source.start.on_clock(home)
            check_day(start.date(), now.astimezone(start.tzinfo).date())
        except (ValueError, OverflowError):
            continue
        items.append(_item(file, source, start))
    return items


def _item(file: ImportFile, source: ImportedCare, start: datetime) -> ImportItem:
    minutes = source.minutes if source.minutes and 1 <= source.minutes <= MAX_CARE_MINUTES else None
    facts = {"on": start.date().isoformat(), "kind": source.kind, "minutes": minutes}
    return ImportItem(
        runner_id=file.runner_id,
        batch_id=file.batch_id,
        file=file,
        kind=Kind.CARE,
        row=source.row,
        starts_at=start.astimezone(UTC),
        facts=facts,
    )


def decide_care(batch: ImportBatch, items: list[ImportItem]) -> None:
    """Set verdict and choice: new, or there already in the log or in the batch."""
    if not items:
        return
    known = _Known()
    known.add_logged(batch, items)
    known.add_staged(batch, items)
    for item in items:
        is_known = known.has(item)
        item.verdict = Verdict.KNOWN if is_known else Verdict.NEW
        item.choice = Choice.ADD if batch.with_care and not is_known else Choice.KEEP
        if not is_known:
            known.add(item)


class _Known:
    """What is there already: by day and kind the minutes, and of what stands in the batch the start."""

    def __init__(self) -> None:
        self.acts: dict[tuple[str, str], list[tuple[datetime | None, int | None]]] = {}

    def add_logged(self, batch: ImportBatch, items: list[ImportItem]) -> None:
        days = {date.fromisoformat(item.facts["on"]) for item in items}
        acts = CareEntry.objects.filter(runner=batch.runner_id, on__in=days)
        for on, kind, minutes in acts.order_by().values_list("on", "kind", "minutes"):
            self.acts.setdefault((on.isoformat(), kind), []).append((None, minutes))

    def add_staged(self, batch: ImportBatch, items: list[ImportItem]) -> None:
        starts = [item.starts_at for item in items]
        when = (min(starts) - timedelta(days=1), max(starts) + timedelta(days=1))
        staged = batch.items.filter(runner=batch.runner_id, kind=Kind.CARE, starts_at__range=when)
        for item in staged.exclude(verdict=Verdict.KNOWN).order_by():
            self.add(item)

    def add(self, item: ImportItem) -> None:
        key = item.facts["on"], item.facts["kind"]
        self.acts.setdefault(key, []).append((item.starts_at, item.facts["minutes"]))

    def has(self, item: ImportItem) -> bool:
        minutes = item.facts["minutes"]
        for start, known in self.acts.get((item.facts["on"], item.facts["kind"]), ()):
            if known == minutes or (start and abs(start - item.starts_at) <= SAME_START):
                return True
            if start is None and known and minutes and abs(known - minutes) <= SAME_MINUTES:
                return True
        return False

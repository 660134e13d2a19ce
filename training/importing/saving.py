"""What was chosen of a batch into the log, some files at a time: each whole or not at all, and only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from training.importing.comparing import differing, merged
from training.importing.item_facts import Facts, facts_of_run, values_of
from training.importing.log_batches import save_log
from training.importing.shoe_rack import ShoeRack
from training.importing.staging import FILES_AT_ONCE, ROWS_AT_ONCE, logged_near, update_items
from training.importing.states import State, beat, lock
from training.importing.twins import Twins
from training.importing.uploads import path_of
from training.models import CareEntry, ImportBatch, ImportFile, ImportItem, Run, User

Kind, Verdict, Choice = ImportItem.Kind, ImportItem.Verdict, ImportItem.Choice
WANTED = [Choice.ADD, Choice.TAKE]


def save_batch(batch: ImportBatch) -> Iterator[UUID]:
    """Each file that was not saved before, as soon as it is; stopping between two of them does no harm."""
    mine = {"runner": batch.runner_id, "batch": batch}
    wanted = ImportItem.objects.filter(**mine, file=OuterRef("pk"), choice__in=WANTED)
    files = ImportFile.objects.filter(**mine, saved_at=None)
    files.filter(log__isnull=True).exclude(Exists(wanted)).update(saved_at=timezone.now())
    rows = Count("items", filter=Q(items__choice__in=WANTED))
    numbers = files.order_by("position").annotate(rows=rows).values_list("pk", "rows")
    for group in in_groups(list(numbers)):
        yield from save_files(batch, group)


def in_groups(numbers: list[tuple[UUID, int]]) -> Iterator[list[UUID]]:
    """Files in their order, as many together as are written at once; one with more rows than that alone."""
    group, rows = list[UUID](), 0
    for file_id, number in numbers:
        if group and (len(group) == FILES_AT_ONCE or rows + number > ROWS_AT_ONCE):
            yield group
            group, rows = [], 0
        group.append(file_id)
        rows += number
    if group:
        yield group


def save_files(batch: ImportBatch, file_ids: list[UUID]) -> list[UUID]:
    """Those whose entries came into the log now, all in one transaction."""
    with transaction.atomic():
        if not lock(batch, State.SAVING):
            return []
        # The lock makes two imports into one account follow each other.
        runner = User.objects.select_for_update().get(pk=batch.runner_id)
        rows = ImportFile.objects.filter(runner=runner, pk__in=file_ids, saved_at=None)
        files = list(rows.order_by("position"))
        if told := [file for file in files if file.log is None]:
            _Saving(batch, told, runner).save()
        for file in files:
            if file.log is not None:
                _save_log(runner, file)
        beat(batch)
    return [file.pk for file in files]


def _save_log(runner: User, file: ImportFile) -> None:
    save_log(runner, file, path_of(file.upload))
    file.saved_at = timezone.now()
    file.save(update_fields=["saved_at", "log", "outcome", "reason"])


class _Saving:
    """Some files, inside their transaction."""

    def __init__(self, batch: ImportBatch, files: list[ImportFile], runner: User) -> None:
        self.batch, self.files, self.runner = batch, files, runner
        self.rack = ShoeRack(runner)
        self.without: dict[UUID, Counter[str]] = {file.pk: Counter() for file in files}
        self.changed: list[ImportItem] = []

    def save(self) -> None:
        wanted = {"runner": self.runner, "file__in": self.files, "entry_id": None}
        rows = self.batch.items.filter(**wanted, choice__in=WANTED)
        items = list(rows.order_by("file__position", "row", "pk"))
        runs = [item for item in items if item.kind == Kind.RUN]
        self._add([item for item in runs if self._is_new(item)])
        self._take([item for item in runs if item.choice == Choice.TAKE and item.twin_id])
        self._add_care([item for item in items if item.kind == Kind.CARE])
        update_items(self.changed)
        # Each entry that was added has the id of its item.
        self.batch.items.filter(**wanted, choice=Choice.ADD).update(entry_id=F("pk"))
        self._tell_files()

    def _tell_files(self) -> None:
        rows = ImportFile.objects.filter(runner=self.runner, pk__in=[file.pk for file in self.files])
        rows.update(saved_at=timezone.now())
        # Nobody asks which of the files a shoe was made for.
        self.files[0].shoes = [str(shoe.pk) for shoe in self.rack.made]
        for file in self.files:
            file.without_shoe = dict(self.without[file.pk])
            if file.shoes or file.without_shoe:
                file.save(update_fields=["shoes", "without_shoe"])

    def _is_new(self, item: ImportItem) -> bool:
        if item.choice == Choice.TAKE and not item.twin_id and not item.twin_item_id:
            # The run that it was to change is gone.
            item.choice = Choice.ADD
            self.changed.append(item)
        return item.choice == Choice.ADD

    def _add(self, items: list[ImportItem]) -> None:
        """New runs, each with what its poorer copies in the batch tell as well."""
        if not items:
            return
        known: Twins[Run] = Twins()
        for logged in logged_near(self.batch, items):
            known.add(logged.run.starts_at, logged.facts, logged.run)
        copies, runs = self._copies(), []
        for item in items:
            if near := known.near(item.starts_at, item.facts):
                self._leave(item, near[0])
                continue
            run, facts = self._new_run(item, copies.get(item.pk, []))
            known.add(run.starts_at, facts, run)
            runs.append(run)
        self.rack.save()
        Run.objects.bulk_create(runs, batch_size=ROWS_AT_ONCE)

    def _copies(self) -> dict[object, list[ImportItem]]:
        taken = self.batch.items.filter(runner=self.runner, choice=Choice.TAKE, entry_id=None)
        copies: dict[object, list[ImportItem]] = {}
        for copy in taken.filter(twin_item__file__in=self.files, twin_item__runner=self.runner):
            copies.setdefault(copy.twin_item_id, []).append(copy)
        return copies

    def _new_run(self, item: ImportItem, copies: list[ImportItem]) -> tuple[Run, Facts]:
        facts = item.facts
        for copy in copies:
            facts = merged(copy.facts, facts)
            copy.entry_id = item.pk
        self.changed += copies
        run = Run(id=item.pk, runner=self.runner, starts_at=item.starts_at, **values_of(facts))
        without = self.without[item.file_id]
        run.shoe = self.rack.shoe_for(run, facts.get("shoe", ""), without)
        if retired := facts.get("retired_shoe"):
            without[retired] += 1
        return run, facts

    def _leave(self, item: ImportItem, run: Run) -> None:
        """It came into the log in the meantime."""
        item.twin, item.choice = run, Choice.KEEP
        item.differs = differing(item.facts, facts_of_run(run))
        item.verdict = Verdict.CONFLICT if item.differs else Verdict.KNOWN
        self.changed.append(item)

    def _take(self, items: list[ImportItem]) -> None:
        """What the file says into the run that is logged, unless that was edited since it was compared."""
        shoes_loaded = Run.objects.filter(runner=self.runner).select_related("shoe")
        runs = shoes_loaded.in_bulk([item.twin_id for item in items])
        for item in items:
            run = runs.get(item.twin_id)
            if run and run.version == item.before["version"] and self._change(item, run):
                item.entry_id = run.pk
            else:
                item.choice = Choice.KEEP
            self.changed.append(item)

    def _change(self, item: ImportItem, run: Run) -> bool:
        new = values_of(facts := merged(item.facts, facts_of_run(run)))
        new["shoe_id"] = run.shoe_id
        without = self.without[item.file_id]
        if "shoe" in item.differs and (shoe := self.rack.shoe_for(run, facts["shoe"], without)):
            new["shoe_id"] = shoe.pk
            self.rack.save()
        new = {name: value for name, value in new.items() if value != getattr(run, name)}
        same = Run.objects.filter(runner=self.runner, pk=run.pk, version=run.version)
        try:
            with transaction.atomic():
                changed = same.update(**new, version=run.version + 1)
        except IntegrityError:
            # Another run begins then and is as long.
            return False
        item.before = {"version": run.version, **{name: plain(getattr(run, name)) for name in new}}
        return bool(changed)

    def _add_care(self, items: list[ImportItem]) -> None:
        days = {item.facts["on"] for item in items}
        logged = CareEntry.objects.filter(runner=self.runner, on__in=days) if days else ()
        known = {(str(act.on), act.kind, act.minutes) for act in logged}
        new = []
        for item in items:
            facts = item.facts["on"], item.facts["kind"], item.facts["minutes"]
            if facts in known:
                item.verdict, item.choice = Verdict.KNOWN, Choice.KEEP
                self.changed.append(item)
                continue
            known.add(facts)
            on = date.fromisoformat(facts[0])
            new.append(CareEntry(id=item.pk, runner=self.runner, on=on, kind=facts[1], minutes=facts[2]))
        CareEntry.objects.bulk_create(new, batch_size=ROWS_AT_ONCE)


def plain(value: Any) -> Any:
    """A value of a run as JSON keeps it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value) if isinstance(value, UUID | date) else value

"""What to do with each entry of a batch: beside the log as it is, and beside its copies in the same batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from training.importing.comparing import differing, only_adds, rank, said
from training.importing.item_facts import Facts
from training.importing.twins import Twins
from training.models import ImportBatch, ImportItem, Run

Verdict, Choice = ImportItem.Verdict, ImportItem.Choice


@dataclass(frozen=True, slots=True)
class Logged:
    """A run of the log, as it is compared."""

    run: Run
    facts: Facts


class Decisions:
    """Decides one run after the other; `changed` are runs decided before whose fate another one changed.

    logged: runs that may be copies of them. earlier: runs of the batch that may be, decided already.
    """

    def __init__(self, batch: ImportBatch, logged: Iterable[Logged], earlier: Iterable[ImportItem]) -> None:
        self.batch = batch
        self.logged: Twins[Logged] = Twins()
        self.fresh: Twins[ImportItem] = Twins()
        self.copies: dict[object, list[ImportItem]] = {}
        self.changed: dict[object, ImportItem] = {}
        self.outdone: set[object] = set()
        for each in logged:
            self.logged.add(each.run.starts_at, each.facts, each)
        for item in earlier:
            self._remember(item)

    def decide(self, item: ImportItem) -> None:
        """Set verdict, choice, twin and differences of a run."""
        item.twin = item.twin_item = item.before = None
        if logged := next(iter(self.logged.near(item.starts_at, item.facts)), None):
            self._beside_the_log(item, logged)
        elif first := self._richest_copy(item):
            self._beside_a_copy(item, first)
        else:
            self._alone(item)
        self._remember(item)

    def _richest_copy(self, item: ImportItem) -> ImportItem | None:
        near = self.fresh.near(item.starts_at, item.facts)
        return next((copy for copy in near if copy.pk not in self.outdone), None)

    def _remember(self, item: ImportItem) -> None:
        if of := item.twin_id or item.twin_item_id:
            self.copies.setdefault(of, []).append(item)
        else:
            self.fresh.add(item.starts_at, item.facts, item)

    def _alone(self, item: ImportItem) -> None:
        is_named = "unnamed" not in item.facts
        item.verdict = Verdict.NEW if is_named else Verdict.UNNAMED
        item.choice = Choice.ADD if is_named or self.batch.unnamed_are_runs else Choice.KEEP
        item.differs = []

    def _beside_the_log(self, item: ImportItem, logged: Logged) -> None:
        """Of several copies of one logged run, only the richest is proposed."""
        run = logged.run
        item.twin, item.before = run, {"version": run.version}
        _compare(item, logged.facts, is_hand_edited=run.version > 1)
        for rival in self.copies.get(run.pk, ()):
            if item.choice == Choice.TAKE and rival.choice == Choice.TAKE:
                poorer = rival if rank(item.facts) > rank(rival.facts) else item
                poorer.choice = Choice.KEEP
                self.changed[rival.pk] = rival

    def _beside_a_copy(self, item: ImportItem, first: ImportItem) -> None:
        if rank(item.facts) <= rank(first.facts):
            item.twin_item = first
            _compare(item, first.facts)
            return
        self._alone(item)
        poorer = [first, *self.copies.pop(first.pk, ())]
        for copy in poorer:
            copy.twin_item = item
            _compare(copy, item.facts)
            self.changed[copy.pk] = copy
        self.copies[item.pk] = poorer
        self.outdone.add(first.pk)


def _compare(item: ImportItem, known: Facts, *, is_hand_edited: bool = False) -> None:
    item.differs = differing(item.facts, known)
    item.verdict = Verdict.CONFLICT if item.differs else Verdict.KNOWN
    is_better = only_adds(item.differs, known) or (item.twin_id and said(item.facts) > said(known))
    item.choice = Choice.TAKE if item.differs and is_better and not is_hand_edited else Choice.KEEP

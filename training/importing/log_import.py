"""A log file into an account: all of it or nothing, and the same entry only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from training.importing.document import named_by
from training.importing.items import Referring
from training.importing.log_file import CHECK_IN, RUN, LogFile, read_log
from training.importing.problems import BadLog, shown
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
    Shoe,
    User,
)

BATCH = 1_000
Entry = TypeVar("Entry")
SAME_RUN = attrgetter("entry.starts_at", "entry.distance_m")
RUN_FACTS = attrgetter("shoe_key", "entry.local_date", *(f"entry.{name}" for name in RUN))
SAME_CHECK_IN = attrgetter("at", "side", "moment")
CHECK_IN_FACTS = attrgetter("local_date", *CHECK_IN)


@dataclass
class LogImport:
    """How many entries of each kind came in, and how many were there before (or twice in the file).

    differing: entries left out because an earlier one in the file is the same, but for its facts. profile:
    names of the fields that are changed, of an account that was there. ids, by the name of their model: of
    what was added. changes: what each changed field of the profile was and became. Both hold what JSON can.
    """

    is_new_account: bool = False
    profile: list[str] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    differing: dict[str, int] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    changes: dict[str, list[Any]] = field(default_factory=dict)


def import_log(username: str, data: bytes) -> LogImport:
    """Add a log file to an account, which is made if there is none; BadLog: nothing was changed."""
    log = read_log(data, timezone.now())
    with named_by(log.document), transaction.atomic():
        runner, is_new = _account(username)
        result = LogImport(is_new)
        _add_all(runner, log, result)
    return result


def add_log(runner: User, data: bytes) -> LogImport:
    """Add a log file to an account that is there; BadLog: nothing was changed."""
    log, result = read_log(data, timezone.now()), LogImport()
    with named_by(log.document), transaction.atomic():
        _add_all(User.objects.select_for_update().get(pk=runner.pk), log, result)
    return result


def preview_log(runner: User, data: bytes) -> LogImport:
    """What `add_log` would do now, in the same numbers but without ids; nothing is written."""
    log, result = read_log(data, timezone.now()), LogImport()
    with named_by(log.document):
        _change_profile(runner, log.profile, result)
        for model, entries in _fresh_entries(runner, log, result):
            _count(model, log, entries, result)
    return result


def _add_all(runner: User, log: LogFile, result: LogImport) -> None:
    _change_profile(runner, log.profile, result)
    Profile.objects.filter(runner=runner).update(**log.profile)
    for model, entries in _fresh_entries(runner, log, result):
        for entry in entries:
            entry.runner = runner
        model.objects.bulk_create(entries, batch_size=BATCH)
        result.ids[model.__name__] = [str(entry.pk) for entry in entries]
        _count(model, log, entries, result)


def _account(username: str) -> tuple[User, bool]:
    if not username.isprintable():
        raise BadLog("USERNAME", f"{shown(username)} holds characters that no name has")
    # The lock makes two imports into one account follow each other.
    found = User.objects.select_for_update().filter(username=username).first()
    if found:
        return found, False
    runner = User(username=User.normalize_username(username))
    runner.set_unusable_password()
    try:
        runner.full_clean(exclude={"password"})
    except ValidationError as problem:
        raise BadLog("USERNAME", f"{shown(username)}: {problem.messages[0]}") from None
    runner.save()
    return runner, True


def _change_profile(runner: User, given: dict[str, Any], result: LogImport) -> None:
    profile = Profile.objects.get(runner=runner)
    if not result.is_new_account:
        result.profile = [name for name, value in given.items() if getattr(profile, name) != value]
        result.changes = {name: [getattr(profile, name), given[name]] for name in result.profile}


def _fresh_entries(
    runner: User, log: LogFile, result: LogImport
) -> Iterable[tuple[type[Any], Sequence[Any]]]:
    """Of each kind what the account does not hold; shoes first, saved or not, for the runs to wear."""
    _count_differing(log, result)
    known = {shoe.key: shoe for shoe in runner.shoes.all()}
    new = [shoe for shoe in log.shoes if shoe.entry.key not in known]
    shoes = {**known, **{shoe.entry.key: shoe.entry for shoe in new}}
    _set_successors(new, shoes)
    yield Shoe, [shoe.entry for shoe in new]
    yield Run, _fresh_runs(runner, log, shoes)
    yield CheckIn, _fresh(CheckIn, runner, log.check_ins, ("at", "side", "moment"))
    yield CareEntry, _fresh(CareEntry, runner, log.care, ("on", "kind", "minutes"))
    yield GapAnswer, _fresh(GapAnswer, runner, log.gaps, ("first", "last"))
    yield PreviousInjury, _fresh(PreviousInjury, runner, log.injuries, ("side", "month"))
    yield Reaction, _fresh(Reaction, runner, log.reactions, ("created_at", "rule", "subject", "kind"))
    yield LadderSession, _fresh(LadderSession, runner, log.ladder, ("on",))
    yield Clearance, _fresh(Clearance, runner, log.clearances, ("on", "side"))


def _count(model: type[Any], log: LogFile, fresh: Sequence[Any], result: LogImport) -> None:
    name = model.__name__
    given = {
        "Shoe": log.shoes,
        "Run": log.runs,
        "CheckIn": log.check_ins,
        "CareEntry": log.care,
        "GapAnswer": log.gaps,
        "PreviousInjury": log.injuries,
        "Reaction": log.reactions,
        "LadderSession": log.ladder,
        "Clearance": log.clearances,
    }
    result.added[name] = len(fresh)
    result.known[name] = len(given[name]) - len(fresh) - result.differing.get(name, 0)


def _count_differing(log: LogFile, result: LogImport) -> None:
    for name, entries, same, facts in (
        ("Run", log.runs, SAME_RUN, RUN_FACTS),
        ("CheckIn", log.check_ins, SAME_CHECK_IN, CHECK_IN_FACTS),
    ):
        times, first = Counter(map(same, entries)), {}
        twice = [entry for entry in entries if times[same(entry)] > 1]
        number = sum(first.setdefault(same(entry), facts(entry)) != facts(entry) for entry in twice)
        if number:
            result.differing[name] = number


def _set_successors(new: list[Referring], shoes: dict[str, Shoe]) -> None:
    for shoe in new:
        successor = _shoe(shoe, shoes, "successor")
        if successor is shoe.entry:
            raise BadLog(f"{shoe.path}.successor", "must be another shoe")
        shoe.entry.successor = successor


def _fresh_runs(runner: User, log: LogFile, shoes: dict[str, Shoe]) -> list[Run]:
    worn = {id(run.entry): (run, _shoe(run, shoes, "shoe")) for run in log.runs}
    fresh = _fresh(Run, runner, (run.entry for run in log.runs), ("starts_at", "distance_m"))
    for entry in fresh:
        run, shoe = worn[id(entry)]
        if shoe and shoe.retired_on and entry.local_date > shoe.retired_on:
            raise BadLog(
                f"{run.path}.shoe", f"“{shoe.key}” was retired on {shoe.retired_on}, before this run"
            )
        entry.shoe = shoe
    return fresh


def _fresh(model: type[Any], runner: User, entries: Iterable[Entry], key: tuple[str, ...]) -> list[Entry]:
    """The first of each entry that the account does not hold; `key`: the fields that make two entries one."""
    seen = set(model.objects.filter(runner=runner).order_by().values_list(*key))
    fresh = []
    for entry in entries:
        values = tuple(getattr(entry, name) for name in key)
        if values not in seen:
            seen.add(values)
            fresh.append(entry)
    return fresh


def _shoe(referring: Referring, shoes: dict[str, Shoe], field_name: str) -> Shoe | None:
    if not referring.shoe_key:
        return None
    shoe = shoes.get(referring.shoe_key)
    if shoe is None:
        raise BadLog(
            f"{referring.path}.{field_name}",
            f"{shown(referring.shoe_key)} is the key of no shoe in the file or the account",
        )
    return shoe

"""A log file into an account: all of it or nothing, and the same entry only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from training.importing.items import Referring
from training.importing.log_file import CHECK_IN, RUN, LogFile, read_log
from training.importing.problems import BadLog, shown
from training.models import CareEntry, CheckIn, PreviousInjury, Profile, Run, Shoe, User

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
    names of the fields that are changed, of an account that was there.
    """

    is_new_account: bool = False
    profile: list[str] = field(default_factory=list)
    added: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    differing: dict[str, int] = field(default_factory=dict)


def import_log(username: str, data: bytes) -> LogImport:
    """Add a log file to an account, which is made if there is none; BadLog: nothing was changed."""
    log = read_log(data, timezone.now())
    with transaction.atomic():
        runner, is_new = _account(username)
        result = LogImport(is_new)
        _change_profile(runner, log.profile, result)
        shoes = _add_shoes(runner, log, result)
        _count_differing(log, result)
        _add_runs(runner, log, shoes, result)
        _add(CheckIn, runner, log.check_ins, ("at", "side", "moment"), result)
        _add(CareEntry, runner, log.care, ("on", "kind", "minutes"), result)
        _add(PreviousInjury, runner, log.injuries, ("side", "month"), result)
    return result


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
    Profile.objects.filter(runner=runner).update(**given)


def _count_differing(log: LogFile, result: LogImport) -> None:
    for name, entries, same, facts in (
        ("Run", log.runs, SAME_RUN, RUN_FACTS),
        ("CheckIn", log.check_ins, SAME_CHECK_IN, CHECK_IN_FACTS),
    ):
        first: dict[Any, Any] = {}
        number = sum(first.setdefault(same(entry), facts(entry)) != facts(entry) for entry in entries)
        if number:
            result.differing[name] = number


def _add_shoes(runner: User, log: LogFile, result: LogImport) -> dict[str, Shoe]:
    """The shoes of the account by key, with those of the file."""
    known = {shoe.key: shoe for shoe in runner.shoes.all()}
    new = [shoe for shoe in log.shoes if shoe.entry.key not in known]
    shoes = {**known, **{shoe.entry.key: shoe.entry for shoe in new}}
    for shoe in new:
        successor = _shoe(shoe, shoes, "successor")
        if successor is shoe.entry:
            raise BadLog(f"{shoe.path}.successor", "must be another shoe")
        shoe.entry.successor = successor
    _insert(Shoe, runner, [shoe.entry for shoe in new], len(log.shoes), result)
    return shoes


def _add_runs(runner: User, log: LogFile, shoes: dict[str, Shoe], result: LogImport) -> None:
    worn = {id(run.entry): (run, _shoe(run, shoes, "shoe")) for run in log.runs}
    runs = [run.entry for run in log.runs]
    fresh = _fresh(Run, runner, runs, ("starts_at", "distance_m"))
    for entry in fresh:
        run, shoe = worn[id(entry)]
        if shoe and shoe.retired_on and entry.local_date > shoe.retired_on:
            raise BadLog(
                f"{run.path}.shoe", f"“{shoe.key}” was retired on {shoe.retired_on}, before this run"
            )
        entry.shoe = shoe
    _insert(Run, runner, fresh, len(runs), result)


def _add(model: type[Any], runner: User, entries: list[Any], key: tuple[str, ...], result: LogImport) -> None:
    _insert(model, runner, _fresh(model, runner, entries, key), len(entries), result)


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


def _insert(model: type[Any], runner: User, fresh: Sequence[Any], given: int, result: LogImport) -> None:
    for entry in fresh:
        entry.runner = runner
    model.objects.bulk_create(fresh, batch_size=BATCH)
    result.added[model.__name__] = len(fresh)
    result.known[model.__name__] = given - len(fresh) - result.differing.get(model.__name__, 0)


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

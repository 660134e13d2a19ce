"""The thresholds of each runner: what an admin put in force, and what a coach laid over it for them.

The one way to a ruleset that judges somebody's log. Whether a coach still may is asked at every request, of
the grant itself; the rows tell what held in the past.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from hashlib import blake2s
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from training.engine.evaluate import Origin, Ruleset
from training.engine.limits import limit_errors
from training.engine.rule import Rule
from training.models import Grant, Override, Profile, User
from training.thresholds import changes_between, current_ruleset, ruleset_at
from training.thresholds.setting import DECLARED, Declared


class Laid(NamedTuple):
    """The numbers of one rule that a coach set for one runner, and what the grant says of it now.

    source: as of an Override. The rest is None where the coach's account is gone.
    """

    pk: UUID
    rule: str
    values: Mapping[str, Any]
    days: Mapping[str, str]
    source: UUID | None
    created_at: datetime
    coach: UUID | None
    state: str | None
    may_set: bool | None
    until: date | None
    categories: frozenset[str] | None
    coach_is_active: bool | None

    @property
    def rank(self) -> tuple[bool, datetime]:
        """What is set for an athlete alone goes before what is set for a team; then the newest."""
        return self.source is None, self.created_at


OF_THE_ROW = ("id", "rule", "values", "days", "source", "created_at")
OF_THE_GRANT = ("coach", "state", "may_set", "until", "categories", "coach__is_active")
COLUMNS = (*OF_THE_ROW, *(f"grant__{name}" for name in OF_THE_GRANT))


def rulesets_for(runners: Sequence[User], moment: datetime | None = None) -> dict[UUID, Ruleset]:
    """The ruleset of each runner by id, now or as it was at a moment; two queries for any number.

    runners: with profile. A moment that has not come is now.
    """
    if moment is not None and moment < timezone.now():
        return lay_for(runners, ruleset_at(moment), _stood(runners, moment))
    return lay_for(runners, current_ruleset(), laid_over(runners))


def ruleset_for(runner: User, moment: datetime | None = None) -> Ruleset:
    """The same of one runner."""
    return rulesets_for([runner], moment)[runner.pk]


def lay_for(
    runners: Iterable[User], base: Ruleset, laid: Mapping[UUID, Sequence[Laid]]
) -> dict[UUID, Ruleset]:
    return {runner.pk: lay(base, laid.get(runner.pk, ())) for runner in runners}


def lay(base: Ruleset, rows: Sequence[Laid]) -> Ruleset:
    """`base` with the numbers of these rows, as far as they fit."""
    held = holding(base, rows)
    if not held:
        return base
    limits, origins = dict(base.limits), dict(base.origins)
    for rule, set_for in held.items():
        values = {name: row.values[name] for name, row in set_for.items()}
        limits[rule.id] = rule.build_limits(asdict(base.limits_of(rule)) | values)
        origins[rule.id] = {**base.origins_of(rule.id), **_origins(set_for)}
    return replace(base, limits=limits, origins=origins, laid=_short(held))


def holding(base: Ruleset, rows: Sequence[Laid]) -> dict[Rule, dict[str, Laid]]:
    """Of these rows the one that decides each threshold they change: rule -> threshold -> row.

    Of two numbers for one threshold the higher in rank holds. Numbers that no longer fit those around them,
    since an admin moved these, wait until they do.
    """
    found: dict[Rule, dict[str, Laid]] = {}
    for row in sorted(rows, key=lambda row: row.rank, reverse=True):
        rule = DECLARED[row.rule].rule if row.rule in DECLARED else None
        if rule is not None:
            taken = found.get(rule, {})
            if added := _fitting(base, rule, taken, row):
                found[rule] = taken | dict.fromkeys(added, row)
    return found


def _fitting(base: Ruleset, rule: Rule, taken: Mapping[str, Laid], row: Laid) -> list[str]:
    """The thresholds that a row decides beside those already taken; none where they do not fit them."""
    added = [name for name in row.values if name not in taken]
    values = asdict(base.limits_of(rule)) | {name: by.values[name] for name, by in taken.items()}
    values |= {name: row.values[name] for name in added}
    return [] if any(limit_errors(rule.limits, values, rule.order)) else added


def _origins(set_for: Mapping[str, Laid]) -> dict[str, Origin]:
    return {
        name: Origin("coach", date.fromisoformat(row.days[name]), str(row.coach or ""))
        for name, row in set_for.items()
    }


def _short(held: Mapping[Rule, Mapping[str, Laid]]) -> str:
    names = sorted(f"{name}:{row.pk}" for set_for in held.values() for name, row in set_for.items())
    return blake2s("|".join(names).encode(), digest_size=12).hexdigest()


def _allowed(runners: Sequence[User], rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Laid]]:
    days = {runner.pk: runner.profile.today() for runner in runners}
    found: dict[UUID, list[Laid]] = defaultdict(list)
    for pk, *columns in rows:
        laid = Laid(*columns)
        if is_allowed(laid, days[pk]):
            found[pk].append(laid)
    return found


def is_allowed(laid: Laid, today: date) -> bool:
    """Whether the runner's grant lets these numbers hold on this day of theirs."""
    declared = DECLARED.get(laid.rule)
    return bool(
        laid.state == Grant.State.GRANTED
        and laid.may_set
        and laid.coach_is_active
        and (laid.until is None or today <= laid.until)
        and declared
        and may_be_set(declared, laid.categories or frozenset())
    )


def may_be_set(declared: Declared, categories: frozenset[str]) -> bool:
    """Whether a coach who sees these parts of a log may set this rule's numbers for its runner."""
    return declared.is_a_coachs and declared.rule is not None and declared.rule.rests_on <= categories


def laid_over(runners: Sequence[User]) -> dict[UUID, list[Laid]]:
    """What holds now for each of these runners; one query, or none."""
    # Of whoever is logged in the request has counted them already.
    asked = [runner.pk for runner in runners if runner.numbers_set != 0]
    return _allowed(runners, _rows(Q(runner__in=asked, ended_at=None))) if asked else {}


def _stood(runners: Sequence[User], moment: datetime) -> dict[UUID, list[Laid]]:
    """What held at a moment of the past, whatever was ended since."""
    profiles = {runner.pk: runner.profile for runner in runners}
    not_ended = Q(ended_at=None) | Q(ended_at__gt=moment)
    found: dict[UUID, list[Laid]] = defaultdict(list)
    for pk, *columns in _rows(not_ended, runner__in=list(profiles), created_at__lte=moment):
        laid = Laid(*columns)
        if laid.until is None or moment < over_from(laid.until, profiles[pk]):
            found[pk].append(laid)
    return found


def over_from(until: date, profile: Profile) -> datetime:
    """The first moment after the last day of a grant; the very end of that day is part of it."""
    return profile.end_of(until) + datetime.resolution


def changes_for(runner: User, after: datetime, until: datetime) -> list[datetime]:
    """The moments after `after`, up to `until`, from which this runner's thresholds may be others."""
    rows = runner.overrides.values_list("created_at", "ended_at", "grant__until")
    moments = set(changes_between(after, until))
    for begun, ended, last in rows:
        moments |= {begun, ended, last and over_from(last, runner.profile)} - {None}
    return sorted(moment for moment in moments if after < moment <= until)


def _rows(*which: Q, **more: Any) -> Iterable[tuple[Any, ...]]:
    return Override.objects.filter(*which, **more).order_by().values_list("runner", *COLUMNS)

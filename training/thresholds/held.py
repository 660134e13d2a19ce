"""What holds of one rule where a coach is about to set numbers: with theirs, and without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from training.access import Sight
from training.engine.evaluate import Ruleset
from training.engine.limits import Number
from training.models import Team, TeamOverride
from training.thresholds import current_ruleset
from training.thresholds.laying import Laid, laid_over, lay
from training.thresholds.setting import Declared


@dataclass(frozen=True)
class Held:
    """before: this coach's own numbers; own: those of them that hold. token: other than it was where
    anybody set or ended anything meanwhile."""

    declared: Declared
    now: Mapping[str, Number]
    usual: Mapping[str, Number]
    before: Laid | TeamOverride | None
    token: str

    @property
    def own(self) -> set[str]:
        values = self.before.values if self.before else {}
        return {name for name, value in values.items() if self.now[name] == value}


def held_for_athlete(sight: Sight, declared: Declared) -> Held:
    rows = laid_over([sight.runner]).get(sight.runner.pk, [])
    coach = sight.grant and sight.grant.coach_id
    own = next((row for row in rows if is_own(row, coach) and row.rule == declared.id), None)
    return _held(declared, current_ruleset(), rows, own)


def is_own(row: Laid, coach: UUID | None) -> bool:
    """Whether this coach set it for this athlete alone."""
    return row.coach == coach and row.source is None


def held_for_team(team: Team, declared: Declared) -> Held:
    own = team.overrides.filter(rule=declared.id, ended_at=None).first()
    return _held(declared, current_ruleset(), [as_laid(own)] if own else [], own)


def _held(declared: Declared, base: Ruleset, rows: Sequence[Laid], own: Laid | TeamOverride | None) -> Held:
    now = lay(base, rows)
    usual = lay(base, [row for row in rows if own is None or row.pk != own.pk])
    token = f"{base.number}:{now.laid}:{own.pk if own else ''}"
    return Held(declared, _values(now, declared), _values(usual, declared), own, token)


def _values(ruleset: Ruleset, declared: Declared) -> dict[str, Any]:
    return asdict(ruleset.limits_of(declared.rule)) if declared.rule else {}


def as_laid(number: TeamOverride) -> Laid:
    """The numbers of a team as they are laid over for somebody in it."""
    days = dict.fromkeys(number.values, number.created_at.date().isoformat())
    return Laid(number.pk, number.rule, number.values, days, number.pk, number.created_at, *[None] * 6)

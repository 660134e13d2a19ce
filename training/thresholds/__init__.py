"""The thresholds in force: defaults in the rules, changes in append-only revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from training.engine.evaluate import Ruleset, build_ruleset
from training.models import ThresholdRevision, User
from training.rules import ALL_RULES
from training.thresholds.setting import Setting, Values, origins_of

DEFAULTS = build_ruleset(ALL_RULES, {}, 0)


class StaleThresholdsError(Exception):
    """Somebody else changed the thresholds since; `newest` is what is in force now."""

    def __init__(self, newest: ThresholdRevision | None) -> None:
        super().__init__("the thresholds were changed elsewhere")
        self.newest = newest


def current_ruleset() -> Ruleset:
    """The newest revision as a ruleset; number 0 where nobody changed a default."""
    return _ruleset(ThresholdRevision.objects.only("number", "values", "silent", "origins").first())


def ruleset_at(moment: datetime) -> Ruleset:
    """The ruleset that was in force at a moment."""
    return _ruleset(ThresholdRevision.objects.filter(created_at__lte=moment).first())


def changes_between(after: datetime, until: datetime) -> list[datetime]:
    """The moments after `after`, up to `until`, from which other thresholds were in force."""
    revisions = ThresholdRevision.objects.filter(created_at__gt=after, created_at__lte=until)
    return list(revisions.order_by("number").values_list("created_at", flat=True))


def _ruleset(revision: ThresholdRevision | None) -> Ruleset:
    if revision is None:
        return DEFAULTS
    stored = {"values": revision.values, "silent": revision.silent}
    return Setting.from_json(stored).ruleset(revision.number, origins_of(revision.origins))


def current_setting() -> tuple[int, Setting]:
    """The number of the newest revision and what it sets, trials included."""
    newest = ThresholdRevision.objects.first()
    return (newest.number, setting_of(newest)) if newest else (0, Setting())


def setting_at(number: int) -> Setting:
    """What a revision set; the defaults for 0."""
    revision = ThresholdRevision.objects.filter(number=number).first()
    return setting_of(revision) if revision else Setting()


def setting_of(revision: ThresholdRevision) -> Setting:
    return Setting.from_json(
        {"values": revision.values, "silent": revision.silent, "trials": revision.trials}
    )


def add_revision(
    values: Values, *, reason: str, author: User | None, base: int | None = None, **more: Any
) -> ThresholdRevision:
    """Put `values` (all that differ from the defaults) in force; LimitError names a field that is refused.

    base: the number of the revision that was edited; StaleThresholdsError where that is not the newest any
    more, and nothing is written. more: `silent` and `trials` as of a Setting.
    """
    setting = Setting(values, frozenset(more.get("silent", ())), more.get("trials", {}))
    setting.check()
    try:
        with transaction.atomic():
            newest = ThresholdRevision.objects.select_for_update().first()
            if base is not None and base != (newest.number if newest else 0):
                raise StaleThresholdsError(newest)
            return _insert(setting, newest, reason, author)
    except IntegrityError:
        # Two at the same moment: the other one has this number.
        raise StaleThresholdsError(ThresholdRevision.objects.first()) from None


def _insert(
    setting: Setting, newest: ThresholdRevision | None, reason: str, author: User | None
) -> ThresholdRevision:
    today = timezone.now().date().isoformat()
    before = newest or ThresholdRevision(number=0)
    stored = setting.as_json()
    origins = {
        id_: {
            name: day_set(before.values.get(id_, {}), before.origins.get(id_, {}), name, value, today)
            for name, value in fields.items()
        }
        for id_, fields in stored["values"].items()
    }
    trials = {
        id_: {**trial, "since": _since(before, id_, trial, today)} for id_, trial in stored["trials"].items()
    }
    return ThresholdRevision.objects.create(
        **{**stored, "trials": trials},
        number=before.number + 1,
        origins=origins,
        reason=reason,
        author=author,
    )


def day_set(values: Mapping[str, Any], days: Mapping[str, str], name: str, value: Any, today: str) -> str:
    """The day a number was set: today, or that of the numbers before where it is the same."""
    return days.get(name, today) if values.get(name) == value else today


def _since(before: ThresholdRevision, id_: str, trial: Mapping[str, Any], today: str) -> str:
    old = before.trials.get(id_, {})
    same = all(old.get(name) == trial[name] for name in ("values", "days"))
    return old.get("since", today) if same else today

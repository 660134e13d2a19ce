"""The logs of all runners under two rulesets.

In batches, so that any number of them fits; in steps that can be broken off anywhere and gone on with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from training.engine.evaluate import Ruleset
from training.engine.log import Log
from training.history import load_recent_logs
from training.insights.backtest import compare
from training.insights.publish import publish
from training.insights.tally import Tally, tally_of
from training.models import BackTest, ThresholdRevision, User
from training.rules import ALL_RULES
from training.thresholds import add_revision, setting_at
from training.thresholds.laying import laid_over, lay_for
from training.thresholds.setting import Setting

State, Kind = BackTest.State, BackTest.Kind
BATCH = 50
SPANS = (30, 90, 180, 365)
DEFAULT_SPAN = 90
KEPT_FOR = timedelta(days=7)
REPORT_KEPT_FOR = timedelta(days=35)
# Sent twice, it is reckoned once.
SAME_FOR = timedelta(minutes=10)
SIGN_OF_LIFE = timedelta(seconds=30)
# Broken off so often without a whole step, it is given up.
MOST_ATTEMPTS = 20


class NotReckonedError(Exception):
    """What nobody has seen the effect of is not saved."""


def ask(
    author: User, *, kind: str, base: int, setting: Setting, preview: Setting, first: date, rule: str = ""
) -> BackTest:
    """A comparison from `first` to today, for a worker to reckon; the same one where it was asked before."""
    forget(timezone.now())
    what = {"kind": kind, "rule": rule, "base": base, "first": min(first, today()), "last": today()}
    settings = {"setting": setting.as_json(), "preview": preview.as_json()}
    asked = author.back_tests.filter(**what, created_at__gt=timezone.now() - SAME_FOR)
    for test in asked.exclude(kind=Kind.REPORT).exclude(state=State.FAILED):
        if {name: getattr(test, name) for name in settings} == settings:
            return test
    return author.back_tests.create(**what, **settings, total=_counted().count(), beat_at=timezone.now())


def forget(now: datetime) -> None:
    """Remove what nobody decided on, and reports of long ago."""
    for kinds, kept in (([Kind.CHANGE, Kind.TRIAL], KEPT_FOR), ([Kind.REPORT], REPORT_KEPT_FOR)):
        BackTest.objects.filter(kind__in=kinds, created_at__lt=now - kept).delete()


def put_in_force(test: BackTest, reason: str, author: User) -> ThresholdRevision:
    """Save what was tried; NotReckonedError before it is reckoned, StaleThresholdsError where outdated."""
    if test.state != State.DONE or test.kind == Kind.REPORT:
        raise NotReckonedError
    return _save(test, Setting.from_json(test.setting), reason, author)


def drop_trial(test: BackTest, reason: str, author: User) -> ThresholdRevision:
    """End what runs in shadow, and leave what is in force."""
    return _save(test, setting_at(test.base).without_trial(test.rule), reason, author)


def _save(test: BackTest, setting: Setting, reason: str, author: User) -> ThresholdRevision:
    more = {"silent": setting.silent, "trials": setting.trials}
    with transaction.atomic():
        revision = add_revision(setting.values, reason=reason, author=author, base=test.base, **more)
        test.delete()
    return revision


def today() -> date:
    """The last day that is looked at, for all runners alike."""
    return timezone.now().date()


def span_of(days: int) -> date:
    """The first of the last `days` days."""
    return today() - timedelta(days=days - 1)


def trial_first(setting: Setting, rule: str) -> date:
    """From which day to report on what runs in shadow."""
    return max(date.fromisoformat(setting.trials[rule]["since"]), span_of(max(SPANS)))


def work_on(pk: UUID, go_on: Callable[[], bool] = lambda: True) -> bool:
    """Reckon what is not reckoned yet while `go_on`; whether there is nothing left to do.

    Does no harm where it is reckoned, was cancelled, or is another worker's just now.
    """
    rows = BackTest.objects.filter(pk=pk, state=State.WAITING)
    rows.update(attempts=F("attempts") + 1, beat_at=timezone.now())
    rows.filter(attempts__gt=MOST_ATTEMPTS).update(state=State.FAILED, partial={})
    while step(pk):
        if not go_on():
            return False
    return True


def step(pk: UUID) -> bool:
    """Add the next batch of runners; whether there may be more to do."""
    test = BackTest.objects.filter(pk=pk, state=State.WAITING).first()
    if test is None:
        return False
    runners = next_runners(test.cursor)
    tally = Tally.from_json(test.partial)
    for one in compare_all(runners, rulesets_of(test), test.first, test.last):
        tally.add(one)
    if not runners:
        return _write(test, state=State.DONE, partial={}, result=publish(tally), finished_at=timezone.now())
    done = F("done") + len(runners)
    return _write(test, partial=tally.as_json(), cursor=runners[-1].pk, done=done, attempts=0)


def _write(test: BackTest, **values: Any) -> bool:
    """Write a step and say whether to go on: not where another worker was faster, or it was cancelled."""
    rows = BackTest.objects.filter(pk=test.pk, state=State.WAITING, cursor=test.cursor)
    return bool(rows.update(**values, beat_at=timezone.now())) and "state" not in values


def fail(pk: UUID) -> None:
    """Say that it cannot be reckoned; nothing was changed by it."""
    BackTest.objects.filter(pk=pk, state=State.WAITING).update(state=State.FAILED, partial={})


def give_back(pk: UUID) -> None:
    """Let another worker go on with it at once."""
    BackTest.objects.filter(pk=pk).update(beat_at=None)


def left_behind(now: datetime) -> list[UUID]:
    """Those whose worker gives no sign of life: each is named to one caller alone."""
    left = Q(beat_at=None) | Q(beat_at__lt=now - SIGN_OF_LIFE)
    rows = BackTest.objects.filter(left, state=State.WAITING)
    keys = list(rows.order_by("created_at").values_list("pk", flat=True))
    return [pk for pk in keys if rows.filter(pk=pk).update(beat_at=now)]


def next_runners(after: UUID | None, size: int = BATCH) -> list[User]:
    """The next accounts in the order of their ids."""
    accounts = _counted() if after is None else _counted().filter(pk__gt=after)
    return list(accounts.select_related("profile").order_by("pk")[:size])


def _counted() -> Any:
    """A closed account too: else an admin who closes one reads in the figures what is gone with it."""
    return User.objects.filter(leaves_at=None)


def rulesets_of(test: BackTest) -> tuple[Ruleset, Ruleset]:
    """What was in force when it was asked for, and what is compared with it."""
    now = setting_at(test.base)
    return now.ruleset(test.base), Setting.from_json(test.preview).ruleset(test.base)


def compare_all(
    runners: Sequence[User], rulesets: tuple[Ruleset, Ruleset], first: date, last: date
) -> Iterator[Tally]:
    """A sum of each runner with an entry from `first` to `last`.

    What a coach set for a runner now is laid over both rulesets: it holds before and after a change.
    """
    laid = laid_over(runners)
    now, then = (lay_for(runners, ruleset, laid) for ruleset in rulesets)
    for runner, pair in zip(runners, _logs(runners, rulesets, first), strict=True):
        both = now[runner.pk], then[runner.pk]
        compared = compare(pair, ALL_RULES, both, first, last)
        if compared:
            yield tally_of(compared)


def _logs(
    runners: Sequence[User], rulesets: tuple[Ruleset, Ruleset], first: date
) -> Iterator[tuple[Log, Log]]:
    """Each runner's log in the words of both rulesets."""
    now, then = (ruleset.basics for ruleset in rulesets)
    logs = load_recent_logs(runners, first, now) if runners else {}
    others = load_recent_logs(runners, first, then) if runners and then != now else logs
    for runner in runners:
        yield logs[runner.pk], others[runner.pk]

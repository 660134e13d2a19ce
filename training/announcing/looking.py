"""A look at the logs of those who want to hear: only where a log, its thresholds or the day changed.

Nobody calls this when writing to a log. A look is asked for again and again, reads the logs of many runners
in the same few queries, and leaves all others alone. What it costs to find them hangs on how many logs were
written to since the look before, not on how many listen (`stamps_from`).
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F, Q

from training.announcing.memory import Memory, memory_of, remember
from training.assessment import Assessment, assess
from training.engine.rule import Finding
from training.insights.news import news_of
from training.models import Listener, User
from training.reactions import reactions_of
from training.thresholds import current_setting

# So many logs are read together, and so often one after the other in one look; the others wait for the next.
AT_ONCE = 100
MOST_READINGS = 10
# A write shows later than its stamp says: it is stamped when it begins, by the clock of its server.
OVERLAP = timedelta(minutes=10)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Heard:
    """What is new for a runner on one channel, worst first, and the assessment it comes from."""

    channel: str
    assessment: Assessment
    new: tuple[Finding, ...]

    @property
    def runner(self) -> User:
        return self.assessment.runner


# Called in the transaction that remembers the news as told: what it writes is kept with that, or not at all.
Say = Callable[[Heard], None]


@dataclass(frozen=True)
class Looked:
    """How many were looked at, and whether those were all."""

    number: int
    is_all: bool


def look(now: datetime, ways: Mapping[str, Say], since: datetime | None = None) -> Looked:
    """Look wherever something may be new, and say what is, by kind of channel.

    since: of what was written to logs, only what was stamped from then on; all of it where there is none.
    """
    ruleset, _setting = current_setting()
    looked = 0
    for _ in range(MOST_READINGS):
        due = _due(now, ruleset, ways, since)
        for day, listeners in _by_day(due, now).items():
            looked += _look_on(day, listeners, ruleset, ways)
        if len(due) < AT_ONCE:
            return Looked(looked, is_all=True)
    return Looked(looked, is_all=False)


def stamps_from(seen_until: datetime | None, now: datetime) -> datetime | None:
    """From when on the next look goes by stamps, where the last one that saw all was at `seen_until`.

    The first look of each hour goes by all of them: for a clock that was put back, a transaction longer than
    the overlap, an account that is open again.
    """
    if seen_until is None or _hour(seen_until) != _hour(now):
        return None
    return min(seen_until, now) - OVERLAP


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _due(now: datetime, ruleset: int, kinds: Iterable[str], since: datetime | None) -> list[Listener]:
    """Those for whom anything that a finding rests on is not what it was at the last look, not all at once.

    Two queries, for together they would read every listener: each of these has its index.
    """
    of_a_kind = Q(pk=None)
    for kind in kinds:
        of_a_kind |= Q(channel=kind) | Q(channel__startswith=f"{kind}:")
    here = Listener.objects.filter(of_a_kind, runner__is_active=True, runner__leaves_at=None)
    here = here.select_related("runner__profile", "runner__log_stamp")
    other_rules = Q(ruleset__lt=ruleset) | Q(ruleset__gt=ruleset)
    by_the_clock = here.filter(Q(stamp=None) | Q(day_ends_at__lte=now) | other_rules)
    written_to = here.exclude(stamp=F("runner__log_stamp__stamp"))
    if since:
        written_to = written_to.filter(runner__log_stamp__at__gte=since)
    found = {one.pk: one for rows in (by_the_clock, written_to) for one in rows[:AT_ONCE]}
    return list(found.values())[:AT_ONCE]


def _by_day(listeners: Iterable[Listener], now: datetime) -> dict[date, list[Listener]]:
    days: dict[date, list[Listener]] = defaultdict(list)
    for listener in listeners:
        days[now.astimezone(listener.runner.profile.zone).date()].append(listener)
    return days


def _look_on(day: date, listeners: Sequence[Listener], ruleset: int, ways: Mapping[str, Say]) -> int:
    """Look at all of them together; where that fails, one by one, so that one keeps nobody from hearing."""
    looked = 0
    try:
        for is_looked_at in _looks_together(day, listeners, ruleset, ways):
            looked += is_looked_at
    except DatabaseError:
        raise
    except Exception:
        if len(listeners) > 1:
            return looked + sum(_look_on(day, [listener], ruleset, ways) for listener in listeners)
        logger.exception("news")
    return looked


def _looks_together(
    day: date, listeners: Sequence[Listener], ruleset: int, ways: Mapping[str, Say]
) -> Iterator[bool]:
    # In this order: whatever changes after its stamp was read is looked at again, by whoever comes next.
    memory = memory_of(listeners)
    runners = {listener.runner_id: listener.runner for listener in listeners}
    found: dict[UUID, Assessment] = {a.runner.pk: a for a in assess(list(runners.values()), day)}
    for listener in listeners:
        yield _look_at(listener, found[listener.runner_id], memory, ruleset, ways[listener.kind])


def _look_at(listener: Listener, assessment: Assessment, memory: Memory, ruleset: int, say: Say) -> bool:
    """Whether it was this worker that looked; then all of it is kept, or nothing."""
    news = news_of(assessment.findings, memory[listener.runner_id, listener.channel], assessment.today)
    with transaction.atomic():
        if not _claim(listener, assessment, ruleset):
            return False
        remember(listener, news, assessment.today)
        # What stood when somebody began to listen is not news.
        new = _not_aside(news.new, assessment) if listener.stamp else ()
        if new:
            say(Heard(listener.channel, assessment, new))
    return True


def _claim(listener: Listener, assessment: Assessment, ruleset: int) -> int:
    """Note what was looked at, unless somebody else looked since."""
    unchanged = Listener.objects.filter(
        runner=listener.runner_id,
        pk=listener.pk,
        stamp=listener.stamp,
        ruleset=listener.ruleset,
        day_ends_at=listener.day_ends_at,
    )
    runner = assessment.runner
    return unchanged.update(
        stamp=runner.log_stamp.stamp, ruleset=ruleset, day_ends_at=runner.profile.end_of(assessment.today)
    )


def _not_aside(new: Sequence[Finding], assessment: Assessment) -> tuple[Finding, ...]:
    """Without what the runner acknowledged, snoozed or muted: they know of it."""
    if not new:
        return ()
    reactions = reactions_of(assessment.runner)
    return tuple(finding for finding in new if reactions.of(finding, assessment).aside is None)

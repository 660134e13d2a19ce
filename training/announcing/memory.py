"""What each channel was told of. No finding is kept, only that it was one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q

from training.insights.news import News, Telling
from training.models import Listener, Told

# By runner and channel: each telling, and the day on which it was first seen gone.
Memory = dict[tuple[UUID, str], dict[Telling, date | None]]


def memory_of(listeners: Sequence[Listener]) -> Memory:
    """What these were told; one query."""
    memory: Memory = defaultdict(dict)
    rows = Told.objects.filter(
        runner__in=[listener.runner_id for listener in listeners],
        channel__in={listener.channel for listener in listeners},
    )
    columns = ("runner", "channel", "rule", "subject", "severity", "left_on")
    for runner, channel, rule, subject, severity, left_on in rows.values_list(*columns):
        memory[runner, channel][rule, subject, severity] = left_on
    return memory


def remember(listener: Listener, news: News, today: date) -> None:
    """Keep what was told by now. On most days nothing is another way than it was, and nothing is written."""
    rows = Told.objects.filter(runner=listener.runner_id, channel=listener.channel)
    if news.over:
        rows.filter(_any_of(news.over)).delete()
    if news.left:
        rows.filter(_any_of(news.left)).update(left_on=today)
    if news.stands:
        Told.objects.bulk_create(
            [_row(listener, telling) for telling in sorted(news.stands)],
            update_conflicts=True,
            unique_fields=["runner", "channel", "rule", "subject", "severity"],
            update_fields=["left_on"],
        )


def _row(listener: Listener, telling: Telling) -> Told:
    rule, subject, severity = telling
    return Told(
        runner_id=listener.runner_id, channel=listener.channel, rule=rule, subject=subject, severity=severity
    )


def _any_of(tellings: Iterable[Telling]) -> Q:
    wanted = Q(pk=None)
    for rule, subject, severity in tellings:
        wanted |= Q(rule=rule, subject=subject, severity=severity)
    return wanted

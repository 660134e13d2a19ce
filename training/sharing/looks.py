"""Writing down who looked: one row per coach, page and day of the runner's, however often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from training.access import Sight
from training.models import Look, User


def looked(sights: Iterable[Sight], page: str, *, anew: bool = True) -> None:
    """Write down that the coaches of these sights look at this page now; two queries, however many.

    anew: False where a page they have open asks again, which is the same look. Looks at one's own log are
    nobody's business.
    """
    now = timezone.now()
    rows = [
        Look(
            runner_id=sight.grant.runner_id,
            coach_id=sight.grant.coach_id,
            page=page,
            day=now.astimezone(sight.runner.profile.zone).date(),
            last_at=now,
            times=0,
        )
        for sight in sights
        if sight.grant is not None
    ]
    if rows:
        Look.objects.bulk_create(rows, ignore_conflicts=True)
        _stored(rows).update(last_at=now, times=F("times") + 1 if anew else Greatest(F("times"), 1))


def _stored(rows: list[Look]) -> QuerySet[Look]:
    """The rows in the database for these: one page, few coaches and days, many runners."""
    runners: dict[tuple[object, date], list[object]] = defaultdict(list)
    for row in rows:
        runners[row.coach_id, row.day].append(row.runner_id)
    each = (Q(coach=coach, day=day, runner__in=ids) for (coach, day), ids in runners.items())
    return Look.objects.filter(Q(*each, _connector=Q.OR), page=rows[0].page)


def looks_at(runner: User) -> QuerySet[Look]:
    """Every look at this runner's log, the newest first."""
    return runner.looks.select_related("coach")

"""Writing down who looked: one row per coach or link, page and day of the runner's, however often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet, Sum
from django.db.models.functions import Greatest
from django.utils import timezone

from training.access import Sight
from training.models import Look, User


def looked(sights: Iterable[Sight], page: str, *, anew: bool = True) -> None:
    """Write down that somebody looks at this page now through these sights: one query, but for a day's first.

    anew: False where a page they have open asks again, which is the same look. Looks at one's own log are
    nobody's business.
    """
    now = timezone.now()
    rows = [_look(sight, page, now) for sight in sights if sight.grant or sight.link]
    times = F("times") + 1 if anew else Greatest(F("times"), 1)
    if rows and _stored(rows).update(last_at=now, times=times) < len(rows):
        known = set(_stored(rows).filter(last_at=now).values_list("runner", flat=True))
        if first := [row for row in rows if row.runner_id not in known]:
            # Somebody else may be as fast: then theirs is there, and counted once more.
            Look.objects.bulk_create(first, ignore_conflicts=True)
            _stored(first).update(last_at=now, times=times)


def _look(sight: Sight, page: str, now: datetime) -> Look:
    """Not counted yet."""
    return Look(
        runner_id=sight.runner.pk,
        coach_id=sight.grant.coach_id if sight.grant else None,
        link=sight.link,
        page=page,
        day=now.astimezone(sight.runner.profile.zone).date(),
        last_at=now,
        times=0,
    )


def _stored(rows: list[Look]) -> QuerySet[Look]:
    """The rows in the database for these: one page, few coaches and days, many runners."""
    runners: dict[tuple[object, object, date], list[object]] = defaultdict(list)
    for row in rows:
        runners[row.coach_id, row.link_id, row.day].append(row.runner_id)
    each = (Q(coach=coach, link=link, day=day, runner__in=ids) for (coach, link, day), ids in runners.items())
    return Look.objects.filter(Q(*each, _connector=Q.OR), page=rows[0].page)


def looks_at(runner: User) -> QuerySet[Look]:
    """Every look at this runner's log, the newest first."""
    return runner.looks.select_related("coach", "link")


def openings_of(runner: User) -> dict[UUID, tuple[int, datetime]]:
    """How often each link of this runner's reports was opened, and when last; one query."""
    by_link = runner.looks.exclude(link=None).order_by().values("link")
    found = by_link.annotate(n=Sum("times"), last=Max("last_at"))
    return {row["link"]: (row["n"], row["last"]) for row in found}

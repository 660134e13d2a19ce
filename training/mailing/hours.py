"""When a mail is due, and when it may come, on somebody's own clock: moments in, moments in UTC out.

Hours are 0 to 23. An hour that a change of clocks leaves out begins when the clocks have changed; of one that
comes twice the first counts.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = 7


def at_hour(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The moment at which this hour of a day begins."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def is_quiet(hour: int, start: int, end: int) -> bool:
    """Whether an hour lies in those from `start` to before `end`, over midnight too; none if both are one."""
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def after_quiet(moment: datetime, zone: ZoneInfo, start: int, end: int) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    local = moment.astimezone(zone)
    if not is_quiet(local.hour, start, end):
        return moment
    day = local.date() if local.hour < end else local.date() + timedelta(days=1)
    return at_hour(day, end, zone)


def last_daily(now: datetime, zone: ZoneInfo, hour: int) -> datetime:
    """The newest moment up to now at which this hour began."""
    return _last(now, zone, hour, 1)


def next_daily(now: datetime, zone: ZoneInfo, hour: int) -> datetime:
    """The first moment after now at which this hour begins."""
    return _next(now, zone, hour, 1)


def last_weekly(now: datetime, zone: ZoneInfo, weekday: int, hour: int) -> datetime:
    """The same on a day of the week, 0 for Monday."""
    return _last(now, zone, hour, WEEK, weekday)


def next_weekly(now: datetime, zone: ZoneInfo, weekday: int, hour: int) -> datetime:
    """The first such moment after now."""
    return _next(now, zone, hour, WEEK, weekday)


def _last(now: datetime, zone: ZoneInfo, hour: int, every: int, weekday: int = 0) -> datetime:
    day = now.astimezone(zone).date()
    day -= timedelta(days=(day.weekday() - weekday) % every)
    found = at_hour(day, hour, zone)
    return found if found <= now else at_hour(day - timedelta(days=every), hour, zone)


def _next(now: datetime, zone: ZoneInfo, hour: int, every: int, weekday: int = 0) -> datetime:
    day = now.astimezone(zone).date()
    day += timedelta(days=(weekday - day.weekday()) % every)
    found = at_hour(day, hour, zone)
    return found if found > now else at_hour(day + timedelta(days=every), hour, zone)

"""When a session of a FIT file began, and on which clock, as far as the device knew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from training.importers.fit_messages import Message, number_of
from training.importers.moments import FURTHEST_OFFSET, Moment

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
# Below it, seconds count from when the device was switched on.
FIRST_DATE_S = 0x10000000
QUARTER_S = 15 * 60
# The two clocks of a device are not read at the same instant.
CLOCK_TOLERANCE_S = 60
DEGREES = 180 / 2**31
# Clocks of a country may be this far from the sun.
FURTHEST_FROM_SUN_H = 4.5


def start_of(start: float | None, longitude: int | None, activity: Message) -> Moment:
    """The moment of `start`, in seconds of FIT; ValueError where no date is known.

    longitude: as FIT has it, where it is known. activity: tells the end of the file on both clocks.
    """
    if start is None:
        raise ValueError("it has no date")
    end, local_end = number_of(activity, "timestamp"), number_of(activity, "local_timestamp")
    if start >= FIRST_DATE_S:
        at = EPOCH + timedelta(seconds=int(start))
        offset = _offset(end, local_end, longitude)
        return Moment(at, is_instant=True) if offset is None else Moment(at.astimezone(timezone(offset)))
    if end is None or local_end is None or local_end < FIRST_DATE_S or not start <= end < FIRST_DATE_S:
        raise ValueError("the clock of the device was not set, so its date is not known")
    return Moment((EPOCH + timedelta(seconds=int(local_end - (end - start)))).replace(tzinfo=None))


def _offset(utc: float | None, local: float | None, longitude: int | None) -> timedelta | None:
    """From UTC to the runner's clock; None where the device wrote none that a clock can have."""
    if utc is None or local is None:
        return None
    offset_s = round((local - utc) / QUARTER_S) * QUARTER_S
    if abs(local - utc - offset_s) > CLOCK_TOLERANCE_S or abs(offset_s) > FURTHEST_OFFSET.total_seconds():
        return None
    if isinstance(longitude, int):
        from_sun_h = (offset_s / 3600 - longitude * DEGREES / 15 + 12) % 24 - 12
        if abs(from_sun_h) > FURTHEST_FROM_SUN_H:
            return None
    return timedelta(seconds=offset_s)

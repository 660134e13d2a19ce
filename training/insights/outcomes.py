"""What a knee did in the two weeks after a day: the yardstick for whether a warning was followed by symptoms.

Followed is no proof of a cause, and a day without a check-in is unknown, never clear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from training.engine.log import KneeLog, Log

FOLLOW_DAYS = 14
BEFORE_DAYS = 7
RISE = 2


def symptoms_followed(log: Log, day: int, last: int) -> bool | None:
    """Whether a knee's episode opened in the 14 days after `day`, or a score rose by 2 or more.

    The rise is against the worst score of the week up to the day, where that has an entry. None where it is
    too early to say on day `last`, or where these 14 days hold no check-in.
    """
    if day + FOLLOW_DAYS > last:
        return None
    answers = [_followed(knee, day) for knee in log.knees.values()]
    return True if True in answers else False if False in answers else None


def _followed(knee: KneeLog, day: int) -> bool | None:
    after = _scores(knee, day + 1, day + FOLLOW_DAYS)
    if not after:
        return None
    opened = bisect_right(knee.opening_days, day)
    if opened < len(knee.opening_days) and knee.opening_days[opened] <= day + FOLLOW_DAYS:
        return True
    before = _scores(knee, day - BEFORE_DAYS + 1, day)
    return bool(before) and max(after) >= max(before) + RISE


def _scores(knee: KneeLog, first: int, last: int) -> list[int]:
    return knee.worst_scores[bisect_left(knee.days, first) : bisect_right(knee.days, last)]

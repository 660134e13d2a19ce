"""A span of days of one log, with what stood on each, worked out once while nothing it rests on changes."""

from __future__ import annotations

from datetime import date

from training.access import Sight
from training.assessment import replay_seen
from training.insights.timeline import Timeline, draw_timeline
from training.remembering import keep, kept, key_of, stamps_of
from training.thresholds.laying import ruleset_for


def timeline_of(sight: Sight, first: date, last: date) -> Timeline:
    """The days from `first` to `last`, as far as they may be seen, on all that is logged of them by now.

    Revisions are only ever added: the number of the newest names all that were in force before it. What a
    coach sets or ends stamps the log.
    """
    ruleset, what = ruleset_for(sight.runner), f"timeline:{first.isoformat()}"
    key = key_of(sight, stamps_of([sight]), ruleset, last, what)
    timeline: Timeline | None = kept([key]).get(key)
    if timeline is None:
        timeline = draw_timeline(replay_seen(sight, first, last))
        keep({key: timeline})
    return timeline

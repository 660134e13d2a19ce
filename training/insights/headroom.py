"""How much is left before the next warning, found by asking the engine itself about runs not yet run."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from training.engine.evaluate import Ruleset, evaluate
from training.engine.facts import Episode, RunFact, ShoeFact
from training.engine.history import History
from training.engine.rule import Rule, Severity
from training.rules import (
    knee_two_weeks,
    load_longest_run,
    load_no_rest_day,
    load_return_after_break,
    load_weekly_jump,
    shoe_mileage,
)

# Metres that one run today may have, by rule id; None where the rule would say no more of any run.
RoomByRule = dict[str, int | None]

FURTHEST_RUN_M = 200_000
ABOUT_ONE_RUN = (
    load_longest_run.RULE,
    load_weekly_jump.RULE,
    load_return_after_break.RULE,
    load_no_rest_day.RULE,
)
FURTHEST_SHOE_M = 2_000_000
# Finer than anybody plans, and a third fewer questions than whole metres.
STEP_M = 10
LATEST_S = 2**40
FURTHEST_DAYS = 100


@dataclass(frozen=True, slots=True)
class Room:
    """Room before `rule` says more about `subject`: `used` and `left` in metres, or days for a knee.

    left is 0 where the warning stands now. name: the shoe's name, or the side of the knee.
    """

    rule: Rule
    subject: str
    name: str
    used: int
    left: int


def headroom(history: History, ruleset: Ruleset) -> list[Room]:
    """The room of every rule with a line ahead: this week, the longest run, each shoe, each open episode."""
    one_run = {
        rule.id: room_for_a_run(history, rule, ruleset, furthest_m=FURTHEST_RUN_M) for rule in ABOUT_ONE_RUN
    }
    rooms = [_week(history, ruleset, one_run), _longest(history, ruleset, one_run)]
    rooms += [_shoe(history, ruleset, shoe) for shoe in history.shoes_in_use]
    rooms += [_episode(history, ruleset, episode) for episode in history.open_episodes]
    return [room for room in rooms if room]


def week_room(history: History, ruleset: Ruleset) -> Room | None:
    """What is left this week alone; None where no run is too far, or too little is known."""
    rule = load_weekly_jump.RULE
    return _week(
        history,
        ruleset,
        {rule.id: room_for_a_run(history, rule, ruleset, furthest_m=FURTHEST_RUN_M)},
    )


def _week(history: History, ruleset: Ruleset, one_run: RoomByRule) -> Room | None:
    rule = load_weekly_jump.RULE
    used = history.distance_in(history.last_days(ruleset.limits_of(rule).week_days))
    if Severity.CAUTION in _severities(history, rule, ruleset).values():
        return Room(rule, "runner", "", used, 0)
    left = one_run[rule.id]
    return None if left is None else Room(rule, "runner", "", used, left)


def _longest(history: History, ruleset: Ruleset, one_run: RoomByRule) -> Room | None:
    """The longest run that no rule about load would name: the tightest of them decides."""
    rule = load_longest_run.RULE
    # What a run of today is compared with: so many days before it, and what was run today already.
    runs = history.runs_in(history.last_days(ruleset.limits_of(rule).window_days + 1))
    left = min((room for room in one_run.values() if room is not None), default=None)
    return (
        Room(rule, "runner", "", max(run.distance_m for run in runs), left)
        if runs and left is not None
        else None
    )


def _shoe(history: History, ruleset: Ruleset, shoe: ShoeFact) -> Room | None:
    rule, used = shoe_mileage.RULE, history.shoe_distance(shoe)
    if not ruleset.speaks(rule):
        return None
    left = room_for_a_run(history, rule, ruleset, shoe=shoe.key, furthest_m=FURTHEST_SHOE_M)
    return Room(rule, shoe.subject, shoe.name, used, left or 0)


def _episode(history: History, ruleset: Ruleset, episode: Episode) -> Room | None:
    left = days_until(history, knee_two_weeks.RULE, ruleset, episode.subject)
    if left is None:
        return None
    return Room(knee_two_weeks.RULE, episode.subject, episode.side, episode.day_number(history.today), left)


def room_for_a_run(
    history: History,
    rule: Rule,
    ruleset: Ruleset,
    *,
    shoe: str = "",
    furthest_m: int,
    least: Severity = Severity.NOTICE,
) -> int | None:
    """Metres that one run today may have before `rule` says more than it does; None where it never would.

    least: how grave what it says has to be to count.
    """
    base = _severities(history, rule, ruleset)

    def says_more(distance_m: int) -> bool:
        now = _severities(_with_run(history, distance_m, shoe), rule, ruleset)
        return _says_more({about: found for about, found in now.items() if found >= least}, base)

    return furthest_before(says_more, furthest_m)


def furthest_before(says_more: Callable[[int], bool], furthest_m: int) -> int | None:
    """The most metres of which nothing more is said, though of a step more it is; None where it never is."""
    # Most rules have nothing to say of any run: one question instead of a search.
    if not says_more(furthest_m):
        return None
    return bisect_left(range(STEP_M, furthest_m, STEP_M), True, key=says_more) * STEP_M


def days_until(history: History, rule: Rule, ruleset: Ruleset, subject: str) -> int | None:
    """Days from today until `rule` stands for `subject` if nothing else is logged; 0: it stands today."""
    for days in range(FURTHEST_DAYS):
        later = History(history.log, history.today + timedelta(days=days))
        if subject in _severities(later, rule, ruleset):
            return days
    return None


def _with_run(history: History, distance_m: int, shoe: str) -> History:
    planned = RunFact(
        start="planned", day=history.today, instant_s=LATEST_S, distance_m=distance_m, shoe=shoe
    )
    return History(history.log.with_run(planned), history.today)


def _severities(history: History, rule: Rule, ruleset: Ruleset) -> dict[str, Severity]:
    return {finding.subject: finding.severity for finding in evaluate(history, [rule], ruleset)}


def _says_more(now: dict[str, Severity], before: dict[str, Severity]) -> bool:
    return any(severity > before.get(subject, 0) for subject, severity in now.items())

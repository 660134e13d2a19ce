"""The whole way from runners to what stands out in their logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from training.access import Sight, visible_log, visible_rules
from training.engine.basics import Basics
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.replay import replay
from training.engine.rule import Finding, Severity
from training.history import load_log, load_recent_logs
from training.models import Profile, User
from training.rules import ALL_RULES
from training.thresholds.laying import changes_for, ruleset_for, rulesets_for


@dataclass(frozen=True)
class Assessment:
    """One runner's log at the end of a day, and the findings of that day, worst first."""

    runner: User
    history: History
    findings: list[Finding]
    ruleset: Ruleset

    @property
    def today(self) -> date:
        return self.history.today

    @property
    def professional_first(self) -> bool:
        """Whether a warning asks to stop and see someone: then no other may sound like leave to run."""
        return any(finding.severity >= Severity.SPECIALIST for finding in self.findings)

    @property
    def holds_back(self) -> bool:
        """Whether a warning about the knee or the load asks to do less."""
        return any(finding.asks_for_less for finding in self.findings)


def assess(runners: Sequence[User], today: date | None = None) -> list[Assessment]:
    """Each runner's assessment as of `today`, else of the date on their own clock."""
    rulesets = rulesets_for(runners)
    return [
        _assessment(runner, History(log, day), rulesets[runner.pk])
        for runner, (log, day) in zip(runners, _recent(runners, rulesets, today), strict=True)
    ]


def assess_seen(
    sights: Sequence[Sight], today: date | None = None, rulesets: Mapping[UUID, Ruleset] | None = None
) -> list[Assessment]:
    """The same through other eyes: each runner's log is cut to what may be seen, then assessed.

    rulesets: by runner id, where they are known already.
    """
    runners = [sight.runner for sight in sights]
    known = rulesets_for(runners) if rulesets is None else rulesets
    return [
        _seen(sight, History(visible_log(log, sight), day), known[sight.runner.pk])
        for sight, (log, day) in zip(sights, _recent(runners, known, today), strict=True)
    ]


def _recent(
    runners: Sequence[User], rulesets: Mapping[UUID, Ruleset], today: date | None
) -> list[tuple[Log, date]]:
    """Each runner's log as far back as a rule looks, and the day it is judged on."""
    if not runners:
        return []
    days = [today or runner.profile.today() for runner in runners]
    # The words that all rules share are the same for everybody.
    logs = load_recent_logs(runners, min(days), rulesets[runners[0].pk].basics)
    return [(logs[runner.pk], day) for runner, day in zip(runners, days, strict=True)]


def assess_whole_log(runner: User, today: date) -> Assessment:
    """The assessment of any day of the log, however long ago, by the thresholds in force at its end."""
    ruleset = ruleset_for(runner, runner.profile.end_of(today))
    return _assessment(runner, History(load_log(runner, ruleset.basics), today), ruleset)


def assess_as_of(sight: Sight, day: date, known_at: datetime | None = None) -> Assessment:
    """A day of the past by the thresholds in force at its end, on the log cut at that day.

    known_at: without what was added from then on. What was changed or deleted since is as it is now.
    """
    runner = sight.runner
    ruleset = ruleset_for(runner, runner.profile.end_of(day))
    logs = load_recent_logs([runner], day, ruleset.basics, until=day, known_at=known_at)
    return _seen(sight, History(visible_log(logs[runner.pk], sight), day), ruleset)


def replay_seen(sight: Sight, first: date, last: date) -> Iterator[tuple[History, list[Finding]]]:
    """Each of these days with what stood on it by its own thresholds, on all that is logged by the last."""
    logs: dict[Basics, Log] = {}
    rules = visible_rules(ALL_RULES, sight)
    for start, end, ruleset in _rulesets_of_days(sight.runner, first, last):
        log = logs.get(ruleset.basics)
        if log is None:
            found = load_recent_logs([sight.runner], first, ruleset.basics, until=last)
            log = logs[ruleset.basics] = visible_log(found[sight.runner.pk], sight)
        for day, findings in replay(log, rules, ruleset, start, end):
            yield History(log, day), findings


def _rulesets_of_days(runner: User, first: date, last: date) -> Iterator[tuple[date, date, Ruleset]]:
    """The span in pieces of days under the same thresholds: those in force at the end of each day.

    Today is a piece of its own, since what holds now is for the grants to say.
    """
    profile = runner.profile
    changes = changes_for(runner, profile.end_of(first), profile.end_of(last))
    today = {profile.today()} if first < profile.today() <= last else set()
    starts = sorted({first, *today, *(_first_day_under(moment, profile) for moment in changes)})
    for start, after in pairwise([*starts, last + timedelta(days=1)]):
        yield start, after - timedelta(days=1), ruleset_for(runner, profile.end_of(start))


def _first_day_under(moment: datetime, profile: Profile) -> date:
    """The day that ends with a change of this moment in force; one made just then counts."""
    day = moment.astimezone(profile.zone).date()
    before = day - timedelta(days=1)
    return before if profile.end_of(before) == moment else day


def _seen(sight: Sight, history: History, ruleset: Ruleset) -> Assessment:
    return Assessment(
        sight.runner, history, evaluate(history, visible_rules(ALL_RULES, sight), ruleset), ruleset
    )


def _assessment(runner: User, history: History, ruleset: Ruleset) -> Assessment:
    return Assessment(runner, history, evaluate(history, ALL_RULES, ruleset), ruleset)

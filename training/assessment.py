"""The whole way from runners to what stands out in their logs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from training.access import Sight, visible_log, visible_rules
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.rule import Finding, Severity
from training.history import load_log, load_recent_logs
from training.models import User
from training.rules import ALL_RULES
from training.thresholds import current_ruleset, ruleset_at


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
        """Whether a warning about the knee or the load asks to do less: it knows better than any sum."""
        groups = {finding.rule.group for finding in self.findings if finding.severity >= Severity.CAUTION}
        return bool(groups & {"knee", "load"})


def assess(runners: Sequence[User], today: date | None = None) -> list[Assessment]:
    """Each runner's assessment as of `today`, else of the date on their own clock."""
    ruleset = current_ruleset()
    days = {runner.pk: today or runner.profile.today() for runner in runners}
    logs = load_recent_logs(runners, min(days.values()), ruleset.basics) if runners else {}
    return [_assessment(runner, History(logs[runner.pk], days[runner.pk]), ruleset) for runner in runners]


def assess_seen(sights: Sequence[Sight], today: date | None = None) -> list[Assessment]:
    """The same through other eyes: each runner's log is cut to what may be seen, then assessed."""
    ruleset = current_ruleset()
    runners = [sight.runner for sight in sights]
    days = {runner.pk: today or runner.profile.today() for runner in runners}
    logs = load_recent_logs(runners, min(days.values()), ruleset.basics) if runners else {}
    return [
        _seen(sight, History(visible_log(logs[sight.runner.pk], sight), days[sight.runner.pk]), ruleset)
        for sight in sights
    ]


def assess_whole_log(runner: User, today: date) -> Assessment:
    """The assessment of any day of the log, however long ago, by the thresholds in force at its end."""
    end = datetime.combine(today + timedelta(days=1), time(), runner.profile.zone)
    ruleset = ruleset_at(end)
    return _assessment(runner, History(load_log(runner, ruleset.basics), today), ruleset)


def _seen(sight: Sight, history: History, ruleset: Ruleset) -> Assessment:
    return Assessment(
        sight.runner, history, evaluate(history, visible_rules(ALL_RULES, sight), ruleset), ruleset
    )


def _assessment(runner: User, history: History, ruleset: Ruleset) -> Assessment:
    return Assessment(runner, history, evaluate(history, ALL_RULES, ruleset), ruleset)

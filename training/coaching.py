"""What a coach last saw, marked and grouped, for themselves: a runner's own reactions stay the runner's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from training.access import Sight
from training.engine.rule import Finding, Severity
from training.insights.triage import Silence
from training.models import CoachMark, Seen, Team, TeamMember, User
from training.summaries import Kept
from training.thresholds.overrides import settle

Kind = CoachMark.Kind
# A warning the coach knows of and that still stands is shown again after so long.
KNOWN_FOR = timedelta(days=60)
SILENCE = "silence"


class TeamTakenError(Exception):
    """The coach has a team of this name."""


@dataclass(frozen=True)
class Group:
    """A team, and the ids of the runners in it."""

    pk: UUID
    name: str
    runners: set[UUID] = field(default_factory=set)


@dataclass(frozen=True)
class Desk:
    """A coach's own marks and last looks, by runner id."""

    marks: dict[UUID, list[CoachMark]] = field(default_factory=dict)
    seen: dict[UUID, Seen] = field(default_factory=dict)

    def mark_of(self, runner: UUID, rule: str, subject: str) -> CoachMark | None:
        """The newest mark of a warning or a silence, unless it was taken back."""
        about = (m for m in reversed(self.marks.get(runner, [])) if (m.rule, m.subject) == (rule, subject))
        newest = next(about, None)
        return newest if newest and newest.kind != Kind.RESTORED else None

    def known(self, runner: UUID, finding: Finding | Kept, today: date) -> CoachMark | None:
        """The mark by which the coach knows of a finding, while it holds: no graver, and no other one."""
        mark = self.mark_of(runner, finding.rule_id, finding.subject)
        if mark is None or finding.severity > mark.severity or finding.since > mark.day:
            return None
        return mark if _lasts(mark, today) else None

    def known_silence(self, runner: UUID, silence: Silence, today: date) -> CoachMark | None:
        """The same of a silence: it ends with the next entry, and another one is another silence."""
        mark = self.mark_of(runner, SILENCE, silence_subject(silence, today))
        return mark if mark and _lasts(mark, today) else None

    def stood(self, sight: Sight) -> dict[tuple[str, str], int] | None:
        """The warnings the coach last saw; None where they never looked, or saw other parts of the log."""
        seen = self.seen.get(sight.runner.pk)
        if seen is None or seen.categories != sight.categories:
            return None
        return {(rule, subject): severity for rule, subject, severity in seen.warnings}


def desk_of(coach: User, athletes: Sequence[Sight]) -> Desk:
    """Two queries for any number of athletes."""
    ids = {sight.runner.pk for sight in athletes}
    marks: dict[UUID, list[CoachMark]] = defaultdict(list)
    for mark in coach.coach_marks.order_by("created_at", "id"):
        if mark.runner_id in ids:
            marks[mark.runner_id].append(mark)
    return Desk(marks, {seen.runner_id: seen for seen in coach.seen.all() if seen.runner_id in ids})


def _lasts(mark: CoachMark, today: date) -> bool:
    if mark.kind == Kind.SNOOZED:
        return mark.until is not None and today < mark.until
    return today - mark.day <= KNOWN_FOR


def can_snooze(finding: Finding) -> bool:
    """What asks for a professional can be known of, never put off."""
    return finding.severity < Severity.SPECIALIST


def silence_subject(silence: Silence, today: date) -> str:
    """A silence is named by the day of the entry before it."""
    return (today - timedelta(days=silence.days or 0)).isoformat()


def mark_finding(
    coach: User, runner: User, finding: Finding, *, kind: str, today: date, until: date | None = None
) -> CoachMark:
    return coach.coach_marks.create(
        runner=runner,
        rule=finding.rule.id,
        subject=finding.subject,
        severity=int(finding.severity),
        kind=kind,
        day=today,
        until=until,
    )


def mark_silence(
    coach: User, runner: User, silence: Silence, *, kind: str, today: date, until: date | None = None
) -> CoachMark:
    subject = silence_subject(silence, today)
    return coach.coach_marks.create(
        runner=runner, rule=SILENCE, subject=subject, kind=kind, day=today, until=until
    )


def teams_of(coach: User) -> list[Group]:
    """The coach's teams by name, with the runners in each; one query."""
    groups: dict[UUID, Group] = {}
    for pk, name, runner in coach.teams.order_by("name").values_list("id", "name", "members__runner"):
        group = groups.setdefault(pk, Group(pk, name))
        if runner:
            group.runners.add(runner)
    return list(groups.values())


def put_into_team(team: Team, runners: Iterable[UUID]) -> None:
    """Make these the runners of a team, whose numbers come and go with it.

    TeamTakenError where the coach has another of its name.
    """
    wanted = set(runners)
    try:
        with transaction.atomic():
            team.save()
            before = _members(team)
            team.members.exclude(runner__in=wanted).delete()
            rows = [TeamMember(team=team, runner_id=runner) for runner in sorted(wanted)]
            TeamMember.objects.bulk_create(rows, ignore_conflicts=True)
            settle(team.coach_id, wanted ^ before, by=team.coach)
    except IntegrityError:
        raise TeamTakenError from None


def delete_team(team: Team) -> None:
    """Its athletes stay the coach's; what was set for the team ends."""
    with transaction.atomic():
        members = _members(team)
        team.delete()
        settle(team.coach_id, members, by=team.coach)


def _members(team: Team) -> set[UUID]:
    return set(team.members.values_list("runner", flat=True))


def take_back(mark: CoachMark, today: date) -> None:
    """Show again what was marked."""
    CoachMark.objects.create(
        runner_id=mark.runner_id,
        coach_id=mark.coach_id,
        rule=mark.rule,
        subject=mark.subject,
        kind=Kind.RESTORED,
        severity=mark.severity,
        day=today,
    )


def remember(coach: User, sight: Sight, findings: Iterable[Finding]) -> None:
    """Keep what stood when the coach opened this athlete, to tell at the next look what changed."""
    if sight.grant is None:
        return
    warnings = [[f.rule.id, f.subject, int(f.severity)] for f in findings]
    seen = Seen(
        runner=sight.runner, coach=coach, at=timezone.now(), categories=sight.categories, warnings=warnings
    )
    Seen.objects.bulk_create(
        [seen],
        update_conflicts=True,
        unique_fields=["runner", "coach"],
        update_fields=["at", "categories", "warnings"],
    )

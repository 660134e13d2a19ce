"""What a list of athletes says of each, worked out once and kept while nothing it rests on changes.

Kept in this process's memory alone. Whose eyes it is for is not part of what is kept, only what those eyes
may see: access is asked first, each time, and what it answers is part of the key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, Max, Value, When
from django.utils import timezone

from training.access import Sight
from training.assessment import Assessment, assess_seen
from training.engine.evaluate import Ruleset
from training.engine.facts import Episode
from training.engine.history import History
from training.engine.rule import Finding, Severity
from training.engine.text import Evidence
from training.insights.headroom import week_room
from training.insights.triage import Silence, Worn, most_worn, silence_of
from training.models import CheckIn
from training.models.bounds import MAX_SCORE
from training.models.check_in import HAS_SYMPTOM
from training.models.choices import Category
from training.remembering import Key, keep, kept, key_of, stamps_of
from training.rules import ALL_RULES, knee_two_weeks, shoe_mileage
from training.thresholds.laying import rulesets_for

SORE_LATELY_DAYS = 14
RULES = {rule.id: rule for rule in ALL_RULES}


@dataclass(frozen=True)
class Kept:
    """A finding without its rule's code and thresholds, which the ruleset of the key brings back."""

    rule_id: str
    severity: Severity
    subject: str
    since: date
    text: str
    hint: str
    evidence: tuple[Evidence, ...]
    sharpened: bool

    def finding(self, ruleset: Ruleset) -> Finding:
        rule = RULES[self.rule_id]
        return Finding(
            rule,
            self.severity,
            self.subject,
            self.since,
            self.text,
            self.hint,
            self.evidence,
            ruleset.limits_of(rule),
            self.sharpened,
            ruleset.basics,
        )


@dataclass(frozen=True)
class Sore:
    """An open episode: its day, whether nobody has spoken of it for long, and whether it is past its line."""

    side: str
    day: int
    is_stale: bool
    is_long: bool


@dataclass(frozen=True)
class Summary:
    """One athlete on one day, as far as some categories show. Metres are integers.

    week_left_m: None where nothing can be said. hold: `professional` or `less` where a warning comes before
    any sum of metres.
    """

    today: date
    kept: tuple[Kept, ...] = ()
    silence: Silence = field(default_factory=lambda: Silence(None))
    week_used_m: int = 0
    week_left_m: int | None = None
    hold: str = ""
    episodes: tuple[Sore, ...] = ()
    worn: Worn | None = None


@dataclass
class Recalled:
    """What is known of these athletes, by runner id, and who has yet to be read."""

    rulesets: dict[UUID, Ruleset]
    known: dict[UUID, Summary]
    unread: list[Sight]
    stamps: dict[UUID, UUID]


def recall(sights: Sequence[Sight]) -> Recalled:
    """What memory holds of these athletes as their logs stand now: three queries for any number."""
    stamps, rulesets = stamps_of(sights), rulesets_for([sight.runner for sight in sights])
    keys = {s.runner.pk: key_of(s, stamps, rulesets[s.runner.pk], s.runner.profile.today()) for s in sights}
    found = kept(keys.values())
    known = {pk: found[key] for pk, key in keys.items() if key in found}
    return Recalled(rulesets, known, [s for s in sights if s.runner.pk not in known], stamps)


def read_next(recalled: Recalled, count: int) -> None:
    """Read up to `count` more, those first whose knees were lately sorest: they may need somebody soonest."""
    scores = _recent_scores([s.runner.pk for s in recalled.unread if s.shows(Category.KNEE)])
    sorest = sorted(recalled.unread, key=lambda sight: -scores.get(sight.runner.pk, 0))
    read(recalled, sorest[:count])


def _recent_scores(runners: list[UUID]) -> dict[UUID, int]:
    """The highest score of the last days by runner; a sign counts above any score."""
    since = timezone.now().date() - timedelta(days=SORE_LATELY_DAYS)
    told = Case(When(signs="", then="score"), default=Value(MAX_SCORE + 1))
    recent = CheckIn.objects.filter(HAS_SYMPTOM, runner__in=runners, local_date__gte=since).order_by()
    return dict(recent.values_list("runner").annotate(worst=Max(told)))


def read(recalled: Recalled, sights: Sequence[Sight]) -> None:
    """Read the logs of these athletes, and remember what they say.

    The stamps were taken before: a log written to meanwhile is read again the next time.
    """
    fresh: dict[Key, Summary] = {}
    if not sights:
        return
    for sight, assessment in zip(sights, assess_seen(sights, rulesets=recalled.rulesets), strict=True):
        summary = summarise(assessment)
        recalled.known[sight.runner.pk] = summary
        fresh[key_of(sight, recalled.stamps, assessment.ruleset, assessment.today)] = summary
    keep(fresh)
    recalled.unread = [s for s in recalled.unread if s.runner.pk not in recalled.known]


def summarise(assessment: Assessment) -> Summary:
    """The few things a line about this athlete says."""
    history, ruleset = assessment.history, assessment.ruleset
    lines = ruleset.limits_of(shoe_mileage.RULE)
    hold = "professional" if assessment.professional_first else "less" if assessment.holds_back else ""
    room = None if hold else week_room(history, ruleset)
    return Summary(
        today=assessment.today,
        kept=tuple(_kept(finding) for finding in assessment.findings),
        silence=silence_of(history, history.log.basics.gap_days),
        week_used_m=history.distance_in(history.last_days(7)),
        week_left_m=room.left if room else None,
        hold=hold,
        episodes=tuple(_sore(history, episode, ruleset) for episode in history.open_episodes),
        worn=most_worn(history, lines.notice_m, lines.replace_m),
    )


def _sore(history: History, episode: Episode, ruleset: Ruleset) -> Sore:
    day, line = episode.day_number(history.today), ruleset.limits_of(knee_two_weeks.RULE).after_days
    return Sore(episode.side, day, history.is_stale(episode), day > line)


def _kept(finding: Finding) -> Kept:
    return Kept(
        finding.rule.id,
        finding.severity,
        finding.subject,
        finding.since,
        finding.text_template,
        finding.hint_template,
        finding.evidence,
        finding.sharpened_by_injury,
    )

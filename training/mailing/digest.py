"""The weekly mail to a runner: how the week went, what stands out, what has gone, one next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext

from training.assessment import Assessment, assess
from training.engine.evaluate import evaluate
from training.engine.history import History
from training.engine.rule import Finding, Severity
from training.insights.ladder import Ladder
from training.insights.week_told import WeekTold, gone, tell_week
from training.mailing.letter import Letter, Line, Part
from training.mailing.next_step import next_step
from training.mailing.week_words import ladder_line, week_lines
from training.models import MailWishes, User
from training.pages.cards import SEVERITY_WORDS
from training.reactions import reactions_of
from training.returning import ladder_at_hand
from training.rules import ALL_RULES
from training.units import Units, format_day, weekday_name

MOST_WARNINGS = 5
WEEK = timedelta(days=7)


def digest(runner: User, about: str, wishes: MailWishes) -> Letter:
    """The seven days before the day it is about, and what stands out now."""
    day = date.fromisoformat(about)
    (assessment,) = assess([runner])
    standing, aside = _standing(assessment)
    ladder = ladder_at_hand(assessment)
    told = _how_it_went(assessment, ladder, day, wishes.values)
    now = _now(assessment, standing, aside, day, wishes.values)
    return Letter(
        subject=gettext("KneeLog: your week"),
        title=gettext("Your week, %(days)s") % {"days": _days(day, assessment.today)},
        lead=gettext("Hello %(name)s, here is what your log says of the last seven days, and of today.")
        % {"name": runner},
        parts=tuple(part for part in _in_order(told, now, _gone(assessment, day), standing) if part.lines),
        step=next_step(assessment, standing, ladder, values=wishes.values),
        why=weekly(day),
    )


def _in_order(told: Part, now: Part, left: Part, standing: Sequence[Finding]) -> tuple[Part, ...]:
    """What asks for a professional comes first; between signs of an emergency and the step stands nothing."""
    worst = standing[0].severity if standing else None
    if worst is Severity.EMERGENCY:
        return (now,)
    return (now, told, left) if worst is Severity.SPECIALIST else (told, now, left)


def weekly(day: date) -> str:
    """Why a weekly mail comes."""
    shown = {"weekday": weekday_name(day)}
    return gettext("This comes every %(weekday)s because you asked for it.") % shown


def _days(day: date, today: date) -> str:
    """`16 to 22 November`: the week before a day."""
    first, last = day - WEEK, day - timedelta(days=1)
    start = str(first.day) if first.month == last.month else format_day(first)
    return gettext("%(first)s to %(last)s") % {"first": start, "last": format_day(last, today)}


def _standing(assessment: Assessment) -> tuple[list[Finding], int]:
    """What stands before the runner, worst first, and how many warnings they set aside."""
    said = reactions_of(assessment.runner)
    standing = [
        finding
        for finding in assessment.findings
        if finding.severity >= Severity.SPECIALIST or said.of(finding, assessment).aside is None
    ]
    return standing, len(assessment.findings) - len(standing)


def _how_it_went(assessment: Assessment, ladder: Ladder | None, day: date, values: bool) -> Part:
    units = assessment.runner.profile.units
    lines = [*week_lines(_week(assessment, day), values, units)]
    on_the_way = ladder_line(ladder, day - WEEK, day - timedelta(days=1), values)
    return Part(gettext("How it went"), (*lines[:1], *([on_the_way] if on_the_way else []), *lines[1:]))


def _week(assessment: Assessment, day: date) -> WeekTold:
    return tell_week(History(assessment.history.log, day - timedelta(days=1)))


def _a_week_ago(assessment: Assessment) -> list[Finding]:
    """What stood then, by the log as it is now."""
    history = History(assessment.history.log, assessment.today - WEEK)
    return evaluate(history, ALL_RULES, assessment.ruleset)


def _now(assessment: Assessment, standing: Sequence[Finding], aside: int, day: date, values: bool) -> Part:
    """Of a silent log it cannot be told that nothing stands out."""
    title, units = gettext("What stands out now"), assessment.runner.profile.units
    if not standing and not _week(assessment, day).days:
        return Part(title, ())
    warnings = _warnings(standing, _a_week_ago(assessment), values, units)
    return Part(title, (*warnings, *_rest(standing, aside)))


def _gone(assessment: Assessment, day: date) -> Part:
    """Nor that something has gone."""
    left = gone(_a_week_ago(assessment), assessment.findings) if _week(assessment, day).days else ()
    return Part(gettext("What has gone"), tuple(Line(gettext(finding.rule.title)) for finding in left))


def _warnings(
    standing: Sequence[Finding], before: Sequence[Finding], values: bool, units: Units
) -> Iterator[Line]:
    known = {finding.rule.id for finding in before}
    for finding in standing[:MOST_WARNINGS]:
        yield Line(
            text=finding.lead(units, gettext) if values else gettext(finding.rule.title),
            word=str(SEVERITY_WORDS[finding.severity]),
            tone=finding.severity.word,
            note="" if finding.rule.id in known else gettext("New this week."),
        )


def _rest(standing: Sequence[Finding], aside: int) -> Iterator[Line]:
    """What is not named: nothing, more of it, or what the runner put away."""
    if not standing:
        yield Line(gettext("Nothing new stands out.") if aside else gettext("Nothing stands out."))
    if len(standing) > MOST_WARNINGS:
        yield Line(gettext("More stands on Today."))
    if aside:
        yield Line(gettext("What you set aside is not in this mail."))

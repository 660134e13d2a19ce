"""One athlete of the coach's list: where they stand, and what the line says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from training.access import Sight
from training.coaching import SILENCE, Desk, can_snooze
from training.engine.evaluate import Ruleset
from training.engine.rule import Severity
from training.insights.triage import Change, Need, Standing, change_between
from training.models import CoachMark, User
from training.pages.cards import SEVERITY_WORDS, card_key
from training.pages.roster_facts import facts_of, silence_words
from training.summaries import Kept, Summary
from training.units import format_day


@dataclass(frozen=True)
class Line:
    """An athlete who was read: the warning that speaks for them, how it is marked, and what is set aside."""

    sight: Sight
    summary: Summary
    standing: Standing
    worst: Kept | None = None
    mark: CoachMark | None = None
    aside: int = 0


def line_of(sight: Sight, summary: Summary, desk: Desk) -> Line:
    """Where an athlete stands before this coach."""
    runner, today = sight.runner.pk, summary.today
    known = {kept: desk.known(runner, kept, today) for kept in summary.kept}
    aside = [kept for kept, mark in known.items() if mark and kept.severity < Severity.SPECIALIST]
    open_ = [kept for kept in summary.kept if kept not in aside]
    worst = min(open_, key=lambda kept: (-kept.severity, known[kept] is not None), default=None)
    mark = known[worst] if worst else None
    silence = desk.known_silence(runner, summary.silence, today) if summary.silence.is_long else None
    now = {(kept.rule_id, kept.subject): int(kept.severity) for kept in summary.kept}
    standing = Standing(
        name=str(sight.runner),
        silence=summary.silence,
        worst=worst.severity if worst else None,
        since=worst.since if worst else today,
        change=change_between(desk.stood(sight), now),
        is_seen=mark is not None,
        silence_aside=silence is not None,
    )
    return Line(sight, summary, standing, worst, mark or silence, len(aside))


def row_of(line: Line, ruleset: Ruleset, coach: User, teams: list[str]) -> dict[str, Any]:
    """The line as the component of the list takes it, in the coach's units."""
    runner, said = line.sight.runner, _said(line, ruleset, coach)
    return person(runner) | {
        "tags": teams,
        "change": _change(line.standing.change),
        **said,
        "more": _more(line),
        "facts": facts_of(line.sight, line.summary, coach.profile.units),
        "seen": said_of(line.mark, line.summary.today),
        "note_url": note_url(runner, said["about"]),
        "mark_url": reverse("mark-athlete", args=[runner.pk]),
        "undo_url": reverse("undo-mark", args=[line.mark.pk]) if line.mark else "",
    }


def unread_row(sight: Sight) -> dict[str, Any]:
    """A line whose log is still to be read."""
    return person(sight.runner) | {"title": gettext("This log is still being read."), "facts": []}


def person(runner: User) -> dict[str, Any]:
    name = str(runner)
    return {
        "id": f"athlete-{runner.pk}",
        "name": name,
        "username": runner.username if name != runner.username else "",
        "initials": "".join(part[0] for part in name.split()[:2]).upper() if name.strip() else "",
        "url": reverse("athlete", args=[runner.pk]),
    }


def _said(line: Line, ruleset: Ruleset, coach: User) -> dict[str, Any]:
    """What speaks for this athlete: a warning, a silence, or nothing."""
    if line.standing.need in {Need.SILENT, Need.SILENT_SORE}:
        return _silence(line)
    if line.worst is None:
        return _nothing(line)
    finding, units = line.worst.finding(ruleset), coach.profile.units
    return {
        "severity": finding.severity.word,
        "word": SEVERITY_WORDS[finding.severity],
        "title": gettext(finding.rule.title),
        "quote": finding.lead(units, gettext),
        "since": gettext("since %(day)s") % {"day": format_day(finding.since, line.summary.today)},
        "about": card_key(line.sight.runner, finding),
        "can_snooze": can_snooze(finding),
    }


def _silence(line: Line) -> dict[str, Any]:
    sore = line.standing.need is Need.SILENT_SORE
    title = gettext("Silent since a sore knee") if sore else gettext("Gone silent")
    return {
        "severity": "specialist" if sore else "caution",
        "word": gettext("Call and ask") if sore else gettext("Ask"),
        "title": title,
        "quote": "",
        "since": silence_words(line.summary.silence),
        "about": SILENCE,
        "can_snooze": True,
    }


def _nothing(line: Line) -> dict[str, Any]:
    if line.summary.silence.days is None:
        return {"title": gettext("Nothing logged yet."), "severity": "", "about": ""}
    title = gettext("Nothing new stands out.") if line.aside else gettext("Nothing stands out.")
    if line.sight.withheld:
        title = gettext("Nothing stands out in what is shared.")
    return {"title": title, "severity": "", "about": ""}


def _more(line: Line) -> str:
    """What else stands, and what the coach has set aside."""
    others = len(line.summary.kept) - line.aside - (line.worst is not None)
    parts = []
    if line.worst is not None and line.standing.need in {Need.SILENT, Need.SILENT_SORE}:
        others += 1
    if others > 0:
        parts.append(ngettext("%(n)s more warning", "%(n)s more warnings", others) % {"n": others})
    if line.aside:
        parts.append(ngettext("%(n)s set aside", "%(n)s set aside", line.aside) % {"n": line.aside})
    return " · ".join(parts)


def _change(change: Change) -> dict[str, str]:
    text, tone = change_word(change)
    return {"text": text, "tone": tone, "kind": change.value}


def change_word(change: Change) -> tuple[str, str]:
    """What happened since the coach last opened this athlete, and its tone; empty where nothing did."""
    words = {
        Change.NEW: (gettext("New"), "specialist"),
        Change.WORSE: (gettext("Worse"), "specialist"),
        Change.BETTER: (gettext("Better"), "accent"),
        Change.GONE: (gettext("Cleared"), "accent"),
        Change.NEVER: (gettext("Not opened yet"), "notice"),
    }
    return words.get(change, ("", ""))


def said_of(mark: CoachMark | None, today: date) -> str:
    """What the coach said of a warning or a silence, as one line; empty where nothing."""
    if mark is None:
        return ""
    day = format_day(mark.day, today)
    if mark.kind == CoachMark.Kind.SNOOZED and mark.until:
        until = format_day(mark.until, today)
        return gettext("You snoozed this until %(day)s.") % {"day": until}
    return gettext("You marked this as seen on %(day)s.") % {"day": day}


def note_url(runner: User, about: str = "") -> str:
    """Where a note to this athlete is written, about a warning or in general."""
    page = reverse("athlete-notes", args=[runner.pk])
    return f"{page}?warning={about}" if about and about != SILENCE else page

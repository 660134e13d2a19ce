"""The weekly mail to a coach: who needs a look and why, who has gone silent, and a link to each.

Asked of the list itself, at the moment it is written: who ended sharing, or shares less, is not in it. What a
warning measured stands in it only for athletes who said that it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from training.access import athletes_of
from training.insights.triage import Change, Need
from training.mailing.addresses import whole
from training.mailing.digest import weekly
from training.mailing.letter import Letter, Part, Step
from training.mailing.letter import Line as Said
from training.models import MailWishes, User
from training.pages.cards import SEVERITY_WORDS
from training.pages.roster import roster_lines
from training.pages.roster_facts import silence_words
from training.pages.roster_line import Line, change_word
from training.sharing.looks import looked
from training.summaries import Recalled
from training.units import format_day

MOST_NAMED = 12
LOOK = {Need.EMERGENCY, Need.SPECIALIST, Need.SILENT_SORE, Need.CAUTION}
SILENT = {Need.SILENT}
NEWS = {Change.NEW, Change.WORSE}


def coach_digest(coach: User, about: str, _wishes: MailWishes) -> Letter:
    """All athletes who share something now, those first who need somebody soonest; it counts as a look."""
    day = date.fromisoformat(about)
    seen = shared_with(coach)
    lines, recalled, _teams = roster_lines(coach, everybody=True)
    shown = [line for line in lines if line.standing.need in LOOK | SILENT][:MOST_NAMED]
    looked([line.sight for line in shown], "mail")
    return Letter(
        subject=gettext("KneeLog: your athletes"),
        title=gettext("Your athletes on %(day)s") % {"day": format_day(day)},
        lead=gettext("Hello %(name)s, here is whom to look at this week, as far as each of them shares it.")
        % {"name": coach},
        parts=tuple(part for part in _parts(coach, lines, shown, recalled) if part.lines),
        step=_step(shown, has_athletes=bool(lines)),
        why=weekly(day),
        seen=seen,
    )


def _parts(coach: User, lines: Sequence[Line], shown: Sequence[Line], recalled: Recalled) -> Iterator[Part]:
    """Who needs a look, who is quiet, and how many there are besides."""
    open_numbers = _with_open_numbers(shown)
    for title, needs in ((gettext("Who needs a look"), LOOK), (gettext("Who is quiet"), SILENT)):
        yield Part(
            title,
            tuple(
                _athlete(line, recalled, coach, values=line.sight.runner.pk in open_numbers)
                for line in shown
                if line.standing.need in needs
            ),
        )
    yield Part(gettext("Everybody else"), tuple(_others(lines, shown)))


def shared_with(coach: User) -> frozenset[tuple[UUID, frozenset[str]]]:
    """Whose logs the coach sees now, and which parts of each; one query."""
    return frozenset((sight.runner.pk, sight.categories) for sight in athletes_of(coach))


def _with_open_numbers(lines: Sequence[Line]) -> set[UUID]:
    """The athletes who said that their numbers may stand in mails of their coaches."""
    runners = [line.sight.runner.pk for line in lines]
    return set(
        MailWishes.objects.filter(runner__in=runners, coach_values=True).values_list("runner", flat=True)
    )


def _athlete(line: Line, recalled: Recalled, coach: User, *, values: bool) -> Said:
    runner = line.sight.runner
    name, url = str(runner), whole(reverse("athlete", args=[runner.pk]))
    if line.standing.need in {Need.SILENT, Need.SILENT_SORE} or line.worst is None:
        return Said(name, *_silence(line, values=values), url)
    finding = line.worst.finding(recalled.rulesets[runner.pk])
    reason = f"{gettext(finding.rule.title)}."
    if values:
        reason = finding.lead(coach.profile.units, gettext)
    news = change_word(line.standing.change)[0] if line.standing.change in NEWS else ""
    note = gettext("%(news)s: %(reason)s") % {"news": news, "reason": reason} if news else reason
    return Said(name, str(SEVERITY_WORDS[finding.severity]), finding.severity.word, note, url)


def _silence(line: Line, *, values: bool) -> tuple[str, str, str]:
    """Word, tone and note of somebody who logs nothing."""
    sore = line.standing.need is Need.SILENT_SORE
    note = gettext("Silent since a sore knee.") if sore else gettext("Nothing logged for a while.")
    if values:
        note = f"{note} {capfirst(silence_words(line.summary.silence))}."
    return gettext("Call and ask") if sore else gettext("Ask"), "specialist" if sore else "notice", note


def _others(lines: Sequence[Line], shown: Sequence[Line]) -> Iterator[Said]:
    """How many more there are, of whom nothing is said."""
    more = sum(line.standing.need in LOOK | SILENT for line in lines) - len(shown)
    if more:
        yield Said(ngettext("%(n)s more needs a look.", "%(n)s more need a look.", more) % {"n": more})
    rest = len(lines) - len(shown) - more
    if rest and shown:
        words = ngettext(
            "For %(n)s other nothing stands out that cannot wait.",
            "For %(n)s others nothing stands out that cannot wait.",
            rest,
        )
        yield Said(words % {"n": rest})
    elif rest:
        yield Said(gettext("Nothing stands out that cannot wait."))


def _step(shown: Sequence[Line], *, has_athletes: bool) -> Step:
    if not has_athletes:
        text = gettext("Nobody shares a log with you now. Ask somebody by name, or by a link.")
        return Step(text, gettext("Ask an athlete"), whole(reverse("coach-invitations")))
    action, url = gettext("Open the list"), whole(reverse("roster"))
    if not shown:
        text = gettext("Nobody needs a call. The list knows what has changed since you last looked.")
        return Step(text, action, url)
    text = gettext("A call to %(name)s comes first. The list has everybody's reasons.")
    return Step(text % {"name": shown[0].sight.runner}, action, url)

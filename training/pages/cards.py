"""A finding as a card: its sentences in the runner's units, its proof, and what can be said of it."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment
from training.engine.rule import Finding, Rule, Severity
from training.engine.text import Evidence, show
from training.models import User
from training.pages.knowledge import reading
from training.pages.viewing import Viewing, own
from training.pages.who_set import threshold_facts, threshold_rows, version_words
from training.reactions import Kind, Reactions, Said, can_mute, reactions_of
from training.units import format_day, format_short_day

SEVERITY_WORDS = {
    Severity.NOTICE: _("Worth knowing"),
    Severity.CAUTION: _("Ease off"),
    Severity.SPECIALIST: _("See a professional"),
    Severity.EMERGENCY: _("Get help now"),
}
ROWS_ON_TODAY = 4
ANSWERS = {
    Kind.ACKNOWLEDGED: _("Marked as seen."),
    Kind.SNOOZED: _("Snoozed."),
    Kind.MUTED: _("Muted."),
    Kind.USEFUL: _("Noted as useful. Thank you."),
    Kind.WRONG: _("Noted as wrong. Thank you."),
    Kind.RESTORED: _("Taken back."),
}


def card_key(runner: User, finding: Finding) -> str:
    """An opaque name, so that no address tells what a card is about."""
    about = f"{runner.pk}|{finding.rule.id}|{finding.subject}"
    return salted_hmac("kneelog.card", about, algorithm="sha256").hexdigest()[:24]


def anchor(rule: Rule) -> str:
    """Where the catalogue describes the rule."""
    return rule.id.replace(".", "-")


def all_cards(
    assessment: Assessment, viewing: Viewing | None = None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The short cards that stand before the runner, and those they set aside; each worst first.

    Whoever else looks sees all of them standing: what the runner said of a card is between them and it. So
    does whoever looks at a day of the past: an answer is for the day it was given on, and may be taken back.

    What asks for a professional stays in sight: it can be marked as seen, never put away.
    """
    viewing = viewing or own(assessment.runner)
    reactions = reactions_of(assessment.runner) if viewing.answers else Reactions()
    standing: list[dict[str, Any]] = []
    aside: list[dict[str, Any]] = []
    for finding in assessment.findings:
        said = reactions.of(finding, assessment)
        put_away = said.aside and finding.severity < Severity.SPECIALIST
        (aside if put_away else standing).append(short_card(assessment, finding, said, viewing))
    return standing, aside


def short_card(assessment: Assessment, finding: Finding, said: Said, viewing: Viewing) -> dict[str, Any]:
    """The card as Today shows it."""
    runner, units = assessment.runner, viewing.units
    key = card_key(runner, finding)
    reason = [finding.rest(units, gettext), finding.hint(units, gettext)]
    return {
        "key": key,
        "rule": finding.rule.id,
        "severity": finding.severity.word,
        "word": SEVERITY_WORDS[finding.severity],
        "title": gettext(finding.rule.title),
        "page_headline": finding.headline(units, gettext),
        "headline": finding.lead(units, gettext),
        "reason": " ".join(part for part in reason if part),
        "evidence": proof_rows(assessment, finding, viewing, ROWS_ON_TODAY),
        "clears": finding.clears(units, gettext),
        **threshold_facts(assessment, finding, viewing),
        "proof_url": viewing.url("proof", key),
        "say_url": reverse("say", args=[key]) if viewing.answers else "",
        "can_mute": can_mute(finding),
        "said": said_line(said, assessment.today),
        "is_seen": said.aside is not None,
        "reading": reading(finding.rule) if finding.severity >= Severity.SPECIALIST else None,
        "links": _links(finding, viewing),
    }


def _links(finding: Finding, viewing: Viewing) -> list[dict[str, str]]:
    """Where a card leads besides its proof: what asks for a professional, to what can be shown to one."""
    if finding.severity is not Severity.SPECIALIST or not viewing.answers:
        return []
    return [{"text": gettext("Take this to a professional"), "url": reverse("report")}]


def full_card(assessment: Assessment, finding: Finding, viewing: Viewing | None = None) -> dict[str, Any]:
    """The card with its whole proof."""
    viewing = viewing or own(assessment.runner)
    said = reactions_of(assessment.runner).of(finding, assessment) if viewing.answers else Said()
    rule = finding.rule
    return short_card(assessment, finding, said, viewing) | {
        "evidence": proof_rows(assessment, finding, viewing),
        "threshold_rows": threshold_rows(assessment, finding, viewing),
        "why": gettext(rule.why),
        "reading": reading(rule),
        "sources": [{"text": str(source), "url": source.link} for source in rule.sources],
        "evidence_level": gettext(rule.evidence_level.value),
        "cannot_know": gettext(rule.cannot_know),
        "rule_url": f"{reverse('warnings')}#{anchor(rule)}",
        "rule_name": gettext(rule.title),
        "version": version_words(assessment.ruleset.number),
    }


def finding_of_key(assessment: Assessment, key: str) -> Finding | None:
    """The finding of today that a card's key names; None where it stands no more or never did."""
    return next((f for f in assessment.findings if card_key(assessment.runner, f) == key), None)


def said_line(said: Said, today: date) -> str:
    """What the runner said of a card, as one line; empty where nothing."""
    lines = []
    if said.aside is not None:
        until = format_day(said.aside.until, today) if said.aside.until else ""
        lines.append(
            {
                Kind.ACKNOWLEDGED: gettext("You have seen this."),
                Kind.SNOOZED: gettext("Snoozed until %(day)s.") % {"day": until},
                Kind.MUTED: gettext("You muted this rule."),
            }[Kind(said.aside.kind)]
        )
    if said.opinion is not None:
        useful = said.opinion.kind == Kind.USEFUL
        lines.append(gettext("You found it useful.") if useful else gettext("You marked it wrong."))
        if said.opinion.reason:
            lines.append(f"“{said.opinion.reason}”")
    return " ".join(lines)


def proof_rows(
    assessment: Assessment, finding: Finding, viewing: Viewing | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """The evidence row by row, or the first rows; words that the sentence has already said are left out."""
    viewing = viewing or own(assessment.runner)
    rows = (item for item in finding.evidence if item.unit != "list" and (item.on or item.unit != "text"))
    return [proof_row(item, finding, viewing, assessment.today) for item in islice(rows, most)]


def proof_row(item: Evidence, finding: Finding, viewing: Viewing, today: date) -> dict[str, Any]:
    day = date.fromisoformat(str(item.value)) if item.unit == "date" else item.on
    return {
        "date": format_short_day(day, today) if day else "",
        "label": gettext(item.label),
        "value": "" if item.unit == "date" else show(item, viewing.units, gettext),
        "url": entry_url(item, viewing),
        "main": bool(item.ref) and item.ref == finding.subject,
    }


def shoe_anchor(key: str) -> str:
    """Where the page of shoes shows the pair of a key, whatever signs the key is made of."""
    return f"shoe-{slugify(key, allow_unicode=True)}"


def shoe_url(key: str, viewing: Viewing) -> str:
    page = viewing.url("shoes")
    return f"{page}#{shoe_anchor(key)}" if page else ""


def day_url(day: date, viewing: Viewing) -> str:
    """Where the runs of a day are found."""
    page = viewing.url("runs")
    return f"{page}?day={day.isoformat()}" if page else ""


def entry_url(item: Evidence, viewing: Viewing) -> str:
    """Where the run, shoe or knee behind a piece of evidence is found; empty where it is a sum."""
    kind, _colon, name = item.ref.partition(":")
    if kind == "run" and item.on:
        return day_url(item.on, viewing)
    if kind == "shoe":
        return shoe_url(name, viewing)
    return viewing.url("knee") if kind == "knee" else ""

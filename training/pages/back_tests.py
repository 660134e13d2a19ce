"""What a back-test found, in words. Its figures are about 5 runners or more; no other reaches this page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext

from training.engine.text import Evidence, show
from training.models import BackTest, User
from training.pages.threshold_words import changes, severity_of
from training.pages.thresholds import title_of
from training.rules import ALL_RULES
from training.thresholds import setting_at
from training.thresholds.setting import DECLARED, Setting
from training.units import Units, format_day, format_percent

State = BackTest.State
Figures = Mapping[str, Any]
# Stands for what rests on 1 to 4 runners, or would give such a number away.
HIDDEN = "?"
ORDER = {rule.id: place for place, rule in enumerate(ALL_RULES)}


def progress(test: BackTest) -> dict[str, Any]:
    """How far it is, for the page and for the JSON it asks again and again."""
    percent = 100 if test.state != State.WAITING else test.done * 100 // max(test.total, 1)
    words = gettext("%(done)s of %(total)s accounts") % {"done": test.done, "total": test.total}
    return {
        "finished": test.state != State.WAITING,
        "percent": min(percent, 99) if test.state == State.WAITING else percent,
        "words": words if test.done or test.state != State.WAITING else gettext("Waiting for its turn"),
    }


def preview_page(admin: User, test: BackTest, newest: int) -> dict[str, Any]:
    """A back-test while it is reckoned, and what it found. newest: the number of the ruleset in force."""
    units, before = admin.profile.units, setting_at(test.base)
    compared = Setting.from_json(test.preview)
    return {
        "test": test,
        "title": title_of(test),
        "span": span_words(test),
        "progress": progress(test) | {"url": reverse("back-test-progress", args=[test.pk])},
        "changes": changes(before, Setting.from_json(test.setting), units),
        "only_compared": compared.as_json() != Setting.from_json(test.setting).as_json(),
        "stale": newest != test.base,
        "failed": test.state == State.FAILED,
        "is_trial": test.is_trial,
        "result": result(test.result, units) if test.state == State.DONE else None,
        "back_url": reverse("edit-thresholds", args=[test.rule])
        if test.rule
        else reverse("threshold-history"),
        "cancel_url": reverse("cancel-back-test", args=[test.pk]),
    }


def span_words(test: BackTest) -> str:
    if test.first == test.last:
        return gettext("One day, %(day)s") % {"day": format_day(test.last)}
    shown = {"first": format_day(test.first, test.last), "last": format_day(test.last), "days": test.days}
    return gettext("%(days)s days, %(first)s to %(last)s") % shown


def result(found: Figures, units: Units) -> dict[str, Any]:
    """The figures as facts, cards of what changes, and a table of the rest."""
    if found["too_few"]:
        return {"too_few": True}
    rows = sorted(found["rows"], key=lambda row: (ORDER.get(row["rule"], 99), -row["severity"]))
    changed = [row for row in rows if row["gained"] != 0 or row["lost"] != 0]
    return {
        "too_few": False,
        "unchanged": found["unchanged"],
        "facts": _facts(found),
        "changed": [_changed(row) for row in changed],
        "same": _table([row for row in rows if row not in changed]),
        "samples": [_sample(sample, units) for sample in found["samples"]],
        "any_day": followed_words(found["any_day"]),
    }


def number(value: float | None) -> str:
    """A figure, or a sign that it is not shown."""
    return HIDDEN if value is None else str(value)


def runners(count: int | None) -> str:
    return gettext("few") if count is None else str(count)


def _facts(found: Figures) -> list[dict[str, str]]:
    new, warned = (found["burden"][name] for name in ("new", "warned"))
    rows = [
        (gettext("Runners with entries on these days"), number(found["runners"]), ""),
        (gettext("Runners who get a warning more"), runners(found["gained_runners"]), ""),
        (gettext("Runners who get one less"), runners(found["lost_runners"]), ""),
        (gettext("Days with a new warning"), _shares(new), gettext("of all runners' days, now and then")),
        (gettext("Days with any warning"), _shares(warned), gettext("of all runners' days, now and then")),
    ]
    return [{"term": term, "value": value, "hint": hint} for term, value, hint in rows]


def _shares(shares: Figures) -> str:
    now, then = (
        HIDDEN if value is None else f"{value:.1f}\u00a0%" for value in (shares["now"], shares["then"])
    )
    return f"{now} → {then}"


def _changed(row: Figures) -> dict[str, Any]:
    followed = row["followed"]
    lines = [
        (gettext("Of the new ones, followed by symptoms"), "gained"),
        (gettext("Of those that go, followed by symptoms"), "lost"),
    ]
    return {
        **severity_of(row["severity"]),
        "title": rule_title(row["rule"]),
        "now": _figure(row["now"]),
        "then": _figure(row["then"]),
        "marks": _marks(row),
        "followed": [
            {"term": term, "value": followed_words(followed[group]), "hint": ""}
            for term, group in lines
            if row[group] != 0
        ],
    }


def _figure(value: int | None) -> str:
    return "" if value is None else str(value)


def _marks(row: Figures) -> list[dict[str, str]]:
    """How many warnings are gained and lost; in words where that is about 1 to 4 runners."""
    gained, lost = (_figure(row[group]) for group in ("gained", "lost"))
    marks = [
        (row["gained"], f"+{gained}" if gained else gettext("more, for 1 to 4 runners"), "caution"),
        (row["lost"], f"\u2212{lost}" if lost else gettext("fewer; how many is not shown"), "accent"),
    ]
    return [{"text": text, "tone": tone} for count, text, tone in marks if count != 0]


def followed_words(outcome: Figures | None) -> str:
    """`3 of 9 (33 %)`, or why it cannot be said."""
    if outcome is None:
        return gettext("too few runners to say")
    if not outcome["of"]:
        return gettext("none that can be told yet")
    percent = round(outcome["followed"] * 100 / outcome["of"])
    return gettext("%(followed)s of %(of)s (%(percent)s)") % {**outcome, "percent": format_percent(percent)}


def rule_title(rule_id: str) -> str:
    return gettext(DECLARED[rule_id].title) if rule_id in DECLARED else rule_id


def _table(rows: list[Figures]) -> dict[str, Any] | None:
    head = [gettext("Warning"), gettext("Severity"), gettext("Count"), gettext("Followed by symptoms")]
    cells = [
        [
            rule_title(row["rule"]),
            severity_of(row["severity"])["word"],
            number(row["now"]),
            followed_words(row["followed"]["now"]) if row["followed"]["now"] else HIDDEN,
        ]
        for row in rows
    ]
    caption = gettext("Warnings that stay as they are")
    return {"caption": caption, "head": head, "rows": cells} if cells else None


def _sample(sample: Figures, units: Units) -> dict[str, Any]:
    gained = sample["group"] == "gained"
    return {
        **severity_of(sample["severity"]),
        "title": rule_title(sample["rule"]),
        "about": gettext("Would be new") if gained else gettext("Would go"),
        "rows": [_sample_row(row, units) for row in sample["rows"]],
    }


def _sample_row(row: Figures, units: Units) -> dict[str, str]:
    low, middle, high = (
        show(Evidence(row["key"], row["label"], row[name], row["unit"]), units, gettext)
        for name in ("low", "middle", "high")
    )
    hint = gettext("middle half: %(low)s to %(high)s") % {"low": low, "high": high} if low != high else ""
    return {
        "term": capfirst(gettext(row["label"])),
        "value": gettext("about %(n)s") % {"n": middle},
        "hint": hint,
    }

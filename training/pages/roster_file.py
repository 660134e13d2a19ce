"""The coach's list as a file for a spreadsheet. No cell begins a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.evaluate import Ruleset
from training.models import User
from training.models.choices import Category
from training.pages.cards import SEVERITY_WORDS
from training.pages.roster import GROUP_OF, GROUPS, chosen_lines, roster_lines
from training.pages.roster_line import Line, change_word
from training.sharing.looks import looked
from training.units import Units, from_metres

HEAD = [
    _("Athlete"), _("User name"), _("Teams"), _("What it asks for"), _("Severity"), _("Warning"),
    _("In words"), _("Since"), _("More warnings"), _("Since your last look"), _("Days without an entry"),
    _("This week"), _("Left this week"), _("Unit"), _("Knee"), _("Episode day"), _("Shoe"), _("On the shoe"),
    _("Not shared"),
]  # fmt: skip
# What a spreadsheet takes for the beginning of a formula, or throws away before it looks for one.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def roster_file(coach: User, asked: QueryDict) -> str:
    """Everybody the list shows under these filters, on all its pages, each read if need be."""
    lines, recalled, teams = roster_lines(coach, everybody=True)
    chosen = chosen_lines(lines, asked, teams)
    looked([line.sight for line in chosen], "export")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([str(word) for word in HEAD])
    for line in chosen:
        names = [group.name for group in teams if line.sight.runner.pk in group.runners]
        ruleset = recalled.rulesets[line.sight.runner.pk]
        writer.writerow([safe(cell) for cell in _cells(line, names, ruleset, coach.profile.units)])
    return out.getvalue()


def safe(cell: Any) -> str:
    """The cell as plain text: what could begin a formula gets an apostrophe before it."""
    text = " ".join(str(cell).split()) if cell is not None else ""
    return f"'{text}" if text.startswith(RISKY) else text


def _cells(line: Line, teams: list[str], ruleset: Ruleset, units: Units) -> Iterator[Any]:
    runner, summary = line.sight.runner, line.summary
    titles = {key: title for _needs, key, title in GROUPS}
    yield from (str(runner), runner.username, ", ".join(teams), titles[GROUP_OF[line.standing.need]])
    yield from _warning(line, ruleset, units)
    yield len(summary.kept) - (line.worst is not None)
    yield change_word(line.standing.change)[0]
    yield "" if summary.silence.days is None else summary.silence.days
    yield from _training(line, units)
    yield ", ".join(str(category.label).partition(":")[0] for category in line.sight.withheld)


def _warning(line: Line, ruleset: Ruleset, units: Units) -> tuple[Any, ...]:
    if line.worst is None:
        return "", "", "", ""
    finding = line.worst.finding(ruleset)
    word, title = SEVERITY_WORDS[finding.severity], gettext(finding.rule.title)
    return word, title, finding.lead(units, gettext), finding.since.isoformat()


def _training(line: Line, units: Units) -> Iterator[Any]:
    """Week, knee and shoe, each only as far as it is shared; numbers with one decimal, without their unit."""
    summary, shows = line.summary, line.sight.shows
    left = summary.week_left_m
    week = (from_metres(summary.week_used_m, units), "" if left is None else from_metres(left, units))
    yield from week if shows(Category.TRAINING) else ("", "")
    yield units
    longest = max(summary.episodes, key=lambda episode: episode.day, default=None)
    yield from (longest.side, longest.day) if longest else ("", "")
    worn = summary.worn
    yield from (worn.name, from_metres(worn.used_m, units)) if worn else ("", "")

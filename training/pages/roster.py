"""The coach's list: who needs a call today, and why, in one line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.access import athletes_of
from training.coaching import Group, desk_of, teams_of
from training.insights.triage import Need
from training.models import User
from training.pages.roster_line import Line, line_of, row_of, unread_row
from training.sharing.looks import looked
from training.summaries import Recalled, read, read_next, recall

ATHLETES_A_PAGE = 50
# So many logs are read while the page waits; of more, the page shows what is known, and reads on from there.
READ_AT_ONCE = 50

GROUPS = [
    ({Need.EMERGENCY, Need.SPECIALIST, Need.SILENT_SORE}, "call", _("Call today")),
    ({Need.CAUTION}, "caution", _("Ease off")),
    ({Need.SILENT}, "silent", _("Gone silent")),
    ({Need.NOTICE}, "notice", _("Worth knowing")),
    ({Need.QUIET}, "quiet", _("Nothing stands out")),
    ({Need.NO_LOG}, "empty", _("Nothing logged yet")),
]
GROUP_OF = {need: key for needs, key, _title in GROUPS for need in needs}
LONGEST_SEARCH = 80


def roster_page(coach: User, asked: QueryDict) -> dict[str, Any]:
    """The context of the list. Every athlete on the page is noted as looked at."""
    lines, recalled, teams = roster_lines(coach)
    chosen = [line for line in lines if _fits(line, asked, teams)]
    page = _page([*chosen, *_unread(recalled, asked, teams)], asked.get("page", ""))
    shown = [item for item in page if isinstance(item, Line)]
    looked([line.sight for line in shown], "roster")
    rows = [_row(item, recalled, coach, teams) for item in page]
    return {
        "page": page,
        "groups": _grouped(rows),
        "headline": _headline(lines, recalled),
        "sub": _sub(lines, recalled),
        "counts": _counts(lines, asked),
        "filters": _filters(asked, teams),
        "unread": len(recalled.unread),
        "read": len(recalled.known),
        "total": len(lines) + len(recalled.unread),
        "query": asked.urlencode(),
    }


def roster_lines(coach: User, *, everybody: bool = False) -> tuple[list[Line], Recalled, list[Group]]:
    """The athletes that were read, in order; what is known of them; and the coach's teams."""
    athletes = athletes_of(coach)
    recalled = recall(athletes)
    if everybody or len(recalled.unread) <= READ_AT_ONCE:
        read(recalled, recalled.unread)
    desk = desk_of(coach, athletes)
    lines = [
        line_of(sight, recalled.known[sight.runner.pk], desk)
        for sight in athletes
        if sight.runner.pk in recalled.known
    ]
    return sorted(lines, key=lambda line: line.standing.order), recalled, teams_of(coach)


def read_on(coach: User) -> None:
    """Read the next logs, so that the list knows more the next time."""
    recalled = recall(athletes_of(coach))
    read_next(recalled, READ_AT_ONCE)


def chosen_lines(lines: Sequence[Line], asked: QueryDict, teams: list[Group]) -> list[Line]:
    return [line for line in lines if _fits(line, asked, teams)]


def _fits(line: Line, asked: QueryDict, teams: list[Group]) -> bool:
    if not _fits_person(line.sight.runner, asked, teams):
        return False
    need = asked.get("need", "")
    return need not in GROUP_OF.values() or _is_in(line, need)


def _is_in(line: Line, need: str) -> bool:
    """Whoever is silent is found among the silent too, whatever else stands out."""
    return GROUP_OF[line.standing.need] == need or (need == "silent" and line.standing.silence.is_long)


def _fits_person(runner: User, asked: QueryDict, teams: list[Group]) -> bool:
    words = asked.get("q", "")[:LONGEST_SEARCH].strip().casefold()
    team = next((group for group in teams if str(group.pk) == asked.get("team")), None)
    if team and runner.pk not in team.runners:
        return False
    return words in f"{runner} {runner.username}".casefold()


def _unread(recalled: Recalled, asked: QueryDict, teams: list[Group]) -> list[Any]:
    if asked.get("need", "") in GROUP_OF.values():
        return []
    return [sight for sight in recalled.unread if _fits_person(sight.runner, asked, teams)]


def _page(items: list[Any], number: str) -> Page[Any]:
    return Paginator(items, ATHLETES_A_PAGE).get_page(number if len(number) < 10 else 1)


def _row(item: Any, recalled: Recalled, coach: User, teams: list[Group]) -> dict[str, Any]:
    if not isinstance(item, Line):
        return unread_row(item) | {"group": "unread"}
    runner = item.sight.runner.pk
    names = [group.name for group in teams if runner in group.runners]
    return row_of(item, recalled.rulesets[runner], coach, names) | {"group": GROUP_OF[item.standing.need]}


def _grouped(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows under the heading of what they ask for, in the order of need."""
    titles = {key: title for _needs, key, title in GROUPS} | {"unread": gettext("Not read yet")}
    groups = [
        {"key": key, "title": title, "rows": [row for row in rows if row["group"] == key]}
        for key, title in titles.items()
    ]
    return [group for group in groups if group["rows"]]


def _headline(lines: list[Line], recalled: Recalled) -> str:
    calls = sum(GROUP_OF[line.standing.need] == "call" and not line.standing.is_seen for line in lines)
    if calls:
        words = ngettext("%(n)s athlete needs a call today", "%(n)s athletes need a call today", calls)
        return words % {"n": calls}
    if recalled.unread:
        return gettext("Reading the logs of your athletes")
    return gettext("Nobody needs a call today") if lines else gettext("Your athletes")


def _sub(lines: list[Line], recalled: Recalled) -> str:
    total = len(lines) + len(recalled.unread)
    if not total:
        return ""
    parts = [ngettext("%(n)s athlete", "%(n)s athletes", total) % {"n": total}]
    silent = sum(line.standing.silence.is_long for line in lines)
    quiet = sum(GROUP_OF[line.standing.need] == "quiet" for line in lines)
    if silent:
        parts.append(gettext("%(n)s silent for a week or longer") % {"n": silent})
    if quiet:
        parts.append(gettext("nothing stands out for %(n)s") % {"n": quiet})
    return " · ".join(parts)


def _counts(lines: list[Line], asked: QueryDict) -> list[dict[str, Any]]:
    """One chip a group: how many, and the filter it stands for."""
    found = Counter(GROUP_OF[line.standing.need] for line in lines)
    found["silent"] = sum(line.standing.silence.is_long for line in lines)
    return [
        {"key": key, "title": title, "n": found[key], "active": asked.get("need") == key}
        for _needs, key, title in GROUPS
        if found[key]
    ]


def _filters(asked: QueryDict, teams: list[Group]) -> dict[str, Any]:
    need, team, words = (asked.get(name, "") for name in ("need", "team", "q"))
    needs = [{"value": key, "text": title, "selected": key == need} for _n, key, title in GROUPS]
    groups = [{"value": str(g.pk), "text": g.name, "selected": str(g.pk) == team} for g in teams]
    anything = {"value": "", "text": gettext("all"), "selected": False}
    fields = [{"name": "need", "label": gettext("What stands out"), "options": [anything, *needs]}]
    if groups:
        fields.append({"name": "team", "label": gettext("Team"), "options": [anything, *groups]})
    is_filtered = bool(words or any(option["selected"] for field in fields for option in field["options"]))
    return {
        "fields": fields,
        "words": words[:LONGEST_SEARCH],
        "clear_url": reverse("roster") if is_filtered else "",
    }

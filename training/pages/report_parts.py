"""The tables of the report: signs, care, shoes, and what the runner says of themselves."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst, get_text_list
from django.utils.translation import gettext, ngettext

from training.access import Sight
from training.engine.facts import EMERGENCY_SIGNS, CheckInFact
from training.engine.history import History, Span
from training.engine.words import KNEES, SIGNS
from training.models import User
from training.models.choices import CareKind, Category, Feel
from training.units import Units, format_day, format_distance, format_short_day

# One page holds so many of each, whatever the log holds.
MOST_SIGNS, MOST_CARE, MOST_SHOES, MOST_INJURIES, MOST_NOTES = 5, 6, 4, 6, 4
LONGEST_NAME, LONGEST_NOTE = 28, 100
NOT_SAID = "\N{EN DASH}"
CARE_LABELS, FEELS = dict(CareKind.choices), dict(Feel.choices)


def sign_blocks(history: History, sides: tuple[str, ...], span: Span) -> list[dict[str, Any]]:
    """Of each knee: how often signs were asked, which were ticked, and which never."""
    spans = {episode.side: history.episode_span(episode) for episode in history.open_episodes}
    return [_signs_of(history, side, spans.get(side, span)) for side in sides]


def _signs_of(history: History, side: str, span: Span) -> dict[str, Any]:
    entries = history.check_ins_in(span, side)
    asked = [entry for entry in entries if not entry.is_clear]
    ticked = sorted({sign for entry in asked for sign in entry.signs}, key=lambda sign: _rank(sign, asked))
    never = [gettext(words) for sign, words in SIGNS.items() if sign not in ticked]
    return {
        "title": capfirst(gettext(KNEES[side])),
        "asked": _asked_words(history, span, len(asked), len(entries) - len(asked)),
        "feel": _feel_words(asked),
        "rows": [_sign_row(sign, asked) for sign in ticked[:MOST_SIGNS]],
        "also": ", ".join(_also(sign, asked) for sign in ticked[MOST_SIGNS:]),
        "never": ", ".join(never) if asked else "",
    }


def _rank(sign: str, asked: list[CheckInFact]) -> tuple[bool, int, str]:
    """What needs help now first, then what was ticked most."""
    return sign not in EMERGENCY_SIGNS, -sum(sign in entry.signs for entry in asked), sign


def _asked_words(history: History, span: Span, asked: int, clear: int) -> str:
    """A clear entry is one tap, and no list of signs is shown with it."""
    since = {"day": format_day(date.fromordinal(span[0]), history.today), "n": asked, "clear": clear}
    if not asked and not clear:
        return gettext("Not asked: nothing was logged of this knee since %(day)s.") % since
    if not asked:
        return gettext("Not asked: only clear check-ins since %(day)s, %(clear)s in all.") % since
    words = ngettext(
        "Asked in %(n)s check-in with symptoms since %(day)s",
        "Asked in %(n)s check-ins with symptoms since %(day)s",
        asked,
    )
    return words % since + (gettext("; clear, and so not asked: %(clear)s.") % since if clear else ".")


def _feel_words(asked: list[CheckInFact]) -> str:
    felt = Counter(word for entry in asked for word in entry.feel)
    return ", ".join(
        f"{FEELS[word]} ({n})" for word, n in sorted(felt.items(), key=lambda kv: (-kv[1], kv[0]))
    )


def _also(sign: str, asked: list[CheckInFact]) -> str:
    return f"{gettext(SIGNS[sign])} ({sum(sign in entry.signs for entry in asked)})"


def _sign_row(sign: str, asked: list[CheckInFact]) -> list[str]:
    days = [entry.day for entry in asked if sign in entry.signs]
    times = gettext("%(n)s of %(asked)s") % {"n": len(days), "asked": len(asked)}
    return [capfirst(gettext(SIGNS[sign])), times, format_short_day(days[0]), format_short_day(days[-1])]


def care_table(runner: User, span: Span) -> dict[str, Any]:
    """What was tried: kind, times, minutes where they were said, and the last day; most often first."""
    days = [date.fromordinal(day) for day in span]
    acts = runner.care_entries.filter(on__range=days).order_by().values("kind")
    kinds = acts.annotate(n=Count("pk"), minutes=Sum("minutes"), last=Max("on")).order_by("-n", "kind")
    rows = [
        [
            capfirst(CARE_LABELS[kind["kind"]]),
            str(kind["n"]),
            str(kind["minutes"] or NOT_SAID),
            format_short_day(kind["last"]),
        ]
        for kind in kinds
    ]
    return _capped("care", rows, MOST_CARE)


def shoe_table(history: History, span: Span, units: Units) -> dict[str, Any]:
    """Shoes in use or worn in these weeks, the most worn first: all on them, and what these weeks added."""
    worn: Counter[str] = Counter()
    for run in history.runs_in(span):
        worn[run.shoe] += run.distance_m
    in_use = {shoe.key for shoe in history.shoes_in_use}
    shoes = [shoe for shoe in history.log.shoes if shoe.key in in_use or worn[shoe.key]]
    rows = [
        [
            Truncator(shoe.name).chars(LONGEST_NAME),
            format_distance(history.shoe_distance(shoe), units),
            format_distance(worn[shoe.key], units),
        ]
        for shoe in sorted(shoes, key=lambda shoe: (-worn[shoe.key], shoe.name))
    ]
    return _capped("shoes", rows, MOST_SHOES)


def _capped(name: str, rows: list[list[str]], most: int) -> dict[str, Any]:
    more = gettext("and %(n)s more") % {"n": len(rows) - most} if len(rows) > most else ""
    return {name: rows[:most], f"more_{name}": more}


def injury_words(history: History, sides: tuple[str, ...]) -> str:
    """Previous injuries of these knees, the newest first."""
    injuries = [injury for injury in history.profile.injuries if injury.side in sides]
    newest = sorted(injuries, key=lambda injury: (-injury.month.toordinal(), injury.side))
    said = [
        gettext("%(knee)s %(month)s")
        % {"knee": gettext(KNEES[injury.side]), "month": date_format(injury.month, "F Y")}
        for injury in newest[:MOST_INJURIES]
    ]
    if len(newest) > MOST_INJURIES:
        said.append(gettext("%(n)s more") % {"n": len(newest) - MOST_INJURIES})
    return capfirst(get_text_list(said, gettext("and"))) + "." if said else gettext("None named.")


def own_words(sight: Sight, span: Span) -> list[dict[str, str]]:
    """What the runner wrote beside check-ins and runs, the newest first; nothing where it is not shown."""
    if not sight.shows(Category.NOTES):
        return []
    days = [date.fromordinal(day) for day in span]
    check_ins = sight.runner.check_ins.filter(local_date__range=days, side__in=sight.sides).exclude(notes="")
    runs = sight.runner.runs.filter(local_date__range=days).exclude(notes="")
    written = [
        *check_ins.values_list("local_date", "notes")[:MOST_NOTES],
        *runs.values_list("local_date", "notes")[:MOST_NOTES],
    ]
    newest = sorted(written, key=lambda row: row[0], reverse=True)[:MOST_NOTES]
    return [
        {"date": format_short_day(day), "text": Truncator(" ".join(text.split())).chars(LONGEST_NOTE)}
        for day, text in newest
    ]

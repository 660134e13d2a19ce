"""The report for a clinician: what was logged in twelve weeks, on one page, to whoever may see it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext

from training.access import Sight
from training.assessment import assess_seen
from training.charts.report_drawing import Drawing, Week, report_drawing, report_span, report_weeks
from training.engine.facts import SIDES, CheckInFact, Episode, latest
from training.engine.history import History, Span
from training.engine.words import KNEES
from training.models import User
from training.models.choices import GapReason, Moment
from training.pages.report_parts import (
    LONGEST_NAME,
    NOT_SAID,
    care_table,
    injury_words,
    own_words,
    shoe_table,
    sign_blocks,
)
from training.pages.report_warnings import warning_lines
from training.pages.viewing import Viewing
from training.units import Units, format_day, format_distance, format_full_day, format_short_day, from_metres

MOMENTS = dict(Moment.choices)
# More than this, in characters, and the sheet is set in smaller type to stay one page.
MOST_AT_EASE, LINE = 2_200, 80


def report(sight: Sight) -> dict[str, Any]:
    """The sheet, as everybody sees it who may: its runner before they hand it out, and holders of a link."""
    (assessment,) = assess_seen([sight])
    history, viewing = assessment.history, Viewing(sight.runner, sight)
    span = report_span(history)
    signs, warnings = sign_blocks(history, sight.sides, span), warning_lines(assessment, viewing)
    knees = [knee_fact(history, side, span) for side in sight.sides]
    return {
        **_head(sight.runner, history, span),
        "facts": [*knees, _runs_fact(history, span, viewing)],
        **_twelve_weeks(history, sight.sides, viewing.units),
        "signs": signs,
        **warnings,
        "is_dense": _length([signs, warnings]) > MOST_AT_EASE,
        **care_table(sight.runner, span),
        **shoe_table(history, span, viewing.units),
        "injuries": injury_words(history, sight.sides),
        "notes": own_words(sight, span),
        "is_empty": not history.log.entry_days,
    }


def _twelve_weeks(history: History, sides: tuple[str, ...], units: Units) -> dict[str, Any]:
    """The drawing, and the table below it, of the knees of which there is something to draw."""
    silent = _silent_days(history)
    drawing = report_drawing(history, sides, silent)
    drawn = [knee.side for knee in drawing.knees]
    return {
        "drawing": drawing,
        "key": _key(drawing),
        "weeks": _week_table(report_weeks(history, drawn), drawn, units),
        "unit": units,
        "missing": _missing_words(history, silent, sides),
    }


def _length(said: Any) -> int:
    """How many characters are said, a row of a table counting as a line of them."""
    if isinstance(said, dict):
        return sum(_length(value) for value in said.values())
    if isinstance(said, list):
        return sum(max(_length(value), LINE if isinstance(value, list) else 0) for value in said)
    return len(said)


def _head(runner: User, history: History, span: Span) -> dict[str, str]:
    first, today = date.fromordinal(span[0]), history.today
    now = runner.profile.now()
    return {
        "name": Truncator(runner).chars(LONGEST_NAME),
        "span": gettext("%(first)s to %(last)s")
        % {"first": format_day(first, today), "last": format_full_day(today)},
        "made": f"{format_full_day(now.date())}, {now:%H:%M}",
    }


def knee_fact(history: History, side: str, span: Span) -> str:
    """One knee in a sentence or two: the episode that is open, or how the weeks were."""
    episode = next((found for found in history.open_episodes if found.side == side), None)
    entries = history.check_ins_in(span, side)
    knee = _knee(side)
    if episode:
        return gettext("%(knee)s: %(facts)s") % {"knee": knee, "facts": _episode_facts(history, episode)}
    if not entries:
        return gettext("%(knee)s: nothing was logged of it in these 12 weeks.") % {"knee": knee}
    worst = _worst(entries)
    if worst.is_clear:
        return gettext("%(knee)s: no symptoms in these 12 weeks; check-ins: %(n)s.") % {
            "knee": knee,
            "n": len(entries),
        }
    said = gettext("%(knee)s: no open episode. Worst of these 12 weeks %(score)s of 10 (%(day)s).")
    return said % {"knee": knee, "score": worst.score, "day": format_day(worst.day, history.today)}


def _episode_facts(history: History, episode: Episode) -> str:
    entries = history.check_ins_in(history.episode_span(episode), episode.side)
    last, worst = latest(entries), _worst(entries)
    words = gettext(
        "an episode since %(day)s, day %(n)s. Latest score %(last)s of 10 (%(last_on)s, %(moment)s), "
        "worst %(worst)s of 10 (%(worst_on)s)."
    ) % {
        "day": format_day(episode.opened_on, history.today),
        "n": episode.day_number(history.today),
        "last": last.score,
        "last_on": format_day(last.day, history.today),
        "moment": MOMENTS[last.moment],
        "worst": worst.score,
        "worst_on": format_day(worst.day, history.today),
    }
    if history.is_stale(episode):
        words += gettext(" Nothing was logged of it since.")
    return words


def _worst(entries: list[CheckInFact]) -> CheckInFact:
    return max(entries, key=lambda entry: (entry.score, bool(entry.signs), entry.instant_s))


def _runs_fact(history: History, span: Span, viewing: Viewing) -> str:
    runs, units = history.runs_in(span), viewing.units
    if not runs:
        return gettext("Running: no run was logged in these 12 weeks.")
    longest = max(runs, key=lambda run: run.distance_m)
    count = ngettext("%(n)s run", "%(n)s runs", len(runs)) % {"n": len(runs)}
    return gettext(
        "Running: %(count)s, %(sum)s in these 12 weeks; the longest %(longest)s (%(day)s). "
        "Last 7 days %(now)s, the 7 before %(before)s."
    ) % {
        "count": count,
        "sum": format_distance(history.distance_in(span), units),
        "longest": format_distance(longest.distance_m, units),
        "day": format_day(longest.day, history.today),
        "now": format_distance(history.distance_in(history.last_days(7)), units),
        "before": format_distance(history.distance_in(history.days_before(7, 7)), units),
    }


def _key(drawing: Drawing) -> list[dict[str, Any]]:
    """What the marks mean, of those that are there."""
    return [
        {"side": knee.side, "text": _knee(knee.side), "has_episode": bool(knee.episodes)}
        for knee in drawing.knees
    ]


def _week_table(weeks: list[Week], sides: list[str], units: Units) -> dict[str, Any]:
    """A column a week, under the drawing: what it shows, in numbers."""
    rows = [
        [
            gettext("Distance, %(unit)s") % {"unit": units},
            *(str(from_metres(w.metres, units)) for w in weeks),
        ],
        [gettext("Runs"), *(str(week.runs) for week in weeks)],
    ]
    for side in sides:
        worst = [str(week.worst.get(side, NOT_SAID)) for week in weeks]
        rows.append([gettext("%(knee)s, worst") % {"knee": _knee(side)}, *worst])
    return {
        "caption": gettext("Distance, runs and worst score of each week"),
        "head": [gettext("Week from"), *(format_short_day(date.fromordinal(week.first)) for week in weeks)],
        "rows": rows,
    }


def _first_day(history: History) -> date | None:
    """The first day of the log, as far as it shows: what is older than the rows at hand is known as a day."""
    log = history.log
    days = [date.fromordinal(day) for day in log.entry_days[:1]]
    return min([*days, *filter(None, (log.first_run_on, log.first_symptom_on))], default=None)


def _counted(history: History) -> Span:
    """The days of the twelve weeks from the first of the log on."""
    first, last = report_span(history)
    began = _first_day(history)
    return (max(first, began.toordinal()) if began else last + 1), last


def _silent_days(history: History) -> list[int]:
    first, last = _counted(history)
    logged = set(history.log.entry_days)
    return [day for day in range(first, last + 1) if day not in logged]


def _missing_words(history: History, silent: list[int], sides: tuple[str, ...]) -> str:
    first, last = _counted(history)
    days = last - first + 1
    if not days:
        return gettext("Nothing is logged yet.")
    words = _count_words(days) if silent else _each_day_words(days)
    of = "" if sides == SIDES else gettext(" of runs, care or this knee")
    words %= {"n": len(silent), "days": days, "of": of}
    if first > report_span(history)[0]:
        began = format_day(date.fromordinal(first), history.today)
        words += gettext(" The log begins on %(day)s.") % {"day": began}
    longest = history.silence_in((first, last))
    if longest > 1:
        words += gettext(" At most %(n)s such days in a row.") % {"n": longest}
    if not silent:
        return words
    return words + _said_later(history, silent) + gettext(" How the knee was on such a day is unknown.")


def _count_words(days: int) -> str:
    return ngettext(
        "On %(n)s of %(days)s day nothing was logged%(of)s.",
        "On %(n)s of %(days)s days nothing was logged%(of)s.",
        days,
    )


def _each_day_words(days: int) -> str:
    return ngettext(
        "None: something was logged%(of)s on the one day so far.",
        "None: something was logged%(of)s on each of %(days)s days.",
        days,
    )


def _said_later(history: History, silent: list[int]) -> str:
    """What the runner answered when they were asked about days without an entry."""
    told = Counter(gap.answer for gap in history.log.answers for day in gap.days if day in silent)
    said = [f"{label}: {told[answer]}" for answer, label in GapReason.choices if told[answer]]
    return (
        gettext(" Asked about them, the runner said: %(said)s.") % {"said": "; ".join(said)} if said else ""
    )


def _knee(side: str) -> str:
    return capfirst(gettext(KNEES[side]))

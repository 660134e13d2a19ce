"""What a warning would say of a run not yet run, and of a plan as a whole: sentences."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.rule import Finding
from training.engine.text import gettext_noop
from training.engine.words import KNEES
from training.insights.what_if import Answer, Change, Gate, Verdict
from training.units import NO_BREAK, Units, at_most, format_at_most, format_day, format_distance, weekday_name

WORDS = {Verdict.NO: _("No"), Verdict.YES_BUT: _("Yes, but"), Verdict.YES: _("Yes")}
YOUNG = _("The log is too young to judge a distance: however long, no run would raise anything yet.")
LOOK_FIRST = _("First, have the knee looked at: a warning asked for it, and nobody has cleared it since.")
NO_STEP = _("No step back to running comes before a doctor or physiotherapist has cleared it.")
STEPS_FIRST = _("Until the steps back to running are done, they set how far a run goes.")

# By rule: its facts of a run that is only planned, with the keys of its evidence. Others are named by title.
AHEAD = {
    "load.longest_run": gettext_noop(
        "This run would be {more} longer than the longest of the {window_days} before ({longest})."
    ),
    "load.weekly_jump": gettext_noop(
        "It would make {week} in {week_days}: {more} more than the best of the {before_days} before."
    ),
    "load.return_after_break": gettext_noop(
        "A quick return after {off} off: {run_share} of the usual run, {week_share} of the usual week."
    ),
    "load.no_rest_day": gettext_noop("It would make {streak} of running in a row, with no day off."),
    "load.hard_days": gettext_noop("It would be one of {hard} hard sessions close together."),
    "shoe.mileage": gettext_noop("{shoe} would come to {carried}, past its line of {at}."),
    "shoe.rotation": gettext_noop("{shoe} would carry {carried_share} of the last {window_days}."),
    "shoe.unknown": gettext_noop("{without} of {without_of} runs would name no shoe."),
    "terrain.hard_surface": gettext_noop(
        "{hard_share} of the last {window_days} would be on concrete or asphalt."
    ),
    "terrain.downhill_uneven": gettext_noop(
        "{steep_share} of the last {recent_days} would be downhill or uneven, against {before_share} before."
    ),
    "terrain.sudden_change": gettext_noop(
        "{new_share} of the last {recent_days} would be on {surface}, against {before_share} before."
    ),
    "knee.running_through": gettext_noop("It would be running through a bad {knee}."),
    "habit.warm_up": gettext_noop("{cold} of {cold_of} runs would have no warm-up."),
}


def ahead_words(finding: Finding, units: Units) -> str:
    """The facts of a planned run, in one sentence."""
    template = AHEAD.get(finding.rule.id)
    if template is None:
        return gettext("It would raise a warning: %(title)s.") % {"title": gettext(finding.rule.title)}
    said = finding.say(template, units, gettext)
    return said[:1].upper() + said[1:]


def sentence(answer: Answer, today: date, units: Units) -> str:
    """The answer to one day of a plan, after its Yes or No."""
    if answer.gate:
        return gate_words(answer.gate, today, units)
    if answer.is_held:
        return str(LOOK_FIRST)
    if answer.binding:
        return change_words(answer.binding, units)
    if answer.is_unjudged:
        return str(YOUNG)
    what = {"distance": format_distance(answer.distance_m, units), "when": when(answer.day, today)}
    if answer.way_back:
        return gettext("%(distance)s %(when)s raises nothing, but back to running comes first.") % what
    return gettext("%(distance)s %(when)s raises nothing.") % what


def change_words(change: Change, units: Units) -> str:
    if change.is_raised or (change.is_about and change.finding.rule.id in AHEAD):
        return ahead_words(change.finding, units)
    title = {"title": gettext(change.finding.rule.title)}
    if change.is_about:
        return gettext("It would add to what stands already: %(title)s.") % title
    return gettext("A warning stands already: %(title)s.") % title


def gate_words(gate: Gate, today: date, units: Units) -> str:
    """What comes first: the knee, in one sentence."""
    knee = gettext(KNEES[gate.episode.side])
    if gate.finding:
        return f"{gate.finding.headline(units, gettext)}."
    if gate.is_stale:
        words = gettext("First: has the %(knee)s recovered? Its last entry is of %(day)s.")
        return words % {"knee": knee, "day": format_day(gate.episode.last_entry_on, today)}
    words = gettext("The %(knee)s has had symptoms since %(day)s: this is day %(number)s.")
    opened = format_day(gate.episode.opened_on, today)
    return words % {"knee": knee, "day": opened, "number": gate.episode.day_number(today)}


def way_back_hint(answer: Answer) -> str:
    """The next step where the ladder back to running comes first."""
    return str(NO_STEP if answer.is_held else STEPS_FIRST)


def gate_hint(gate: Gate, clear_days: int, units: Units) -> str:
    """The next step before any run."""
    if gate.finding:
        return gate.finding.hint(units, gettext)
    if gate.is_stale:
        return gettext("Say how it is, and ask again.")
    words = gettext("Ask again once it has been logged as clear on %(n)s days in a row.")
    return words % {"n": clear_days}


def room_words(answer: Answer, units: Units) -> str:
    """How far a run of that day may go; empty where that is not to be said, or nobody can say."""
    if answer.reach is None or answer.is_unjudged:
        return ""
    room = room_shown(answer, units)
    if not room:
        return gettext("Any distance would raise something on this day.")
    if answer.verdict is Verdict.YES or answer.distance_m <= answer.reach.metres:
        return gettext("Up to %(room)s raises nothing.") % {"room": room}
    return gettext("%(room)s raises nothing.") % {"room": room}


def room_shown(answer: Answer, units: Units) -> str:
    """`6.7 mi`; empty where there is no room."""
    metres = answer.reach.metres if answer.reach else None
    return format_at_most(metres, units) if metres and at_most(metres, units) else ""


def when(day: date, today: date) -> str:
    """`today`, `on Thursday`, `on Thursday 3 December`: never two days of one name."""
    days = (day - today).days
    if days <= 1:
        return gettext("tomorrow") if days else gettext("today")
    name = weekday_name(day) if days < 7 else f"{weekday_name(day)}{NO_BREAK}{format_day(day)}"
    return gettext("on %(day)s") % {"day": name}

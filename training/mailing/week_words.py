"""How a week went, in sentences: with its numbers, or in words that a stranger may read over a shoulder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext, ngettext

from training.insights.ladder import Ladder
from training.insights.ladder_sessions import Verdict
from training.insights.week_told import DAYS, Beside, WeekTold
from training.mailing.letter import Line
from training.models.choices import CareKind
from training.units import Units, format_distance


def week_lines(week: WeekTold, values: bool, units: Units) -> Iterator[Line]:
    """One line each for runs, days without one, care and knees, as far as there is something to say."""
    if not week.days:
        yield Line(gettext("Nothing is logged of these days, so there is nothing to tell."))
        return
    yield _runs(week, values, units)
    yield from map(Line, filter(None, (_rest(week, values), _care(week, values))))
    yield Line(_knees(week, values), note=_mornings(week))


def _runs(week: WeekTold, values: bool, units: Units) -> Line:
    if not week.runs:
        return Line(gettext("No run."))
    beside = {
        Beside.NEW: gettext("Your usual week is not known yet: it takes three weeks with runs."),
        Beside.LESS: gettext("Less than in a usual week of yours%(usual)s."),
        Beside.ALIKE: gettext("About as much as in a usual week of yours%(usual)s."),
        Beside.MORE: gettext("More than in a usual week of yours%(usual)s."),
    }[week.beside]
    if not values:
        return Line(gettext("You ran."), note=beside.replace("%(usual)s", ""))
    said = ngettext("%(n)s run, %(sum)s in all.", "%(n)s runs, %(sum)s in all.", week.runs)
    if week.usual_m:
        beside %= {"usual": f" ({format_distance(week.usual_m, units)})"}
    return Line(said % {"n": week.runs, "sum": format_distance(week.distance_m, units)}, note=beside)


def ladder_line(ladder: Ladder | None, first: date, last: date, values: bool) -> Line | None:
    """Whether the week went as planned, for who is on the ladder back to running: the one plan there is."""
    done = [taken for taken in ladder.climb.sessions if first <= taken.session.on <= last] if ladder else []
    if not done:
        return None
    clean = sum(taken.verdict is Verdict.CLEAN for taken in done)
    if values:
        said = ngettext(
            "Back to running: %(n)s session, %(clean)s clean.",
            "Back to running: %(n)s sessions, %(clean)s clean.",
            len(done),
        )
        return Line(said % {"n": len(done), "clean": clean})
    if clean == len(done):
        return Line(gettext("Back to running: as the ladder has it."))
    return Line(gettext("Back to running: not every session counted, so a step comes again."))


def _rest(week: WeekTold, values: bool) -> str:
    without = DAYS - week.run_days
    if not without:
        return gettext("No day was without a run.")
    if not values:
        return gettext("Rest days are logged.") if week.rested else ""
    said = ngettext("%(n)s day without a run", "%(n)s days without a run", without) % {"n": without}
    if week.rested:
        return gettext("%(days)s, %(n)s logged as rest.") % {"days": said, "n": week.rested}
    return f"{said}."


def _care(week: WeekTold, values: bool) -> str:
    if not week.care:
        return ""
    if not values:
        return gettext("You took care of your knees.")
    kinds = ", ".join(str(CareKind(kind).label) for kind in week.care)
    return gettext("Care: %(kinds)s.") % {"kinds": kinds}


def _knees(week: WeekTold, values: bool) -> str:
    if week.worst is None:
        return gettext("How your knees felt is not logged.")
    if not values:
        return gettext("You said how your knees felt.")
    days = ngettext("Knees checked on %(n)s day", "Knees checked on %(n)s days", week.checked)
    if not week.worst:
        return gettext("%(days)s, clear each time.") % {"days": days % {"n": week.checked}}
    return gettext("%(days)s; the highest score was %(score)s of 10.") % {
        "days": days % {"n": week.checked},
        "score": week.worst,
    }


def _mornings(week: WeekTold) -> str:
    """Whether the mornings after runs were answered: they tell most."""
    answered, asked = week.mornings
    if not asked:
        return ""
    if answered == asked:
        return gettext("Every morning after a run is answered.")
    if answered:
        return gettext("Some mornings after a run are not answered.")
    return gettext("The morning after a run tells most; none is answered.")

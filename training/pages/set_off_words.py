"""The words of "What set it off": factors, groups and differences, in the units of whoever looks."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.engine.words import SURFACES
from training.insights.chance import Difference
from training.insights.run_groups import Grouping
from training.models.choices import Session, Surface, Terrain
from training.rules.load_longest_run import Limits
from training.units import Units, format_distance, format_percent

READS_AS_NOTHING = 0.05
MINUS = "\u2212"
OUTCOMES = {"after": _("After the run"), "morning": _("The next morning")}
TITLES = {
    "distance": _("Distance"),
    "spike": _("Against the longest run before"),
    "surface": _("Surface"),
    "terrain": _("Terrain"),
    "session": _("Session"),
    "shoe": _("Shoe"),
    "shoe_age": _("Distance on the shoe"),
    "warm_up": _("Warm-up"),
    "rest": _("Rest days before"),
}
CHOICES = {
    "surface": dict(Surface.choices),
    "terrain": dict(Terrain.choices),
    "session": dict(Session.choices),
}
RESTS = {"0": _("none"), "1": _("one"), "2": _("two or more")}
WARM_UPS = {"yes": _("warmed up"), "no": _("not warmed up")}
SPIKES = {
    "within": _("not longer than in the %(days)s days before"),
    "longer": _("longer, by up to %(percent)s"),
    "spike": _("longer by more than %(percent)s"),
}
RUNS = {
    "distance": _("runs of %(name)s"),
    "terrain": _("runs on %(name)s ground"),
    "session": _("runs logged as “%(name)s”"),
    "shoe": _("runs in %(name)s"),
    "shoe_age": _("runs in shoes with %(name)s on them"),
}
RUNS_OF = {
    ("terrain", "downhill"): _("mostly downhill runs"),
    ("spike", "within"): _("runs not longer than the longest of the %(days)s days before"),
    ("spike", "longer"): _("runs up to %(percent)s longer than the longest of the %(days)s days before"),
    ("spike", "spike"): _("runs more than %(percent)s longer than the longest of the %(days)s days before"),
    ("warm_up", "yes"): _("runs with a warm-up"),
    ("warm_up", "no"): _("runs without a warm-up"),
    ("rest", "0"): _("runs without a rest day before"),
    ("rest", "1"): _("runs with one rest day before"),
    ("rest", "2"): _("runs with two or more rest days before"),
}


class GroupWords:
    """What groups are called: shoes by the names of their keys, distances in these units."""

    def __init__(self, units: Units, shoes: Mapping[str, str], limits: Limits) -> None:
        self.units, self.shoes = units, shoes
        self.spike = {"percent": format_percent(limits.notice_percent), "days": limits.window_days}

    def name(self, factor: Grouping, mark: str) -> str:
        """`trail`, `7.5 km to 12.1 km`: the group as a row of its factor."""
        if factor.name in CHOICES:
            return str(CHOICES[factor.name][mark])
        if factor.name == "shoe":
            return self.shoes.get(mark, mark)
        if factor.name == "spike":
            return SPIKES[mark] % self.spike
        if factor.name in {"warm_up", "rest"}:
            return str((WARM_UPS if factor.name == "warm_up" else RESTS)[mark])
        return self._band(factor, int(mark))

    def runs(self, factor: Grouping, mark: str) -> str:
        """`runs on trails`: the group as a part of a sentence."""
        if factor.name == "surface":
            return gettext("runs on %(name)s") % {"name": gettext(SURFACES[mark])}
        if (factor.name, mark) in RUNS_OF:
            return RUNS_OF[factor.name, mark] % self.spike
        return RUNS[factor.name] % {"name": self.name(factor, mark)}

    def _band(self, factor: Grouping, band: int) -> str:
        places = 0 if factor.name == "shoe_age" else 1
        ends = [format_distance(cut, self.units, places) for cut in factor.cuts]
        if not ends:
            return gettext("any distance")
        if band == 0:
            return gettext("up to %(end)s") % {"end": ends[0]}
        if band == len(ends):
            return gettext("over %(end)s") % {"end": ends[-1]}
        return gettext("%(low)s to %(high)s") % {"low": ends[band - 1], "high": ends[band]}


def points(value: float) -> str:
    """`1.8 points`, without its sign."""
    shown = f"{abs(value):.1f}"
    return gettext("1 point") if shown == "1.0" else gettext("%(n)s points") % {"n": shown}


def signed(value: float, places: int = 1) -> str:
    """`+1.8`, `\u22120.4`, `0.0`, with a minus sign as wide as the plus."""
    shown = f"{abs(value):.{places}f}"
    return shown if float(shown) == 0 else f"{'+' if value > 0 else MINUS}{shown}"


def interval(difference: Difference) -> str:
    """`+0.4 to +3.2`, finer where an end that is not nothing would read as 0.0."""
    near = min(abs(difference.low), abs(difference.high))
    places = 2 if difference.stands_out and near < READS_AS_NOTHING else 1
    low, high = signed(difference.low, places), signed(difference.high, places)
    return gettext("%(low)s to %(high)s") % {"low": low, "high": high}

"""What set it off: which runs a sore knee went with, in numbers, or that nothing can be said."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.access import visible_log
from training.engine.facts import SIDES
from training.history import load_log
from training.insights.set_off import Reading, set_off
from training.models.choices import Side, Trigger
from training.pages.set_off_answer import found_cards, headline, method, sub
from training.pages.set_off_rows import factor_blocks
from training.pages.set_off_words import OUTCOMES, GroupWords
from training.pages.viewing import Viewing
from training.rules import load_longest_run
from training.thresholds.laying import ruleset_for

# Days of each period; 0: from the first entry on.
PERIODS = {"3": 91, "6": 182, "12": 365, "24": 730, "all": 0}
PERIOD_WORDS = {
    "3": _("3 months"),
    "6": _("6 months"),
    "12": _("12 months"),
    "24": _("24 months"),
    "all": _("the whole log"),
}
KNEE_WORDS = {"worse": _("the worse one"), **{side.value: side.label for side in Side}}


class Asked(NamedTuple):
    """What the page is asked for: keys of PERIODS, KNEE_WORDS and OUTCOMES; score `` where it may choose."""

    period: str
    knee: str
    score: str

    @property
    def sides(self) -> tuple[str, ...]:
        return SIDES if self.knee == "worse" else (self.knee,)


def asked_for(asked: QueryDict) -> Asked:
    """An unknown value is as good as none."""
    period, knee, score = (asked.get(name, "") for name in Asked._fields)
    return Asked(
        period if period in PERIODS else "12",
        knee if knee in KNEE_WORDS else "worse",
        score if score in OUTCOMES else "",
    )


def what_set_it_off_page(viewing: Viewing, asked: Asked) -> dict[str, Any]:
    """The answer, the groups behind it, and how it was reckoned."""
    ruleset = ruleset_for(viewing.runner)
    limits = ruleset.limits_of(load_longest_run.RULE)
    today = viewing.runner.profile.today()
    first = today - timedelta(days=PERIODS[asked.period] - 1) if PERIODS[asked.period] else date.min
    # What a run is compared with lies before the period.
    since = first - timedelta(days=limits.window_days) if first > date.min else first
    log = visible_log(load_log(viewing.runner, ruleset.basics, since), viewing.sight)
    readings = set_off(log, (first.toordinal(), today.toordinal()), asked.sides, limits)
    words = GroupWords(viewing.units, {shoe.key: shoe.name for shoe in log.shoes}, limits)
    shown = _shown(readings, asked.score)
    return {
        "headline": headline(readings, words),
        "sub": sub(readings, PERIOD_WORDS[asked.period]),
        "found": found_cards(readings, words, viewing),
        "filters": _filters(asked, shown),
        "outcome": OUTCOMES[shown.outcome],
        "count": len(shown.runs),
        "blocks": factor_blocks(shown, words),
        "marked": _marked(viewing, first),
        "method": method(shown),
        "log_url": reverse("knee") if viewing.is_own else "",
    }


def _filters(asked: Asked, shown: Reading) -> dict[str, Any]:
    fields = [
        ("period", gettext("Period"), PERIOD_WORDS, asked.period),
        ("knee", gettext("Knee"), KNEE_WORDS, asked.knee),
        ("score", gettext("Score"), OUTCOMES, shown.outcome),
    ]
    return {
        "fields": [
            {
                "name": name,
                "label": label,
                "options": [{"value": v, "text": t, "selected": v == chosen} for v, t in options.items()],
            }
            for name, label, options, chosen in fields
        ],
        "clear_url": "",
    }


def _marked(viewing: Viewing, first: date) -> list[dict[str, Any]]:
    """What the runner named as the trigger when they logged a run: counts, the most frequent first."""
    runs = viewing.runner.runs.filter(local_date__gte=first).exclude(trigger="").order_by()
    counted = runs.values_list("trigger").annotate(n=Count("id")).order_by("-n", "trigger")
    return [{"term": Trigger(trigger).label, "value": n} for trigger, n in counted]


def _shown(readings: list[Reading], wanted: str) -> Reading:
    """The score asked for; else the one that says most."""
    for reading in readings:
        if reading.outcome == wanted:
            return reading
    return max(readings, key=lambda reading: (bool(reading.findings), reading.is_told, len(reading.runs)))

"""Today's care as Today shows it: each thing with how much of it, where that comes from, and one tap."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment
from training.engine.rule import Severity
from training.insights.todays_care import Act, todays_care
from training.knowledge import exercises
from training.pages.care import one_tap
from training.pages.knowledge import section_url

WORDS = {
    "see_someone": _("Let somebody look at it first. Care can wait until then."),
    "first": _("The first days are for calming things down."),
    "later": _("Past the first days: gentle movement, never into sharp pain."),
    "habit": _("No episode is open. This helps to keep it so."),
}
FROM_TODAY = "?from=today"


def care_of_today(assessment: Assessment, aside: list[dict[str, Any]]) -> dict[str, Any] | None:
    """None where nothing is called for. aside: the cards that the runner put away, whose habits rest too."""
    put_away = {card["rule"] for card in aside}
    heard = [f for f in assessment.findings if f.severity > Severity.NOTICE or f.rule.id not in put_away]
    fitting = todays_care(assessment.history, heard, assessment.ruleset)
    if not fitting.state:
        return None
    return {
        "text": gettext(WORDS[fitting.state]),
        "url": section_url("see-someone", "now") if fitting.state == "see_someone" else "",
        "acts": [_act(act) for act in fitting.acts],
    }


def _act(act: Act) -> dict[str, Any]:
    anchor, exercise = exercises()[act.kind]
    button = one_tap(act.kind, act.done) | {"url": reverse("care") + FROM_TODAY}
    return {
        "care": button,
        "dose": gettext(exercise.dose or exercise.how),
        "url": section_url("care", anchor),
    }

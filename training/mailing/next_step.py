"""The one thing to do next: of all that could be said, what matters most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.assessment import Assessment
from training.engine.rule import Finding, Severity
from training.insights.headroom import week_room
from training.insights.ladder import Ladder, State
from training.insights.week_told import DAYS
from training.mailing.addresses import whole
from training.mailing.letter import Step
from training.pages.knowledge import section_url
from training.pages.ladder_states import state_words
from training.pages.prompts import is_morning_open, morning_url
from training.units import format_at_most

EMERGENCY = _(
    "If this is how it is now, call your emergency number, or let somebody take you to an emergency "
    "department. Nothing in KneeLog comes before that."
)
SPECIALIST = _(
    "Leave running for now, and let a doctor or physiotherapist look at the knee. Your report puts the last "
    "twelve weeks on one page to take along."
)
# In place of a hint that names numbers.
WITHOUT_NUMBERS = {
    "load": _("Keep the next runs shorter and easy, and grow in smaller steps from there."),
    "shoe": _("Look at the tread and feel the cushioning: they tell more than any distance."),
}
UNDER_WAY = (State.DO, State.REST, State.MORNING)


def next_step(
    assessment: Assessment, standing: Sequence[Finding], ladder: Ladder | None, *, values: bool
) -> Step:
    """standing: what the runner has not set aside, worst first; ladder: theirs, where one may matter."""
    worst = standing[0] if standing else None
    return next(
        step
        for step in (
            *_about_help(worst),
            *_about_the_log(assessment),
            *_about_the_ladder(assessment, ladder, values),
            *_about_a_warning(assessment, worst, values),
            _nothing(assessment, values),
        )
    )


def help_now() -> Step:
    """For signs of an emergency: nothing else, and no reassurance."""
    return _step(str(EMERGENCY), gettext("What these signs are"), section_url("see-someone", "now"))


def see_someone() -> Step:
    """For what a professional should look at."""
    return _step(str(SPECIALIST), gettext("Open your report"), reverse("report"))


def _about_help(worst: Finding | None) -> Iterator[Step]:
    if worst and worst.severity is Severity.EMERGENCY:
        yield help_now()
    if worst and worst.severity is Severity.SPECIALIST:
        yield see_someone()


def _about_the_log(assessment: Assessment) -> Iterator[Step]:
    history = assessment.history
    if not history.log.entry_days:
        text = gettext("Your log is still empty. A run needs only its distance, a knee two taps.")
        yield _step(text, gettext("See where to start"), reverse("today"))
    elif history.newest_entry_in(history.last_days(DAYS)) is None:
        text = gettext("Were these days rest, were you sick, or did the log wait? One tap answers it.")
        yield _step(text, gettext("Answer on Today"), reverse("today"))
    if any(history.is_stale(episode) for episode in history.open_episodes):
        text = gettext("Nobody has spoken of your knee for a while. Has it recovered, or was it not logged?")
        yield _step(text, gettext("Answer in one tap"), reverse("knee"))


def _about_the_ladder(assessment: Assessment, ladder: Ladder | None, values: bool) -> Iterator[Step]:
    if ladder and ladder.state in UNDER_WAY:
        text = gettext("You are on the way back to running. The ladder says what comes next.")
        if values:
            text = ". ".join(state_words(ladder, assessment))
        yield _step(text, gettext("Back to running"), reverse("return-to-run"))


def _about_a_warning(assessment: Assessment, worst: Finding | None, values: bool) -> Iterator[Step]:
    if is_morning_open(assessment.history) and not (worst and worst.asks_for_less):
        text = gettext("You ran yesterday: how are your knees this morning?")
        yield _step(text, gettext("Say how they feel"), morning_url())
    if worst:
        text = worst.hint(assessment.runner.profile.units, gettext)
        if "{" in worst.hint_template and not values:
            text = str(WITHOUT_NUMBERS[worst.rule.group])
        yield _step(text, gettext("See what it rests on"), reverse("today"))
    if assessment.history.open_episodes:
        text = gettext("Your knee comes first. Say how it feels, most of all the morning after a run.")
        yield _step(text, gettext("Knee check-in"), reverse("knee"))


def _nothing(assessment: Assessment, values: bool) -> Step:
    """Go on; with numbers, how far the week reaches before a warning would come."""
    room = week_room(assessment.history, assessment.ruleset) if values else None
    text = gettext("Go on as you do. Before a longer run, ask whether it would raise a warning.")
    if room and room.left:
        left = format_at_most(room.left, assessment.runner.profile.units)
        text = gettext("Go on as you do. Up to %(left)s in one run today raise no warning about the week.")
        text %= {"left": left}
    return _step(text, gettext("Can I run …?"), reverse("plan"))


def _step(text: str, action: str, path: str) -> Step:
    return Step(text, action, whole(path))

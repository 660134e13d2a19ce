"""The question of the morning after a run, and whom it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext

from training.mailing.addresses import whole
from training.mailing.letter import Letter, Step
from training.models import CheckIn, MailWishes, Run, User
from training.pages.prompts import morning_url

DAY = timedelta(days=1)


def unanswered(mornings: Mapping[UUID, date]) -> set[UUID]:
    """Of these runners, each with a morning: who ran the day before, and has not checked in that day.

    Two queries for any number.
    """
    days = set(mornings.values())
    ran = Run.objects.filter(runner__in=mornings, local_date__in={day - DAY for day in days})
    said = CheckIn.objects.filter(runner__in=mornings, local_date__in=days)
    ran_on = set(ran.order_by().values_list("runner", "local_date"))
    said_on = set(said.order_by().values_list("runner", "local_date"))
    return {
        runner
        for runner, day in mornings.items()
        if (runner, day - DAY) in ran_on and (runner, day) not in said_on
    }


def morning_question(runner: User, about: str, wishes: MailWishes) -> Letter | None:
    """None where it has been answered, or the run is gone."""
    asked = unanswered({runner.pk: date.fromisoformat(about)})
    return morning_letter(runner, about, wishes) if asked else None


def morning_letter(runner: User, _about: str, _wishes: MailWishes) -> Letter:
    """The question itself, whoever asks."""
    return Letter(
        subject=gettext("KneeLog: this morning"),
        title=gettext("How are your knees this morning?"),
        lead=gettext("Hello %(name)s, you ran yesterday. The morning after tells most about a run.")
        % {"name": runner},
        step=Step(
            gettext("Two taps: left and right, from none to worst. “Both clear” is one."),
            gettext("Say how they feel"),
            whole(morning_url()),
        ),
        why=gettext("This comes in the morning after a run, unless you have checked in, as you asked."),
    )

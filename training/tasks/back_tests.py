"""Back-tests in the background: the job, and what asks for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from time import monotonic
from uuid import UUID

from django.db.utils import InterfaceError, OperationalError
from django_tasks import task

from training.backtests import DEFAULT_SPAN, ask, fail, give_back, left_behind, span_of, trial_first, work_on
from training.forms.thresholds import ThresholdForm
from training.importing.working import stop
from training.models import BackTest, User
from training.thresholds import current_setting, setting_at
from training.thresholds.setting import Setting

Kind = BackTest.Kind


SHIFT_S = 5


@task()
def work_on_back_test(back_test_id: str) -> None:
    """Reckon it in shifts, so that other jobs come in between; a step done already is not done again."""
    pk, end = UUID(back_test_id), monotonic() + SHIFT_S
    try:
        finished = work_on(pk, lambda: monotonic() < end and not stop.is_set())
    except (OperationalError, InterfaceError):
        # A full disk or a database that restarts: it is revived.
        raise
    except Exception:
        fail(pk)
        raise
    if stop.is_set():
        give_back(pk)
    elif not finished:
        work_on_back_test.enqueue(back_test_id)


def revive(now: datetime) -> int:
    """Go on with those whose worker gives no sign of life or gave them back; how many."""
    keys = left_behind(now)
    for pk in keys:
        work_on_back_test.enqueue(str(pk))
    return len(keys)


def start(test: BackTest) -> BackTest:
    """Have it reckoned; one that is reckoned already is left as it is."""
    if not test.is_finished:
        work_on_back_test.enqueue(str(test.pk))
    return test


def try_out(admin: User, form: ThresholdForm, rule: str, base: int) -> BackTest:
    """What an admin typed, against what is in force."""
    first = span_of(form.cleaned_data["days"])
    settings = {"setting": form.setting, "preview": form.preview}
    return start(ask(admin, kind=Kind.CHANGE, base=base, first=first, rule=rule, **settings))


def try_shadow(admin: User, setting: Setting, rule: str, base: int) -> BackTest:
    """What runs in shadow, against what is in force, since it began; saving promotes it."""
    promoted, first = setting.promoted(rule), trial_first(setting, rule)
    return start(
        ask(admin, kind=Kind.TRIAL, base=base, setting=promoted, preview=promoted, first=first, rule=rule)
    )


def try_earlier(admin: User, setting: Setting, number: int, base: int) -> BackTest | None:
    """The numbers of an earlier revision, against what is in force; None where they are in force."""
    earlier = replace(setting_at(number), trials=setting.trials)
    if earlier.same_as(setting):
        return None
    first = span_of(DEFAULT_SPAN)
    return start(ask(admin, kind=Kind.CHANGE, base=base, setting=earlier, preview=earlier, first=first))


def measure(admin: User, rule: str, days: int) -> BackTest:
    """What is in force, for the report cards of all rules; `rule` is the one to come back to."""
    base, setting = current_setting()
    first = span_of(days)
    return start(
        ask(admin, kind=Kind.REPORT, base=base, setting=setting, preview=setting, first=first, rule=rule)
    )

"""Back-tests in the background: the job, and what asks for one."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django_tasks import task

from training.backtests import DEFAULT_SPAN, ask, fail, span_of, trial_first, work_on
from training.forms.thresholds import ThresholdForm
from training.models import BackTest, User
from training.thresholds import current_setting, setting_at
from training.thresholds.setting import Setting

Kind = BackTest.Kind


@task()
def work_on_back_test(back_test_id: str) -> None:
    """Reckon it to the end; done already or by another worker, it does no harm."""
    try:
        work_on(UUID(back_test_id))
    except Exception:
        fail(UUID(back_test_id))
        raise


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

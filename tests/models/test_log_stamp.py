"""A log's stamp is another one after every way to write to it, and stays where nothing was written."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import number_set, share
from training.importing.log_import import import_log
from training.logbook.undoing import delete, restore
from training.logbook.writing import StaleEditError, change
from training.models import (
    CareEntry,
    CheckIn,
    GapAnswer,
    LogStamp,
    Override,
    PreviousInjury,
    Profile,
    Run,
    Shoe,
)
from training.models.log_stamp import Stamped
from training.sharing.granting import end_grant

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = date(2026, 6, 1)
STAMP = UUID(int=1)
LOG_FILE = {
    "format": "kneelog-log/1",
    "runner": {"time_zone": "UTC", "units": "km"},
    "care": [{"on": "2026-06-02", "kind": "ice"}],
}


@pytest.fixture
def anna():
    return make_runner("anna")


def stamps() -> dict[str, object]:
    return dict(LogStamp.objects.values_list("runner__username", "stamp"))


def edit(run: Run) -> None:
    run.distance_m = 9_000
    change(run, ["distance_m"])


def clear_profile(runner) -> None:
    runner.profile.stiff_calves = not runner.profile.stiff_calves
    runner.profile.save()


def end_with_its_grant(runner) -> None:
    grant = share(runner, make_runner("kim"), may_set=True)
    number_set(grant)
    LogStamp.objects.filter(runner=runner).update(stamp=STAMP)
    end_grant(runner, grant.pk)
    assert stamps()["anna"] != STAMP


WRITES = {
    "a run": lambda anna, run: make_run(anna, DAY, hour=12),
    "a check-in": lambda anna, run: make_check_in(anna, DAY, 3),
    "care": lambda anna, run: CareEntry.objects.create(runner=anna, on=DAY, kind="ice"),
    "a shoe": lambda anna, run: make_shoe(anna),
    "an injury": lambda anna, run: PreviousInjury.objects.create(runner=anna, side="left", month=DAY),
    "the profile": lambda anna, run: clear_profile(anna),
    "an answered gap": lambda anna, run: anna.gap_answers.create(first=DAY, last=DAY, answer="sick"),
    "an edit": lambda anna, run: edit(run),
    "deleting one": lambda anna, run: run.delete(),
    "deleting with undo": lambda anna, run: delete(anna, [run]),
    "deleting many": lambda anna, run: anna.runs.filter(local_date=DAY).delete(),
    "changing many": lambda anna, run: Run.objects.filter(runner=anna).update(distance_m=7_000),
    "changing many rows": lambda anna, run: Run.objects.bulk_update([run], ["notes"]),
    "adding many": lambda anna, run: CareEntry.objects.bulk_create(
        [CareEntry(runner=anna, on=DAY, kind="rest_day")], ignore_conflicts=True
    ),
    "the profile at once": lambda anna, run: Profile.objects.filter(runner=anna).update(weak_quadriceps=True),
    "what a coach sets": lambda anna, run: number_set(share(anna, make_runner("kim"), may_set=True)),
    "the end of what a coach set": lambda anna, run: end_with_its_grant(anna),
    "a log file": lambda anna, run: import_log("anna", json.dumps(LOG_FILE).encode()),
}


@pytest.mark.parametrize("write", WRITES)
def test_every_write_stamps_the_log_and_no_other(anna, write):
    run = make_run(anna, DAY)
    make_run(make_runner("ben"), DAY)
    before = stamps()
    WRITES[write](anna, run)
    after = stamps()
    assert after["anna"] != before["anna"]
    assert after["ben"] == before["ben"]


def test_bringing_back_stamps_too(anna):
    undo = delete(anna, [make_run(anna, DAY)])
    before = stamps()
    restore(anna, undo.pk)
    assert stamps() != before


def test_what_was_not_written_stamps_nothing(anna):
    run = make_run(anna, DAY)
    stale = Run.objects.get(pk=run.pk)
    change(run, ["distance_m"])
    before = stamps()
    list(anna.runs.all())
    with pytest.raises(StaleEditError):
        change(stale, ["distance_m"])
    with pytest.raises(IntegrityError), transaction.atomic():
        make_run(anna, DAY, run.distance_m)
    assert stamps() == before


def test_a_log_is_written_with_its_stamp_or_not_at_all(anna, monkeypatch):
    before = stamps()

    class UnpluggedError(Exception):
        pass

    def unplug(*_args, **_kwargs):
        raise UnpluggedError

    monkeypatch.setattr(LogStamp.objects, "bulk_create", unplug)
    with pytest.raises(UnpluggedError), transaction.atomic():
        make_run(anna, DAY)
    assert (Run.objects.count(), stamps()) == (0, before)


def test_everything_rules_read_is_stamped():
    models = {Run, CheckIn, CareEntry, GapAnswer, Shoe, PreviousInjury, Profile, Override}
    assert {model for model in apps.get_models() if issubclass(model, Stamped)} == models

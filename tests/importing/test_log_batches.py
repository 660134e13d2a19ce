"""A whole log through the import page: previewed, added, undone, and named where it is broken."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.importing.batches import discard
from training.importing.states import State, move
from training.importing.uploads import add_piece, open_batch
from training.importing.working import work_on
from training.models import ImportFile

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def whole_log() -> dict[str, bytes]:
    """Anna's log in both forms."""
    anna = make_runner("anna", units="mi", time_zone="Europe/Berlin")
    make_run(anna, DAY, shoe=make_shoe(anna), notes="=wind")
    make_run(anna, DAY, hour=18)
    make_check_in(anna, DAY, 3, signs={"locks"})
    return {"log.json": "".join(export_log(anna)).encode(), "log.zip": b"".join(export_tables(anna))}


def sent(runner, *files):
    """A batch with these files, read."""
    batch = open_batch(runner, [(name, len(data)) for name, data in files])
    for upload, (_, data) in zip(batch.uploads.all(), files, strict=True):
        add_piece(upload, 0, [data])
    return go_on(batch, State.RECEIVING, State.READING)


def go_on(batch, before, state):
    move(batch, [before], state)
    work_on(batch)
    batch.refresh_from_db()
    return batch


def log_of(runner) -> str:
    return "".join(export_log(runner))


@pytest.mark.parametrize("name", ["log.json", "log.zip"])
def test_nothing_counts_before_it_is_accepted_and_undoing_takes_all_of_it_back(client, whole_log, name):
    ben = make_runner("ben")
    make_run(ben, DAY, 5_000, hour=12)
    before = log_of(ben)
    batch = sent(ben, (name, whole_log[name]))
    client.force_login(ben)
    address = reverse("import", args=[batch.pk])
    page = client.get(address).context
    assert page["headline"] == "A whole log: 2 runs, 1 check-in and 1 pair of shoes."
    new = ["2 runs", "1 check-in", "1 pair of shoes"]
    assert page["log"] == {"new": new, "known": "", "settings": "time zone and distances in"}
    assert page["accept"] == "Add this log"
    assert (log_of(ben), batch.expected) == (before, 1)
    go_on(batch, State.READY, State.SAVING)
    assert client.get(address).context["headline"] == (
        "2 runs, 1 check-in and 1 pair of shoes came in, your settings were changed."
    )
    ben.refresh_from_db()
    assert [ben.runs.count(), ben.check_ins.count(), ben.shoes.count(), ben.profile.units] == [3, 1, 1, "mi"]
    go_on(batch, State.DONE, State.UNDOING)
    assert log_of(ben) == before


def test_a_log_that_is_there_already_adds_nothing(client, whole_log):
    ben = make_runner("ben")
    go_on(sent(ben, ("a.json", whole_log["log.json"])), State.READY, State.SAVING)
    before = log_of(ben)
    batch = sent(ben, ("b.zip", whole_log["log.zip"]))
    client.force_login(ben)
    page = client.get(reverse("import", args=[batch.pk])).context
    assert (page["headline"], page["accept"]) == ("Nothing new: all of this log is in yours already.", "")
    go_on(batch, State.READY, State.SAVING)
    assert log_of(ben) == before


def test_what_was_edited_since_stays(whole_log):
    ben = make_runner("ben")
    batch = go_on(sent(ben, ("a.json", whole_log["log.json"])), State.READY, State.SAVING)
    ben.runs.filter(shoe__isnull=False).update(version=2)
    go_on(batch, State.DONE, State.UNDOING)
    assert [ben.runs.count(), ben.shoes.count(), ben.check_ins.count()] == [1, 1, 0]
    assert ImportFile.objects.get().log["kept"] == {"Run": 1, "Shoe": 1}


def test_a_broken_log_is_named_and_takes_nothing_from_the_others(whole_log):
    ben = make_runner("ben")
    broken = whole_log["log.json"].replace(b'"distance_m": 8000', b'"distance_m": -1')
    batch = sent(ben, ("bad.json", broken), ("good.json", whole_log["log.json"]))
    assert list(ImportFile.objects.values_list("name", "outcome", "reason", "hint")) == [
        ("bad.json", "failed", "runs[0].distance_m: must be at least 1", "Nothing of it was taken."),
        ("good.json", "read", "", ""),
    ]
    go_on(batch, State.READY, State.SAVING)
    assert ben.runs.count() == 2


def test_broken_off_and_done_again_it_is_added_once(whole_log):
    ben = make_runner("ben")
    batch = go_on(sent(ben, ("a.json", whole_log["log.json"])), State.READY, State.SAVING)
    ids = ImportFile.objects.get().log["ids"]
    batch.state = State.SAVING
    batch.save()
    work_on(batch)
    assert (ImportFile.objects.get().log["ids"], ben.runs.count()) == (ids, 2)


def test_discarded_nothing_is_left(whole_log, tmp_path):
    ben = make_runner("ben")
    before = log_of(ben)
    discard(sent(ben, ("a.zip", whole_log["log.zip"])))
    assert (log_of(ben), list((tmp_path / "uploads").iterdir())) == (before, [])

"""What stands beside a log leaves with it, for the person alone it is of."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.exporting.test_csv_zip import packed, tables
from tests.factories import make_runner
from tests.sharing.cast import TRAINING, anna_and_kim, number_set, share
from training.exporting.beside import BESIDE
from training.importing.log_import import import_log
from training.models import Look, Note, User
from training.sharing.granting import end_grant

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON, TEN = "2026-06-01T12:00:00Z", "2026-06-01T10:00:00Z"


@pytest.fixture
def anna(time_machine):
    time_machine.move_to(NOON, tick=False)
    anna, kim = anna_and_kim()
    grant = share(anna, kim, TRAINING, may_set=True)
    number_set(grant, reason="=1+1")
    Look.objects.create(runner=anna, coach=kim, page="roster", day="2026-06-01", last_at=TEN)
    Note.objects.create(runner=anna, coach=kim, by_coach=True, text="Slower, please")
    Note.objects.create(runner=anna, coach=kim, by_coach=True, deleted_at=timezone.now())
    # A minute later, and before another to anna: the order is of time, not of people.
    time_machine.shift(60)
    Note.objects.create(runner=make_runner("ben"), coach=kim, by_coach=True, text="not for anna")
    return anna


def test_sharing_looks_letters_and_what_a_coach_set(anna):
    found = tables(packed("anna"))
    note = {"written_at": NOON, "from": "kim", "to": "anna", "kind": "general", "rule": "", "subject": ""}
    numbers = {"coach": "kim", "rule": "load.longest_run", "values": '{"caution_percent": 20}'}
    assert {name: found[f"{name}.csv"] for name in BESIDE} == {
        "sharing": [
            {
                "coach": "kim", "categories": "training", "may_set": "yes",
                "since": NOON, "until": "", "ended_at": "",
            }
        ],
        "looks": [{"day": "2026-06-01", "who": "kim", "page": "roster", "times": "1", "last_at": TEN}],
        "notes": [{**note, "text": "Slower, please"}],
        "thresholds": [{**numbers, "reason": "'=1+1", "since": NOON, "ended_at": ""}],
    }  # fmt: skip


def test_a_coach_takes_along_what_they_wrote_and_nothing_of_a_log(anna, time_machine):
    kim = User.objects.get(username="kim")
    time_machine.shift(60)
    Note.objects.create(runner=anna, coach=kim, by_coach=False, text="my knee is sore")
    warning = {"kind": "warning", "rule": "knee.two_weeks", "subject": "left"}
    Note.objects.create(runner=anna, coach=kim, by_coach=True, text="See someone", **warning)
    end_grant(anna, anna.grants.get().pk)
    found = tables(packed("kim"))
    assert [list(row.values())[2:] for row in found["notes.csv"]] == [
        ["anna", "", "", "", "Slower, please"],
        ["ben", "", "", "", "not for anna"],
        ["anna", "", "", "", "See someone"],
    ]
    assert [found[f"{name}.csv"] for name in ("sharing", "looks", "thresholds")] == [[], [], []]


def test_it_does_not_come_back(anna):
    import_log("eve", packed("anna"))
    found = tables(packed("eve"))
    assert [found[f"{name}.csv"] for name in BESIDE] == [[], [], [], []]

"""The way from SQLite to PostgreSQL as docs/databases.md has it, here out of a database and back into it."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from tests.architecture.source import REPOSITORY
from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.operations.databases import live, tables
from tests.sharing.cast import number_set, share
from training.models import LogStamp, User
from training.thresholds import add_revision

DOCUMENT = REPOSITORY / "docs" / "databases.md"
STAYS_BEHIND = (
    *("django_migrations", "django_content_type", "auth_permission", "kneelog_cache"),
    *("training_schedule", "training_worker"),
)


def moved() -> dict[str, list[str]]:
    return {name: rows for name, rows in tables(live()).items() if name not in STAYS_BEHIND}


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_every_row_goes_with_its_ids_and_nothing_is_left_behind(tmp_path, time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)
    anna, kim = make_runner("anna"), make_runner("kim")
    day = anna.profile.today()
    make_run(anna, day, shoe=make_shoe(anna))
    make_check_in(anna, day, 3)
    number_set(share(anna, kim, may_set=True))
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="a try", author=kim)
    before, stamps = moved(), set(LogStamp.objects.values_list("runner", "stamp"))
    (dump,) = re.findall(r"^\./run dumpdata (.+) -o log\.jsonl$", DOCUMENT.read_text(encoding="utf-8"), re.M)
    file = str(tmp_path / "log.jsonl")
    call_command("dumpdata", *shlex.split(dump), "-o", file)
    call_command("flush", interactive=False, verbosity=0)
    assert not User.objects.exists()
    call_command("loaddata", file, verbosity=0)
    assert moved() == before
    assert set(LogStamp.objects.values_list("runner", "stamp")) == stamps

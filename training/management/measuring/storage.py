"""What a row of the log takes on a disk of PostgreSQL, its indexes included."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Model

from training.management.measuring.copies import copy_log
from training.management.measuring.figures import Figure
from training.management.measuring.invented import runner_with
from training.management.measuring.scale import Scale
from training.models import CheckIn, Run

RUN_BYTES, CHECK_IN_BYTES = "a run", "a check-in"
RUNNERS = 60


def storage(scale: Scale) -> Iterator[Figure]:
    """From as many runners as make the pages of the indexes full, after a VACUUM."""
    first = runner_with(scale.histories[-1] // 10, "stored-0")
    for number in range(1, RUNNERS):
        copy_log(first, runner_with(0, f"stored-{number}"))
    for what, model in ((RUN_BYTES, Run), (CHECK_IN_BYTES, CheckIn)):
        yield Figure(what, _bytes(model) / model._default_manager.count(), "bytes")


def _bytes(model: type[Model]) -> int:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM FULL ANALYZE {connection.ops.quote_name(table)}")
        cursor.execute("SELECT pg_total_relation_size(%s)", [table])
        return int(cursor.fetchone()[0])

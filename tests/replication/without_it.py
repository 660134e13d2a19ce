"""A replica that is away, and one that is none. `test_replica.py` starts the clusters and runs this."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.checks import WARNING, Tags, run_checks
from django.db import connections

from kneelog.databases import DEFAULT, REPLICA
from kneelog.databases.checks import unsafe
from kneelog.databases.replica import RETRY_AFTER, Nearness, nearness
from kneelog.databases.routing import OWN_WRITES
from tests.replication.behind import anna, caught_up, clock, django_db_setup, log, own
from tests.replication.clusters import Cluster
from tests.views.test_concurrent import logged_in

__all__ = ["anna", "clock", "django_db_setup"]


def test_while_the_replica_is_away_all_is_read_from_the_primary(anna, clock):
    runner = logged_in(anna)
    cluster = Cluster(Path(os.environ["CLUSTER_OF_REPLICA"]), connections[REPLICA].settings_dict["PORT"])
    clock.shift(OWN_WRITES + timedelta(seconds=1))
    caught_up()
    assert own(runner) == 1
    assert nearness.is_near
    cluster.stop()
    try:
        # The connection of a moment ago is dead, which shows with the query alone.
        assert own(runner) == 1
        assert not nearness.is_near
        assert runner.get("/readyz").status_code == 200
        log(runner, anna)
        clock.shift(RETRY_AFTER + timedelta(seconds=1))
        assert own(runner) == 2
        (warning,) = run_checks(tags=[Tags.database], databases=[REPLICA])
        assert (warning.level, warning.id) == (WARNING, "kneelog.W005")
        assert unsafe() == []
    finally:
        cluster.start()
    clock.shift(RETRY_AFTER + timedelta(seconds=1))
    caught_up()
    assert own(runner) == 2
    assert nearness.is_near


def test_a_replica_that_leads_now_is_none():
    assert run_checks(tags=[Tags.database], databases=[DEFAULT, REPLICA]) == []
    settings_of = dict(connections[REPLICA].settings_dict)
    connections[REPLICA].settings_dict["PORT"] = connections[DEFAULT].settings_dict["PORT"]
    connections[REPLICA].close()
    connections[REPLICA].close_pool()
    try:
        (fault,) = unsafe()
        assert fault.startswith("DATABASE_REPLICA_URL names a database that follows no other.")
        assert not Nearness().ask(datetime.now(UTC))
    finally:
        connections[REPLICA].close()
        connections[REPLICA].close_pool()
        connections[REPLICA].settings_dict.update(settings_of)

"""What is read from a replica, and what never is. `test_replica.py` starts the clusters and runs this."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from kneelog.databases import DEFAULT, REPLICA
from kneelog.databases.replica import nearness
from kneelog.databases.routing import LOG, OWN_WRITES, reads
from tests.factories import make_run
from tests.replication.behind import (
    anna,
    asked,
    caught_up,
    clock,
    django_db_setup,
    kim,
    log,
    of,
    own,
    paused,
    week_of,
)
from tests.views.test_concurrent import logged_in
from training import tokens
from training.models import LogStamp, Run, User
from training.sharing.granting import end_grant

__all__ = ["anna", "clock", "django_db_setup", "kim", "paused"]

PAGES_OF_OWN = (
    *("today", "runs", "log-run", "knee", "what-set-it-off", "care", "return-to-run", "shoes", "plan"),
    *("history", "report", "export", "settings", "sharing", "notes"),
)
PAGES_OF_COACHES = ("athlete", "athlete-runs", "athlete-knee", "athlete-shoes", "athlete-history")


def test_somebody_else_may_be_shown_what_was_and_the_writer_never_is(anna, kim, paused, clock):
    runner, coach = logged_in(anna), logged_in(kim)
    paused()
    log(runner, anna)
    assert (own(runner), of(coach, anna)) == (2, 1)
    assert own(logged_in(anna)) == 2, "on another device"
    clock.shift(OWN_WRITES - timedelta(seconds=1))
    assert own(runner) == 2
    clock.shift(timedelta(minutes=1))
    # Too far behind by now, so that everybody reads the primary.
    assert (own(runner), of(coach, anna)) == (2, 2)


def test_after_five_seconds_the_writer_reads_the_replica_again(anna, paused, clock):
    runner = logged_in(anna)
    log(runner, anna)
    paused()
    # Past Django and its stamps: only where it is read from tells the two apart.
    with connections[DEFAULT].cursor() as cursor:
        cursor.execute("UPDATE training_run SET distance_m = 1 WHERE runner_id = %s", [anna.pk])
    page = runner.get(reverse("runs"))
    assert [run.distance_m for run in page.context["page"]] == [8_000, 8_000]
    assert sorted(Run.objects.filter(runner=anna).values_list("distance_m", flat=True)) == [1, 1]


def test_what_ended_has_ended_though_the_replica_does_not_know(anna, kim, paused):
    coach, runner = logged_in(kim), logged_in(anna)
    paused()
    assert of(coach, anna) == 1
    end_grant(anna, anna.grants.get().pk)
    assert coach.get(reverse("athlete-runs", args=[anna.pk])).status_code == 404
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert runner.get(reverse("runs")).status_code == 302


def test_what_is_remembered_of_a_log_is_never_older_than_its_stamp(anna, kim, paused, clock):
    coach = logged_in(kim)
    paused()
    log(logged_in(anna), anna)
    assert week_of(coach) == "8.0"
    asked(REPLICA, "SELECT pg_wal_replay_resume()")
    caught_up()
    clock.shift(OWN_WRITES)
    assert nearness.ask(datetime.now(UTC))
    assert week_of(coach) == "16.0"


def test_a_whole_log_read_while_it_is_behind_is_kept_for_no_longer_either(anna, kim, paused, clock):
    coach, address = logged_in(kim), reverse("athlete-history", args=[anna.pk])
    paused()
    make_run(anna, anna.profile.today(), 21_000, hour=9)
    before = coach.get(address).context["weeks"]["most"]
    asked(REPLICA, "SELECT pg_wal_replay_resume()")
    caught_up()
    clock.shift(OWN_WRITES)
    assert (before, coach.get(address).context["weeks"]["most"]) == ("8.0\xa0km", "29.0\xa0km")


def test_a_transaction_a_form_and_a_worker_read_the_primary(anna, paused, rf):
    paused()
    make_run(anna, anna.profile.today(), hour=9)
    LogStamp.objects.filter(runner=anna).update(at=datetime(2020, 1, 1, tzinfo=UTC))
    seen = {}

    def view(request: HttpRequest) -> HttpResponse:
        seen["page"] = anna.runs.count()
        with transaction.atomic():
            seen["transaction"] = anna.runs.count()
        return HttpResponse()

    for request in (rf.get("/"), rf.post("/")):
        request.user = anna
        reads(view)(request)
        seen[request.method] = (seen.pop("page"), seen.pop("transaction"))
    assert (seen["GET"], seen["POST"], anna.runs.count()) == ((1, 2), (2, 2), 2)


def test_once_a_page_wrote_to_the_log_it_reads_the_primary(anna, paused, rf):
    paused()
    LogStamp.objects.filter(runner=anna).update(at=datetime(2020, 1, 1, tzinfo=UTC))
    counted = []

    def view(request: HttpRequest) -> HttpResponse:
        counted.append(anna.runs.count())
        make_run(anna, anna.profile.today(), hour=9)
        counted.append(anna.runs.count())
        return HttpResponse()

    request = rf.get("/")
    request.user = anna
    reads(view)(request)
    assert counted == [1, 2]


def test_a_program_reads_where_the_owner_of_its_token_does(anna, paused, clock):
    _token, secret = tokens.issue(anna, "a script", ["read", "log"], anna.profile.today() + timedelta(days=9))
    program = Client(headers={"authorization": f"Bearer {secret}"})
    paused()
    make_run(anna, anna.profile.today(), hour=9)
    seen = [_runs_by_api(program)]
    LogStamp.objects.filter(runner=anna).update(at=datetime(2020, 1, 1, tzinfo=UTC))
    assert [*seen, _runs_by_api(program)] == [2, 1]


def _runs_by_api(program: Client) -> int:
    return len(program.get("/api/v1/runs").json()["items"])


def test_whoever_is_not_logged_in_reads_the_primary(anna, paused, rf):
    paused()
    make_run(anna, anna.profile.today(), hour=9)
    counted = []
    request = rf.get("/")
    request.user = AnonymousUser()
    reads(lambda request: counted.append(anna.runs.count()))(request)
    assert counted == [2]


def test_only_the_log_is_read_from_the_replica(anna, kim, paused):
    """Of every page: no account, grant, session, link or threshold, joined or not."""
    runner, coach = logged_in(anna), logged_in(kim)
    paused()
    tables = set()

    def noting(execute, sql, params, many, context):
        tables.update(re.findall(r'(?:FROM|JOIN) "(\w+)"', sql))
        return execute(sql, params, many, context)

    with connections[REPLICA].execute_wrapper(noting):
        for name in PAGES_OF_OWN:
            assert runner.get(reverse(name)).status_code == 200, name
        for name in PAGES_OF_COACHES:
            assert coach.get(reverse(name, args=[anna.pk])).status_code == 200, name
        coach.get(reverse("roster"))
    assert {f"training_{label.partition('.')[2]}" for label in LOG} == tables

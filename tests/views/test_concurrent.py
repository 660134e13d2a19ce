"""Many at once: what was acknowledged is there, exactly once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import make_run, make_runner
from training.models import Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
WRITERS, LOGS = 8, 100


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """The results of all acts, each in a thread of its own with a connection of its own."""

    def closing(act: Callable[[], object]) -> object:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(closing, acts))


def logged_in(runner) -> Client:
    client = Client()
    client.force_login(runner)
    return client


def data(runner, minute: int = 0, **more) -> dict[str, str]:
    day = runner.profile.today() - timedelta(days=1 + minute // 600)
    time = f"{minute % 600 // 60 + 6:02}:{minute % 60:02}"
    return {"entry_id": str(uuid.uuid4()), "day": day.isoformat(), "time": time, "distance_m": "8", **more}


def test_the_same_form_eight_times_at_once_is_one_run():
    runner = make_runner()
    form, clients = data(runner), [logged_in(runner) for _ in range(WRITERS)]
    statuses = at_once([lambda c=c: c.post(reverse("log-run"), form).status_code for c in clients])
    assert statuses == [302] * WRITERS
    assert Run.objects.count() == 1


def test_eight_writers_lose_nothing_and_are_never_turned_away():
    runners = [make_runner(f"runner{n}") for n in range(WRITERS)]

    def write(runner):
        client = logged_in(runner)
        return [client.post(reverse("log-run"), data(runner, n)).status_code for n in range(LOGS)]

    answers = at_once([lambda r=r: write(r) for r in runners])
    assert answers == [[302] * LOGS] * WRITERS
    assert [runner.runs.count() for runner in runners] == [LOGS] * WRITERS


def test_of_two_edits_at_once_one_is_told():
    runner = make_runner()
    run = make_run(runner, runner.profile.today() - timedelta(days=1))
    clients = [logged_in(runner) for _ in range(2)]
    forms = [data(runner, version="1", distance_m=distance) for distance in ("9", "10")]
    address = reverse("edit-run", args=[run.pk])
    statuses = at_once(
        [lambda c=c, f=f: c.post(address, f).status_code for c, f in zip(clients, forms, strict=True)]
    )
    assert sorted(statuses) == [302, 422]
    run.refresh_from_db()
    assert (run.distance_m, run.version) == ((9_000, 10_000)[statuses.index(302)], 2)


def test_of_two_answers_at_once_for_the_same_days_one_is_kept():
    runner = make_runner()
    days = {"first": "2026-06-01", "last": "2026-06-10"}
    clients = [logged_in(runner) for _ in range(2)]
    answers = zip(clients, ("rest", "sick"), strict=True)
    statuses = at_once(
        [lambda c=c, a=a: c.post(reverse("gap"), {**days, "answer": a}).status_code for c, a in answers]
    )
    assert statuses == [302, 302]
    kept = runner.gap_answers.get().answer
    assert runner.care_entries.count() == (10 if kept == "rest" else 0)

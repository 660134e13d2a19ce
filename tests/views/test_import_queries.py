"""How many queries the pages of an import cost, in literal numbers, whatever its size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_batch, make_item, make_run, make_runner, make_shoe
from training.models import ImportBatch, ImportFile

pytestmark = pytest.mark.django_db


def fill(runner, size: int, state: str):
    """So many files, and of each verdict so many runs, each told by its own."""
    batch = make_batch(runner, state, files=size, saved_at=timezone.now())
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(days=1))
    files, today = list(batch.files.all()), runner.profile.today()
    ImportFile.objects.filter(position=1).update(
        outcome="failed", left_out=[[1, "not a run", "Ride", "skipped"]]
    )
    for number, file in enumerate(files):
        day = today - timedelta(days=200 + number)
        run = make_run(runner, day, shoe=make_shoe(runner, f"Shoe {number}"))
        first = make_item(batch, day, file=file, entry_id=run.pk)
        make_item(batch, day, "unnamed", "keep", file=file, facts={"distance_if_miles_m": 12_875})
        make_item(batch, day, "known", "keep", file=file, twin=run)
        make_item(batch, day, "known", "keep", file=file, twin_item=first)
        make_item(batch, day, "conflict", "keep", file=file, twin=run, differs=["distance_m"])
        care = {"kind": "care", "facts": {"kind": "swim", "minutes": 30, "on": day.isoformat()}}
        make_item(batch, day, file=file, **care)
    return batch


PAGES = {"receiving": 6, "reading": 6, "ready": 17, "done": 11, "undone": 10}
LISTS = {"new": 6, "known": 6, "copies": 6, "unnamed": 6, "care": 6, "differing": 6, "files": 6}


@pytest.mark.parametrize("size", [1, 3, 30])
@pytest.mark.parametrize(("state", "count"), PAGES.items())
def test_each_state_costs_the_same(client, state, count, size, django_assert_num_queries):
    runner = make_runner()
    batch = fill(runner, size, state)
    client.force_login(runner)
    with django_assert_num_queries(count):
        client.get(reverse("import", args=[batch.pk]))


@pytest.mark.parametrize("size", [1, 3, 30])
def test_the_lists_cost_the_same(client, size, django_assert_num_queries):
    runner = make_runner()
    batch = fill(runner, size, "ready")
    client.force_login(runner)
    for what, count in LISTS.items():
        with django_assert_num_queries(count, info=what):
            client.get(reverse("import-list", args=[batch.pk, what]))


@pytest.mark.parametrize("size", [1, 3, 25])
def test_the_page_of_all_imports_costs_the_same(client, size, django_assert_num_queries):
    runner = make_runner()
    for _number in range(size):
        make_batch(runner, "done", saved_at=timezone.now())
    client.force_login(runner)
    with django_assert_num_queries(6):
        client.get(reverse("imports"))


@pytest.mark.parametrize("size", [1, 3, 30])
def test_asking_how_far_it_is_costs_the_same(client, size, django_assert_num_queries):
    runner = make_runner()
    batch = fill(runner, size, "reading")
    client.force_login(runner)
    with django_assert_num_queries(5):
        client.get(reverse("import-progress", args=[batch.pk]))

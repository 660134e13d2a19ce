"""How many queries a page costs, in literal numbers, whatever the size of the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import at, make_check_in, make_run, make_runner, make_shoe
from training.models import CareEntry, PreviousInjury, Run, User
from training.thresholds import add_revision

pytestmark = pytest.mark.django_db


def fill(runner, size: int) -> None:
    today = runner.profile.today()
    shoes = [make_shoe(runner, f"Ghost {n}") for n in range(3)]
    runs = []
    for back in range(size):
        run = Run(runner=runner, distance_m=8_000 + back % 7, shoe=shoes[back % 3], surface="asphalt")
        run.place(at(today - timedelta(days=back), 0), "UTC")
        runs.append(run)
    Run.objects.bulk_create(runs)
    for back in range(min(size, 60)):
        make_check_in(runner, today - timedelta(days=back), back % 4, hour=0)
        CareEntry.objects.create(runner=runner, on=today - timedelta(days=back), kind="ice")
    PreviousInjury.objects.create(runner=runner, side="left", month=today.replace(day=1))


COUNTS = {
    "today": 11,
    "runs": 5,
    "log-run": 5,
    "knee": 11,
    "what-set-it-off": 11,
    "care": 5,
    "plan": 10,
    "shoes": 5,
    "warnings": 4,
    "knowledge": 2,
    "settings": 3,
    "sharing": 5,
    "looks": 3,
    "notes": 5,
    "coach-invitations": 5,
    "export": 11,
    "report": 14,
    "mail": 4,
}


@pytest.mark.parametrize("size", [1, 3, 100, 10_000])
def test_pages_cost_the_same_after_one_run_and_after_ten_thousand(client, size, django_assert_num_queries):
    runner = make_runner()
    fill(runner, size)
    client.force_login(runner)
    client.get(reverse("today"))
    for name, count in COUNTS.items():
        with django_assert_num_queries(count, info=name):
            client.get(reverse(name))


@pytest.mark.parametrize("size", [3, 100])
def test_saving_a_run_costs_the_same(client, size, django_assert_num_queries):
    runner = make_runner()
    fill(runner, size)
    client.force_login(runner)
    day = runner.profile.today() - timedelta(days=1)
    data = {"distance_m": "7.5", "day": day.isoformat(), "time": "11:11"}
    with django_assert_num_queries(6):
        client.post(reverse("log-run"), data)


def test_a_proof_costs_the_same(client, django_assert_num_queries):
    runner = make_runner()
    for back in range(3, 40, 2):
        make_run(runner, runner.profile.today() - timedelta(days=back))
    make_run(runner, runner.profile.today() - timedelta(days=1), 14_000)
    client.force_login(runner)
    card = client.get(reverse("today")).context["cards"][0]
    with django_assert_num_queries(11):
        client.get(card["proof_url"])


ADMIN_COUNTS = {
    "thresholds": ([], 4),
    "edit-thresholds": (["shoe.mileage"], 3),
    "threshold-history": ([], 3),
    "rule-report": (["shoe.mileage"], 4),
}


@pytest.mark.parametrize("size", [1, 3])
def test_an_admins_pages_cost_the_same_whatever_there_is(client, size, django_assert_num_queries):
    admin = User.objects.create_superuser("ada", password="x" * 12)
    for number in range(size):
        runner = make_runner(f"runner-{number}")
        runner.reactions.create(rule="shoe.mileage", kind="useful", day=runner.profile.today())
        add_revision({"shoe.mileage": {"notice_m": 400_000 + number}}, reason="a try", author=admin)
        admin.back_tests.create(
            kind="change", rule="shoe.mileage", base=number, first="2026-01-01", last="2026-03-31"
        )
    client.force_login(admin)
    client.get(reverse("today"))
    for name, (args, count) in ADMIN_COUNTS.items():
        with django_assert_num_queries(count, info=name):
            client.get(reverse(name, args=args))


# Before the first entry nothing is read. All entries are late here; a few are weighed, with a query a kind.
AS_IT_WAS = {1: 3, 3: 27, 100: 22, 10_000: 22}


@pytest.mark.parametrize("size", AS_IT_WAS)
def test_the_past_costs_the_same_however_long_it_is(client, size, django_assert_num_queries):
    runner = make_runner()
    fill(runner, size)
    client.force_login(runner)
    yesterday = runner.profile.today() - timedelta(days=1)
    for path, count in ((reverse("history"), 5), (reverse("as-it-was", args=[yesterday]), AS_IT_WAS[size])):
        client.get(path)
        with django_assert_num_queries(count, info=path):
            client.get(path)

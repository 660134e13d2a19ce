"""Who looked when: written at every look, read by the runner alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_runner
from tests.sharing.cast import anna_and_kim, share
from training.access import athletes_of, preview, sight
from training.models import Look
from training.sharing.looks import looked

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def rows(**what) -> list[tuple]:
    looks = Look.objects.filter(**what).order_by("page", "day", "runner__username")
    return [(look.runner.username, look.page, look.day.isoformat(), look.times) for look in looks]


def test_looks_of_a_day_add_up_and_another_day_begins_anew(time_machine):
    anna, kim = anna_and_kim()
    share(anna, kim)
    for moment in ("2026-06-10T08:00Z", "2026-06-10T21:30Z", "2026-06-11T06:00Z"):
        time_machine.move_to(moment, tick=False)
        looked([sight(kim, anna)], "athlete")
    assert rows() == [("anna", "athlete", "2026-06-10", 2), ("anna", "athlete", "2026-06-11", 1)]
    first = Look.objects.order_by("day")[0]
    assert [first.created_at.hour, first.last_at.hour] == [8, 21]


def test_the_day_is_the_runners_own(time_machine):
    time_machine.move_to("2026-06-10T13:00Z", tick=False)
    anna, kim = make_runner("anna", time_zone="Pacific/Auckland"), make_runner("kim")
    share(anna, kim)
    looked([sight(kim, anna)], "athlete")
    assert rows() == [("anna", "athlete", "2026-06-11", 1)]


def test_looks_at_ones_own_log_and_a_preview_are_not_written():
    anna, _ = anna_and_kim()
    looked([sight(anna, anna), preview(anna, {"training"})], "athlete")
    assert rows() == []


@pytest.mark.parametrize("athletes", [1, 3, 60])
def test_a_whole_list_is_written_in_one_query_but_the_first_of_a_day(athletes):
    kim = make_runner("kim")
    zones = ("UTC", "Pacific/Auckland", "America/Denver")
    for n in range(athletes):
        share(make_runner(f"runner{n}", time_zone=zones[n % 3]), kim)
    seen = athletes_of(kim)
    for times, written in ((1, ["UPDATE", "INSERT", "UPDATE"]), (2, ["UPDATE"])):
        with CaptureQueriesContext(connection) as queries:
            looked(seen, "roster")
        statements = [query["sql"].split()[0] for query in queries]
        assert [word for word in statements if word in {"INSERT", "UPDATE"}] == written
        assert {look.times for look in Look.objects.all()} == {times}
    assert Look.objects.count() == athletes


def test_the_runner_reads_who_looked_and_nobody_else_does():
    anna, kim = anna_and_kim()
    share(anna, kim)
    looked([sight(kim, anna)], "athlete")
    pages = []
    for person in (anna, kim):
        client = Client()
        client.force_login(person)
        pages.append(client.get(reverse("looks")).text)
    assert ["the dashboard" in page for page in pages] == [True, False]


def test_many_looks_are_paged():
    anna, kim = anna_and_kim()
    now = timezone.now()
    Look.objects.bulk_create(
        Look(runner=anna, coach=kim, page="athlete", day=f"2026-0{1 + n // 28}-{1 + n % 28:02}", last_at=now)
        for n in range(60)
    )
    client = Client()
    client.force_login(anna)
    sizes = [len(client.get(f"{reverse('looks')}?page={n}").context["rows"]) for n in (1, 2)]
    assert sizes == [50, 10]


def test_a_deleted_coach_stays_as_a_look_of_somebody():
    anna, kim = anna_and_kim()
    share(anna, kim)
    looked([sight(kim, anna)], "athlete")
    kim.delete()
    client = Client()
    client.force_login(anna)
    page = client.get(reverse("looks")).text
    assert ("A deleted account" in page, "kim" in page) == (True, False)

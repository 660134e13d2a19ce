"""Entries that waited on a device: each comes in once, where and when it was made, to its own account."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import CheckIn, Run

pytestmark = [pytest.mark.django_db, pytest.mark.data]
URL = reverse("offline-entry")


def entry(runner, **more) -> dict[str, str]:
    day = runner.profile.today() - timedelta(days=1)
    common = {"entry_id": str(uuid.uuid4()), "account": str(runner.device_key), "day": day.isoformat()}
    return common | {"kind": "run", "time": "07:30", "distance_m": "8.2"} | more


def knee(runner, **more) -> dict[str, str]:
    return entry(runner, **{"kind": "knee", "side": "left", "score": "0", "moment": "rest"} | more)


def test_the_same_run_twice_is_one_run(client, anna):
    sent = entry(anna)
    assert [client.post(URL, sent).json() for _ in range(2)] == [{"id": sent["entry_id"]}] * 2
    assert [(str(run.pk), run.distance_m) for run in anna.runs.all()] == [(sent["entry_id"], 8_200)]


def test_the_same_check_in_twice_is_one(client, anna):
    sent = knee(anna, score="3", feel=["tight"])
    assert [client.post(URL, sent).status_code for _ in range(2)] == [200, 200]
    assert [(c.side, c.score, c.feel) for c in anna.check_ins.all()] == [("left", 3, {"tight"})]


def test_day_and_time_are_those_of_the_device_s_clock_and_units(client, anna, time_machine):
    time_machine.move_to("2026-03-01T20:00Z", tick=False)
    sent = entry(anna, zone="Pacific/Kiritimati", units="mi", distance_m="5", day="2026-03-02")
    assert client.post(URL, sent).status_code == 200
    assert [(run.local_text, run.zone, run.distance_m) for run in anna.runs.all()] == [
        ("2026-03-02T07:30:00+14:00", "Pacific/Kiritimati", 8_047)
    ]
    anna.profile.refresh_from_db()
    assert (anna.profile.units, anna.profile.time_zone) == ("km", "UTC")


def test_an_unknown_zone_keeps_day_and_time(client, anna):
    sent = entry(anna, zone="Mars/Base", units="leagues")
    client.post(URL, sent)
    assert [(run.local_text[:16], run.zone, run.distance_m) for run in anna.runs.all()] == [
        (f"{sent['day']}T07:30", "UTC", 8_200)
    ]


def test_the_usual_shoe_is_the_one_last_worn_on_that_surface(client, anna):
    road, trail = make_shoe(anna, "Road"), make_shoe(anna, "Trail")
    day = anna.profile.today() - timedelta(days=3)
    make_run(anna, day, surface="asphalt", shoe=road)
    make_run(anna, day + timedelta(days=1), surface="trail", shoe=trail)
    shoes = []
    for surface in ("", "asphalt", "trail", "sand"):
        sent = entry(anna, shoe="usual", surface=surface, time=f"0{len(shoes)}:00")
        client.post(URL, sent)
        shoes.append(anna.runs.get(pk=sent["entry_id"]).shoe)
    assert shoes == [trail, road, trail, None]


def test_a_run_of_another_account_is_refused(client, anna):
    answer = client.post(URL, entry(make_runner("ben")))
    assert (answer.status_code, answer.json()) == (409, {"errors": ["It was made for another account."]})
    assert Run.objects.count() == 0


def test_a_foreign_shoe_is_refused(client, anna):
    answer = client.post(URL, entry(anna, shoe=make_shoe(make_runner("ben")).pk))
    assert (answer.status_code, Run.objects.count()) == (422, 0)


def test_what_is_wrong_is_said_by_the_field(client, anna):
    answer = client.post(URL, entry(anna, distance_m="far", day="2999-01-01"))
    assert (answer.status_code, answer.json()) == (
        422,
        {
            "errors": [
                "Distance in kilometres: Write a number like 10 or 6.2.",
                "Day: This day has not come yet.",
            ]
        },
    )


def test_another_entry_of_that_minute_is_in_the_way_and_an_equal_one_is_the_same(client, anna):
    day = anna.profile.today() - timedelta(days=1)
    make_check_in(anna, day, 0, moment="rest", hour=7)
    same, other = knee(anna, time="07:00"), knee(anna, time="07:00", score="4")
    assert [client.post(URL, sent).status_code for sent in (same, other)] == [200, 422]
    assert [check_in.score for check_in in CheckIn.objects.all()] == [0]


def test_a_kind_there_is_not(client, anna):
    assert client.post(URL, entry(anna, kind="swim")).status_code == 400


def test_without_a_token_nothing_is_taken(anna):
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    sent = entry(anna)
    assert (client.post(URL, sent).status_code, Run.objects.count()) == (403, 0)
    token = client.get(reverse("offline-account")).json()["token"]
    assert client.post(URL, sent, headers={"X-CSRFToken": token}).status_code == 200
    assert Run.objects.count() == 1


def test_both_knees_clear_sent_twice_under_their_ids_is_once(client, anna, time_machine):
    time_machine.move_to("2026-03-01T10:00:30Z", tick=False)
    sent = {"entry_id": [str(uuid.uuid4()) for _ in range(2)]}
    client.post(reverse("clear-knees"), sent)
    time_machine.move_to("2026-03-01T10:01:30Z", tick=False)
    client.post(reverse("clear-knees"), sent)
    assert {(str(c.pk), c.side) for c in anna.check_ins.all()} == set(
        zip(sent["entry_id"], ("left", "right"), strict=True)
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("log-run", {"distance_m": "8", "day": "2026-01-05", "time": "07:00"}),
        ("knee", {"side": "left", "score": "1", "moment": "rest", "day": "2026-01-05", "time": "07:00"}),
        ("clear-knees", {}),
    ],
)
def test_a_script_is_told_where_to_go_on(client, anna, name, data):
    answer = client.post(reverse(name), data, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"url": "/"})
    assert "saved" in client.get("/").content.decode()

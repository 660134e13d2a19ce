"""The coach's list: order, filters, marks, what changed, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import ALL, TRAINING, share
from training.models import CareEntry, CoachMark, Grant, Look, Profile, Reaction, Seen, Team, TeamMember, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_memory():
    caches["summaries"].clear()


@pytest.fixture
def kim(client):
    kim = make_runner("kim", units="mi")
    client.force_login(kim)
    return kim


def athlete(coach, name, *, score=None, signs=(), silent=0, last_km=8, categories=ALL):
    """Somebody who runs every third day; `silent` days ago for the last time."""
    runner = make_runner(name)
    share(runner, coach, categories)
    today = runner.profile.today() - timedelta(days=silent)
    shoes = [make_shoe(runner, "Ghost"), make_shoe(runner, "Glide")]
    for back in range(3, 40, 3):
        make_run(runner, today - timedelta(days=back), 8_000, hour=0, shoe=shoes[back % 2], warm_up=True)
    make_run(runner, today, last_km * 1000, hour=0, shoe=shoes[0], warm_up=True)
    CareEntry.objects.create(runner=runner, on=today, kind="hamstring_curl")
    if score is not None:
        make_check_in(runner, today, score, signs=set(signs), hour=0)
    return runner


def listed(client, **asked) -> list[tuple[str, list[str]]]:
    groups = client.get(reverse("roster"), asked).context["groups"]
    return [(group["key"], [row["name"] for row in group["rows"]]) for group in groups]


def row(client, name) -> dict:
    groups = client.get(reverse("roster")).context["groups"]
    return next(row for group in groups for row in group["rows"] if row["name"] == name)


@pytest.fixture
def squad(kim):
    people = [
        athlete(kim, "steady"),
        athlete(kim, "further", last_km=12),
        athlete(kim, "locked", score=2, signs=["locks"]),
        athlete(kim, "quiet", silent=9),
        athlete(kim, "gone", silent=9, score=4),
        athlete(kim, "leg", score=3, signs=["cannot_bear_weight"]),
    ]
    share(make_runner("fresh"), kim)
    return {person.username: person for person in people}


def test_an_empty_list_says_what_to_do(client, kim):
    page = client.get(reverse("roster"))
    assert "Nobody shares a log with you yet" in page.text
    assert reverse("coach-invitations") in page.text


def test_who_needs_a_call_stands_first(client, squad):
    page = client.get(reverse("roster"))
    assert page.context["headline"] == "3 athletes need a call today"
    assert listed(client) == [
        ("call", ["leg", "locked", "gone"]),
        ("caution", ["further"]),
        ("silent", ["quiet"]),
        ("quiet", ["steady"]),
        ("empty", ["fresh"]),
    ]


def test_a_line_names_its_number_in_the_coachs_units(client, squad):
    line = row(client, "further")
    assert line["title"] == "A run much longer than your recent longest"
    assert "7.5\u00a0mi" in line["quote"]
    assert line["facts"][0] == {"label": "Silent", "value": "0", "note": "logged today", "state": ""}


def test_filters_and_search(client, kim, squad):
    team = Team.objects.create(coach=kim, name="Hills")
    TeamMember.objects.create(team=team, runner=squad["quiet"])
    assert listed(client, need="silent") == [("call", ["gone"]), ("silent", ["quiet"])]
    assert listed(client, need="call") == [("call", ["leg", "locked", "gone"])]
    assert listed(client, q="UIE") == [("silent", ["quiet"])]
    assert listed(client, team=str(team.pk)) == [("silent", ["quiet"])]
    assert listed(client, q="nobody") == []
    for odd in ({"need": "%00"}, {"team": "1"}, {"page": "9" * 50}, {"q": "x" * 5_000}):
        assert client.get(reverse("roster"), odd).status_code == 200


def test_what_is_not_shared_is_absent(client, kim):
    athlete(kim, "vera", score=9, signs=["locks"], categories=TRAINING)
    page = client.get(reverse("roster"))
    assert listed(client) == [("quiet", ["vera"])]
    assert row(client, "vera")["facts"][2] == {
        "label": "Knee", "value": "", "note": "not shared", "state": "withheld"
    }  # fmt: skip
    assert "Nothing stands out in what is shared." in page.text


def mark(client, runner, about, say="acknowledge", **more):
    data = {"about": about, "say": say, **more}
    return client.post(reverse("mark-athlete", args=[runner.pk]), data, follow=True)


def test_what_is_marked_as_seen_makes_room_for_the_next(client, kim, squad):
    line = row(client, "further")
    mark(client, squad["further"], line["about"])
    assert listed(client)[1:] == [
        ("silent", ["quiet"]),
        ("notice", ["further"]),
        ("quiet", ["steady"]),
        ("empty", ["fresh"]),
    ]
    assert "1 set aside" in row(client, "further")["more"]
    assert Reaction.objects.count() == 0
    assert client.post(reverse("undo-mark", args=[CoachMark.objects.get().pk])).status_code == 302
    assert row(client, "further")["about"] == line["about"]


def test_what_asks_for_a_professional_is_seen_but_stays_and_is_never_snoozed(client, squad):
    about = row(client, "locked")["about"]
    assert "Nothing was marked" in mark(client, squad["locked"], about, "snooze").text
    assert CoachMark.objects.count() == 0
    mark(client, squad["leg"], row(client, "leg")["about"])
    assert listed(client)[0] == ("call", ["leg", "locked", "gone"])
    assert client.get(reverse("roster")).context["headline"] == "2 athletes need a call today"


def test_a_silence_is_snoozed(client, squad):
    mark(client, squad["quiet"], "silence", "snooze", days="7", back="need=silent")
    assert row(client, "quiet")["title"] == "Nothing stands out."
    assert "Nothing was marked" in mark(client, squad["steady"], "silence").text


def test_a_mark_comes_back_to_the_list_as_it_was(client, squad):
    data = {"about": "silence", "say": "acknowledge", "back": "need=silent&next=//evil.example&page=1"}
    answer = client.post(reverse("mark-athlete", args=[squad["quiet"].pk]), data)
    assert answer.url == f"{reverse('roster')}?need=silent&page=1"
    data["back"] = "athlete"
    answer = client.post(reverse("mark-athlete", args=[squad["quiet"].pk]), data)
    assert answer.url == reverse("athlete", args=[squad["quiet"].pk])


def test_the_change_since_the_last_look(client, squad):
    anna = squad["steady"]
    assert row(client, "steady")["change"]["kind"] == "never"
    client.get(reverse("athlete", args=[anna.pk]))
    assert row(client, "steady")["change"]["kind"] == "same"
    # Logged late, for a day before the look: the coach has not seen it all the same.
    entry = make_check_in(anna, anna.profile.today() - timedelta(days=1), 4, hour=0)
    assert row(client, "steady")["change"] == {"text": "New", "tone": "specialist", "kind": "new"}
    client.get(reverse("athlete", args=[anna.pk]))
    entry.score = 7
    entry.save()
    assert row(client, "steady")["change"]["kind"] == "worse"
    client.get(reverse("athlete", args=[anna.pk]))
    entry.delete()
    assert row(client, "steady")["change"]["kind"] == "gone"
    assert "Cleared:" in client.get(reverse("athlete", args=[anna.pk])).text


def test_an_end_takes_everything_at_the_next_request(client, kim, squad):
    anna = squad["locked"]
    client.get(reverse("athlete", args=[anna.pk]))
    mark(client, anna, row(client, "locked")["about"])
    client.post(reverse("end-grant", args=[Grant.objects.get(runner=anna).pk]))
    assert [name for _group, names in listed(client) for name in names if name == "locked"] == []
    assert "locked" not in client.get(reverse("roster-csv")).text
    assert (CoachMark.objects.count(), Seen.objects.filter(runner=anna).count()) == (0, 0)


def many(coach, count) -> None:
    people = [User(username=f"runner-{n:03}") for n in range(count)]
    User.objects.bulk_create(people)
    Profile.objects.bulk_create([Profile(runner=person) for person in people])
    Grant.objects.bulk_create([Grant(runner=person, coach=coach, categories=ALL) for person in people])


@pytest.mark.data
@pytest.mark.parametrize("count", [1, 3, 50, 120])
def test_the_list_costs_ten_queries_for_any_number(client, kim, count, django_assert_num_queries):
    many(kim, count)
    for _step in range(3):
        client.post(reverse("read-athletes"))
    client.get(reverse("roster"))
    with django_assert_num_queries(10):
        page = client.get(reverse("roster"))
    assert (page.context["unread"], page.context["read"]) == (0, count)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_reading_costs_the_same_for_any_number(client, kim, count, django_assert_num_queries):
    """The first look of a day reads the logs too: seven tables, whatever the number of athletes."""
    for n in range(count if count < 50 else 0):
        athlete(kim, f"runner-{n}")
    many(kim, 50 if count == 50 else 0)
    client.get(reverse("roster"))
    caches["summaries"].clear()
    with django_assert_num_queries(17):
        client.get(reverse("roster"))


def test_the_first_page_waits_for_no_more_than_fifty_logs(client, kim, django_assert_max_num_queries):
    many(kim, 120)
    with django_assert_max_num_queries(11):
        page = client.get(reverse("roster"))
    assert (page.context["unread"], page.context["groups"][0]["key"]) == (120, "unread")
    assert len(page.context["groups"][0]["rows"]) == 50
    left = []
    while page.context["unread"]:
        page = client.post(reverse("read-athletes"), {"back": "q=runner"}, follow=True)
        left.append(page.context["unread"])
    # With no more than fifty left, the page reads them itself.
    assert left == [70, 0]


def test_every_athlete_on_the_page_is_noted_as_looked_at(client, kim):
    many(kim, 60)
    for _step in range(2):
        client.post(reverse("read-athletes"))
    client.get(reverse("roster"))
    assert Look.objects.filter(coach=kim, page="roster").count() == 50

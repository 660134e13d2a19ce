"""A day of the past, its two readings, and the timeline that leads there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import TRAINING, share
from training.models import CareEntry, Look
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TODAY, DAY = date(2026, 6, 30), date(2026, 3, 10)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(datetime(2026, 6, 30, 12, tzinfo=UTC), tick=False)
    caches["summaries"].clear()


@pytest.fixture
def anna(client):
    """Runs each other day up to ten days after DAY, a long one on DAY itself that was added a week later."""
    anna = make_runner()
    for back in range(-10, 40, 2):
        day = DAY - timedelta(days=back)
        if back:
            make_run(anna, day, 6_000, created_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    make_run(anna, DAY, 15_000, created_at=datetime(2026, 3, 17, 9, tzinfo=UTC))
    client.force_login(anna)
    return anna


def opened(client, day=DAY, reading=""):
    return client.get(reverse("as-it-was", args=[day]) + (f"?reading={reading}" if reading else ""))


def titles(answer) -> list[str]:
    return [card["headline"] for card in answer.context["cards"]]


def test_a_day_opens_as_it_was_in_two_readings(client, anna):
    later, then = opened(client), opened(client, reading="then")
    assert [title for title in titles(later) if "15.0" in title]
    assert not [title for title in titles(then) if "15.0" in title]
    for answer, active in ((later, 0), (then, 1)):
        assert [tab["active"] for tab in answer.context["readings"]] == [active == 0, active == 1]
        assert answer.context["what"]["late"] == "1 entry was added later, on 17\u00a0March."
        assert answer.context["banner"]["title"] == "As it was on Tuesday 10\u00a0March 2026"
        said = answer.context["what"]["differences"][0]
        assert (said["title"], said["then"]) == (
            "A run much longer than your recent longest",
            "No such warning.",
        )
        assert said["because"] == ("Because of: run of 15.0\u00a0km on 10\u00a0March (added 17\u00a0March).")


def test_late_care_that_decides_is_named_as_it_is_written(client):
    mia = make_runner("mia")
    client.force_login(mia)
    for back in (3, 0):
        day = DAY - timedelta(days=back)
        make_check_in(mia, day, 2, created_at=datetime(day.year, day.month, day.day, 20, tzinfo=UTC))
    CareEntry.objects.create(runner=mia, on=DAY - timedelta(days=1), kind="rest_day")
    assert {item["because"] for item in opened(client).context["what"]["differences"]} == {
        "Because of: rest day, 9\u00a0March (added 30\u00a0June)."
    }


def test_both_readings_are_one_where_nothing_came_later(client, anna):
    answer = opened(client, DAY - timedelta(days=1))
    assert (answer.context["readings"], answer.context["what"]) == (
        [],
        {"late": "", "changed": "", "differences": []},
    )
    assert "Nothing of these days was added later" in answer.text


def test_changed_entries_are_told(client, anna):
    anna.runs.filter(local_date=DAY - timedelta(days=4)).update(version=2, distance_m=6_100)
    anna.runs.filter(local_date=DAY + timedelta(days=2)).update(version=2)
    changed = opened(client).context["what"]["changed"]
    assert changed.startswith("1 entry of these weeks was changed after it was logged.")


def test_many_late_entries_are_counted_and_not_weighed(client):
    anna = make_runner("lia")
    client.force_login(anna)
    for back in range(0, 80, 2):
        make_run(anna, DAY - timedelta(days=back), 6_000 + 200 * (80 - back))
    later, then = opened(client), opened(client, reading="then")
    assert later.context["what"]["late"] == "40 entries were added later, on 30\u00a0June."
    assert {item["because"] for item in later.context["what"]["differences"]} == {
        "Too many entries came later to say which of them decides this."
    }
    assert (then.context["headline"], then.context["cards"]) == ("Nothing logged yet.", [])


def test_nothing_can_be_answered_or_logged_there(client, anna):
    add = client.post(reverse("as-it-was", args=[DAY]))
    answer = opened(client)
    assert (add.status_code, {card["say_url"] for card in answer.context["cards"]}) == (405, {""})
    assert f'href="{reverse("log-run")}"' not in answer.text
    assert 'method="post" action="/proof/' not in answer.text


def test_an_answer_of_today_puts_no_card_of_the_past_away(client, anna):
    before = titles(opened(client))
    anna.reactions.create(rule="load.longest_run", kind="muted", severity=1, day=TODAY)
    assert "15.0" in before[0]
    assert titles(opened(client)) == before


def test_the_thresholds_of_that_day_judge_it(client, time_machine):
    lia = make_runner("lia")
    client.force_login(lia)
    make_run(lia, date(2026, 3, 1), shoe=make_shoe(lia, start_distance_m=450_000))
    time_machine.move_to("2026-03-05 12:00Z")
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="soft midsoles", author=None)
    time_machine.move_to("2026-06-30 12:00Z")
    before, after = (opened(client, date(2026, 3, day)) for day in (4, 6))
    assert [answer.context["banner"]["ruleset"] for answer in (before, after)] == [
        "By the thresholds in force that day: the defaults.",
        "By the thresholds in force that day: ruleset 1.",
    ]
    assert [len(answer.context["cards"]) for answer in (before, after)] == [0, 1]


def test_the_proof_of_a_card_of_that_day(client, anna):
    card = next(card for card in opened(client).context["cards"] if "15.0" in card["headline"])
    answer = client.get(card["proof_url"])
    assert (answer.status_code, "15.0" in answer.context["card"]["headline"]) == (200, True)
    assert answer.context["back_url"] == reverse("as-it-was", args=[DAY])
    assert client.get(f"{card['proof_url']}?reading=then").status_code == 404
    assert client.get(card["proof_url"].replace("2026-03-10", "2026-07-01")).status_code == 404


def test_days_that_are_no_past(client, anna):
    assert opened(client, TODAY).headers["Location"] == reverse("today")
    future = client.get(reverse("as-it-was", args=[TODAY + timedelta(days=1)]), follow=True)
    assert future.redirect_chain == [(reverse("history"), 302)]
    assert "yet to come" in future.text
    early = opened(client, date(2026, 1, 1))
    assert early.context["empty"]["title"] == "This was before the log began"
    assert early.context["empty"]["url"] == reverse("as-it-was", args=[date(2026, 1, 31)])
    for text in ("2026-02-30", "2026-3-1", "0001-01-01", "tomorrow"):
        assert client.get(f"/history/{text}/").status_code == 404


def test_the_picker_opens_a_day_and_refuses_nonsense(client, anna):
    page = reverse("history")
    assert client.get(f"{page}?day=2026-03-10").headers["Location"] == reverse("as-it-was", args=[DAY])
    for text in ("", "x", "2026-02-30", "0900-01-01"):
        answer = client.get(page, {"day": text}, follow=True)
        assert (answer.redirect_chain, "That is no date" in answer.text) == ([(page, 302)], True)


def test_the_timeline_leads_to_the_first_day_of_each_warning(client, anna):
    page = client.get(reverse("history"))
    (lane,) = [lane for lane in page.context["lanes"] if "longer than" in lane["title"]]
    assert [bar["url"] for bar in lane["bars"]] == [reverse("as-it-was", args=[DAY])]
    assert [row["date"] for row in page.context["stretches"] if "longer" in row["title"]] == [
        "10\u00a0March to 17\u00a0March 2026"
    ]
    assert page.context["span"] == "July 2025 to June 2026"
    assert "15.0" in client.get(lane["bars"][0]["url"]).context["cards"][0]["headline"]


def test_the_calendar_shows_a_month_and_its_neighbours(client, anna):
    calendar = client.get(reverse("history") + "?month=2026-03").context["calendar"]
    days = [cell for week in calendar["weeks"] for cell in week if cell]
    assert (len(days), days[9]["value"], days[9]["url"]) == (31, "15.0", reverse("as-it-was", args=[DAY]))
    assert days[9]["words"] == "Tuesday 10\u00a0March: 15.0\u00a0km; Ease off"
    assert (calendar["before_url"], calendar["after_url"]) == (
        "?month=2026-02#calendar",
        "?month=2026-04#calendar",
    )


@pytest.mark.parametrize(("asked", "shown"), [
    ("", "June 2026"), ("2026-01", "January 2026"), ("2019-01", "January 2026"), ("2099-01", "June 2026"),
    ("2026-13", "June 2026"), ("x", "June 2026"),
])  # fmt: skip
def test_months_outside_the_log_are_those_at_its_ends(client, anna, asked, shown):
    page = client.get(reverse("history"), {"month": asked})
    assert page.context["calendar"]["title"] == shown


def test_all_years_of_a_log_are_within_reach(client, anna):
    make_check_in(anna, date(2023, 8, 5), 0)
    page = client.get(reverse("history"))
    assert [year["text"] for year in page.context["years"]] == [f"Jun {y}" for y in (2026, 2025, 2024)]
    last = client.get(reverse("history") + page.context["years"][-1]["url"])
    assert (last.context["span"], last.context["lanes"]) == ("July 2023 to June 2024", [])


def test_a_write_to_the_log_is_seen_at_once(client, anna):
    before = client.get(reverse("history")).context["stretches"]
    anna.runs.filter(local_date=DAY).delete()
    CareEntry.objects.create(runner=anna, on=DAY, kind="rest_day")
    after = client.get(reverse("history"))
    assert [row for row in before if "longer" in row["title"]]
    assert not [row for row in after.context["stretches"] if "longer" in row["title"]]


def test_an_empty_log_says_what_to_expect(client):
    client.force_login(make_runner("nora"))
    assert "Nothing logged yet" in client.get(reverse("history")).text
    assert opened(client).context["empty"]["title"] == "Nothing logged yet"


def test_a_coach_sees_what_is_granted_and_it_is_written_down(client, anna):
    make_check_in(anna, DAY, 8, created_at=datetime(2026, 3, 10, 21, tzinfo=UTC))
    kim = make_runner("kim", units="mi")
    share(anna, kim, TRAINING)
    client.force_login(kim)
    page = client.get(reverse("athlete-history", args=[anna.pk]))
    assert not [lane for lane in page.context["lanes"] if "knee" in lane["about"]]
    bar = next(lane for lane in page.context["lanes"] if "longer" in lane["title"])["bars"][0]
    day = client.get(bar["url"])
    assert bar["url"] == reverse("athlete-as-it-was", args=[anna.pk, DAY])
    assert "9.3\u00a0mi" in titles(day)[0]
    assert client.get(day.context["cards"][0]["proof_url"]).status_code == 200
    assert Look.objects.get(runner=anna, coach=kim, page="history").times == 3
    assert opened(client).context["empty"]["title"] == "Nothing logged yet"

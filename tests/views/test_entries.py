"""Logging, changing, deleting and undoing through the pages, as a browser would."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import CareEntry, CheckIn, Run, Shoe

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def page(client, runner):
    client.force_login(runner)
    return client


def said(response) -> list[str]:
    """The messages on the page a form led to."""
    return [
        unescape(text.strip()) for text in re.findall(r'class="toast-text">(.*?)</p>', response.text, re.S)
    ]


def run_data(runner, **typed):
    yesterday = runner.profile.today() - timedelta(days=1)
    return {
        "entry_id": str(uuid.uuid4()),
        "day": yesterday.isoformat(),
        "time": "07:30",
        "distance_m": "10",
        **typed,
    }


def test_a_run_is_logged_with_its_consequence_and_an_undo(page, runner):
    response = page.post(reverse("log-run"), run_data(runner), follow=True)
    run = Run.objects.get()
    assert response.redirect_chain == [(reverse("today"), 302)]
    assert said(response) == ["10.0\u00a0km saved. 10.0\u00a0km in the last 7 days."]
    assert reverse("delete-run", args=[run.pk]) in response.text


def test_a_second_click_makes_no_second_run(page, runner):
    data = run_data(runner)
    page.post(reverse("log-run"), data)
    response = page.post(reverse("log-run"), data, follow=True)
    assert Run.objects.count() == 1
    assert said(response) == [
        "10.0\u00a0km saved.",
        "This run is already in your log. Here it is, to change if need be.",
    ]


def test_nothing_typed_is_lost_when_a_form_is_refused(page, runner):
    response = page.post(reverse("log-run"), run_data(runner, distance_m="far", notes="windy & wet", rpe="7"))
    assert response.status_code == 422
    assert Run.objects.count() == 0
    assert 'value="far"' in response.text
    assert "windy &amp; wet" in response.text
    assert re.search(r'value="7"[^>]*checked|checked[^>]*value="7"', response.text)


def test_the_form_knows_the_usual(page, runner):
    shoe = make_shoe(runner)
    for back in (1, 3, 5):
        day = runner.profile.today() - timedelta(days=back)
        make_run(runner, day, 5_000 + 1_000 * back, surface="trail", shoe=shoe, warm_up=True)
    response = page.get(reverse("log-run"))
    form = response.context["form"]
    assert {name: form[name].value() for name in ("surface", "shoe", "warm_up")} == {
        "surface": "trail",
        "shoe": shoe.pk,
        "warm_up": "true",
    }
    assert [chip["value"] for chip in response.context["chips"]] == ["6.0", "8.0", "10.0"]
    assert page.get(reverse("log-run") + "?distance=8").context["form"]["distance_m"].value() == "8"


def test_a_run_is_changed(page, runner):
    run = make_run(runner, runner.profile.today() - timedelta(days=1))
    data = run_data(runner, distance_m="12.5", version="1", surface="grass")
    response = page.post(reverse("edit-run", args=[run.pk]), data, follow=True)
    run.refresh_from_db()
    assert (run.distance_m, run.surface, run.version) == (12_500, "grass", 2)
    assert said(response) == ["Run changed."]


def test_changing_a_run_into_its_twin_is_refused_with_words(page, runner):
    yesterday = runner.profile.today() - timedelta(days=1)
    first, second = make_run(runner, yesterday, hour=7), make_run(runner, yesterday, hour=9)
    data = run_data(runner, distance_m="8", time="07:00", version="1")
    response = page.post(reverse("edit-run", args=[second.pk]), data)
    assert response.status_code == 422
    assert "The same entry is already in your log." in response.text
    assert first.starts_at != Run.objects.get(pk=second.pk).starts_at


def test_a_deleted_run_comes_back_by_one_tap(page, runner):
    run = make_run(runner, runner.profile.today())
    response = page.post(reverse("delete-run", args=[run.pk]), follow=True)
    assert said(response) == ["Run deleted."]
    undo = re.search(r"/undo/[0-9a-f-]{36}/", response.text)[0]
    assert Run.objects.count() == 0
    page.post(undo)
    assert Run.objects.get().pk == run.pk
    assert page.post(undo).status_code == 404


def test_a_check_in_is_logged_changed_and_deleted(page, runner):
    data = {
        "entry_id": str(uuid.uuid4()),
        "day": runner.profile.today().isoformat(),
        "time": "00:00",
        "side": "left",
    }
    page.post(
        reverse("knee"), {**data, "score": "3", "moment": "after", "feel": ["tight"], "signs": ["pops"]}
    )
    entry = CheckIn.objects.get()
    assert (entry.score, entry.feel, entry.signs) == (3, {"tight"}, {"pops"})
    page.post(
        reverse("edit-check-in", args=[entry.pk]), {**data, "score": "4", "moment": "rest", "version": "1"}
    )
    entry.refresh_from_db()
    assert (entry.score, entry.moment, entry.signs) == (4, "rest", frozenset())
    page.post(reverse("delete-check-in", args=[entry.pk]))
    assert CheckIn.objects.count() == 0


def test_both_knees_are_clear_with_one_tap(page):
    page.post(reverse("clear-knees"), {"moment": "next_morning"})
    entries = CheckIn.objects.order_by("side").values_list("side", "score", "moment")
    assert list(entries) == [("left", 0, "next_morning"), ("right", 0, "next_morning")]


def test_another_score_in_the_same_minute_is_refused_and_kept(page, runner):
    day = runner.profile.today() - timedelta(days=1)
    typed = {"day": day.isoformat(), "time": "07:30", "side": "left", "moment": "after"}
    page.post(reverse("knee"), {**typed, "entry_id": str(uuid.uuid4()), "score": "0"})
    response = page.post(reverse("knee"), {**typed, "entry_id": str(uuid.uuid4()), "score": "6"})
    assert response.context["form"].errors == {
        "time": ["This knee has another entry of this minute. Choose another time."]
    }
    assert response.context["form"]["score"].value() == "6"
    assert [entry.score for entry in CheckIn.objects.all()] == [0]


def test_recovered_says_since_when(page, runner):
    make_check_in(runner, runner.profile.today() - timedelta(days=20), 4)
    since = runner.profile.today() - timedelta(days=9)
    page.post(reverse("recovered"), {"side": "left", "since": since.isoformat()})
    assert CheckIn.objects.filter(score=0, side="left").count() == 3
    wrong = page.post(reverse("recovered"), {"side": "left", "since": "2999-01-01"})
    assert wrong.status_code == 422
    assert "This day has not come yet." in wrong.text


def test_care_is_one_tap_and_twice_is_once(page, runner):
    first = page.post(reverse("care"), {"kind": "ice", "minutes": "15"}, follow=True)
    second = page.post(reverse("care"), {"kind": "ice", "minutes": "15"}, follow=True)
    entries = CareEntry.objects.values_list("kind", "minutes", "on")
    assert list(entries) == [("ice", 15, runner.profile.today())]
    assert (said(first), said(second)[-1:]) == (["Ice: saved."], ["Ice: already logged for this day."])


def test_rest_days_fill_a_gap(page, runner):
    last = runner.profile.today() - timedelta(days=1)
    first = last - timedelta(days=8)
    data = {"rest-first": first.isoformat(), "rest-last": last.isoformat()}
    assert said(page.post(reverse("rest-days"), data, follow=True)) == ["Rest days saved: 9."]
    assert page.post(reverse("rest-days"), {**data, "rest-last": "2999-01-01"}).status_code == 422


def test_a_shoe_is_added_changed_and_handed_over(page, runner):
    page.post(reverse("new-shoe"), {"name": "Ghost 15", "support": "neutral", "start_distance_m": "100"})
    shoe = Shoe.objects.get()
    assert (shoe.key, shoe.start_distance_m) == ("ghost-15", 100_000)
    page.post(reverse("edit-shoe", args=[shoe.pk]), {"name": "Ghost", "support": "stability", "version": "1"})
    shoe.refresh_from_db()
    assert (shoe.name, shoe.support, shoe.start_distance_m, shoe.version) == ("Ghost", "stability", 0, 2)
    day = runner.profile.today().isoformat()
    page.post(reverse("retire-shoe", args=[shoe.pk]), {"retired_on": day, "new_name": "Ghost 16"})
    shoe.refresh_from_db()
    assert (shoe.retired_on.isoformat(), shoe.successor.name) == (day, "Ghost 16")


def test_settings_change_the_units_of_every_page(page, runner):
    # Yesterday: today may not have begun yet in New York.
    make_run(runner, runner.profile.today() - timedelta(days=1), 16_093)
    data = {"units": "mi", "time_zone": "America/New_York", "foot_type": "neutral", "stiff_calves": "on"}
    page.post(reverse("settings"), data)
    runner.profile.refresh_from_db()
    assert (runner.profile.time_zone, runner.profile.stiff_calves) == ("America/New_York", True)
    assert "10.0\u00a0mi in 7 days" in page.get(reverse("today")).text


def test_an_unknown_zone_is_refused_and_kept(page):
    response = page.post(
        reverse("settings"), {"units": "mi", "time_zone": "Atlantis/Centre", "foot_type": "neutral"}
    )
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "time_zone": ["“Atlantis/Centre” is no time zone. Write one like Europe/Berlin."]
    }
    assert 'value="Atlantis/Centre"' in response.text


def test_previous_injuries_are_kept_once_and_removed(page, runner):
    for _ in range(2):
        page.post(reverse("new-injury"), {"side": "left", "month": "2026-03"})
    injury = runner.previous_injuries.get()
    page.post(reverse("delete-injury", args=[injury.pk]))
    assert runner.previous_injuries.count() == 0


def test_a_new_account_starts_with_three_steps(client):
    data = {"username": "nora", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    assert client.post(reverse("account_signup"), data).url == reverse("today")
    steps = client.get(reverse("today")).context["steps"]
    assert [step["done"] for step in steps] == [False, False, False]


def test_no_accounts_where_sign_up_is_closed(client, settings):
    assert reverse("account_signup") in client.get(reverse("account_login")).text
    settings.KNEELOG_SIGN_UP = "closed"
    assert "New accounts come by invitation." in client.get(reverse("account_signup")).text
    assert reverse("account_signup") not in client.get(reverse("account_login")).text

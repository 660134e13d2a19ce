"""A page opened in one unit, and sent after the other was chosen in another tab."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.factories import make_run, make_runner, make_shoe
from tests.sharing.cast import share
from tests.views.planning import runner_of_tens
from training.models import BackTest, Override, Profile, Run, Shoe, Team, TeamOverride, User

pytestmark = pytest.mark.django_db
both_ways = pytest.mark.parametrize(("shown", "chosen"), [("km", "mi"), ("mi", "km")])


def choose(units: str) -> None:
    Profile.objects.update(units=units)


def opened(client: Client, path: str) -> dict[str, str]:
    """The form of a page as a browser would send it back."""
    return form_of(client.get(path))


def form_of(page) -> dict[str, str]:
    (form,) = (form for form in html.document_fromstring(page.content).forms if "units" in form.fields)
    # A chosen radio button with an empty value is "on" for lxml.
    chosen = form.xpath(".//input[@type='radio'][@checked]")
    return dict(form.form_values()) | {radio.name: radio.get("value") for radio in chosen}


@both_ways
def test_a_run_counts_in_the_unit_beside_its_number(client, anna, shown, chosen):
    choose(shown)
    form = opened(client, reverse("log-run"))
    choose(chosen)
    client.post(reverse("log-run"), form | {"distance_m": "5"})
    assert [run.distance_m for run in Run.objects.all()] == [{"km": 5_000, "mi": 8_047}[shown]]


@both_ways
def test_an_unchanged_run_keeps_its_metres(client, anna, shown, chosen):
    choose(shown)
    run = make_run(anna, anna.profile.today(), 9_723, hour=0)
    form = opened(client, reverse("edit-run", args=[run.pk]))
    choose(chosen)
    client.post(reverse("edit-run", args=[run.pk]), form)
    assert [(run.distance_m, run.version) for run in Run.objects.all()] == [(9_723, 2)]


@both_ways
def test_an_unchanged_shoe_keeps_all_its_lines(client, anna, shown, chosen):
    choose(shown)
    lines = {"start_distance_m": 120_001, "notice_at_m": 402_336, "replace_at_m": 643_738}
    shoe = make_shoe(anna, limit_reason="light", support="neutral", **lines)
    form = opened(client, reverse("edit-shoe", args=[shoe.pk]))
    choose(chosen)
    client.post(reverse("edit-shoe", args=[shoe.pk]), form)
    assert Shoe.objects.values(*lines, "version").get() == {**lines, "version": 2}


@both_ways
def test_a_plan_is_of_the_distance_that_was_typed(client, shown, chosen):
    client.force_login(runner_of_tens("anna"))
    choose(shown)
    run, week = opened(client, reverse("plan")), opened(client, f"{reverse('plan')}?ask=week")
    choose(chosen)
    metres = {"km": 5_000, "mi": 8_047}[shown]
    page = client.post(reverse("plan"), run | {"distance": "5"})
    assert page.context["form"].plan.distance_m == metres
    page = client.post(f"{reverse('plan')}?ask=week", week | {"week": "5"})
    assert [run.distance_m for run in page.context["form"].plan.runs] == [metres]


@both_ways
def test_thresholds_that_nobody_changed_stay_as_they_are(client, shown, chosen):
    admin = User.objects.create_superuser("ada", password="a long pass phrase")
    client.force_login(admin)
    choose(shown)
    path = reverse("edit-thresholds", args=["shoe.mileage"])
    form = opened(client, path)
    choose(chosen)
    errors = client.post(path, form).context["form"].errors
    assert errors == {"__all__": ["Nothing is different from what is in force now."]}
    client.post(path, form | {"limit_known_days": "80"})
    assert BackTest.objects.get().setting["values"] == {"shoe.mileage": {"known_days": 80}}


@both_ways
def test_a_coachs_number_counts_in_the_unit_beside_it(client, anna, shown, chosen):
    kim = make_runner("kim")
    share(anna, kim, may_set=True)
    team = Team.objects.create(coach=kim, name="Autumn")
    client.force_login(kim)
    for name, of in (("set-numbers", anna), ("set-team-numbers", team)):
        choose(shown)
        path = reverse(name, args=[of.pk, "shoe.mileage"])
        form = opened(client, path)
        choose(chosen)
        client.post(path, form | {"limit_notice_m": "200", "reason": "light"})
    values = {"notice_m": {"km": 200_000, "mi": 321_869}[shown]}
    assert [row.values for row in (*Override.objects.all(), *TeamOverride.objects.all())] == [values, values]


@both_ways
def test_a_refused_form_is_shown_again_in_its_own_unit_with_all_that_fills_it(client, anna, shown, chosen):
    make_run(anna, anna.profile.today(), 10_000, hour=0)
    choose(shown)
    run, shoe = opened(client, reverse("log-run")), opened(client, reverse("new-shoe"))
    choose(chosen)
    page = client.post(reverse("log-run"), run | {"distance_m": "far"})
    words = {"km": "kilometres", "mi": "miles"}[shown]
    ten = {"km": "10.0", "mi": "6.2"}[shown]
    assert (page.status_code, form_of(page)["units"]) == (422, shown)
    assert str(page.context["form"].fields["distance_m"].label) == f"Distance in {words}"
    assert f'<span class="unit">{shown}</span>' in page.text
    assert page.context["chips"] == [
        {"text": f"{ten} {shown}", "value": ten, "url": f"/log/?distance={ten}&units={shown}"}
    ]
    page = client.post(reverse("new-shoe"), shoe | {"notice_at_m": "400"})
    assert (page.status_code, form_of(page)["units"], form_of(page)["notice_at_m"]) == (422, shown, "400")
    assert page.context["form"].fields["notice_at_m"].label == f"Plan a replacement at, in {shown}"


@both_ways
def test_a_link_that_fills_a_form_says_its_unit(client, shown, chosen):
    client.force_login(runner_of_tens("anna"))
    choose(shown)
    plan = client.get(reverse("plan"))
    links = [plan.context["chips"][0]["url"], plan.context["answer"]["log_url"]]
    links += [item["url"] for item in client.get(reverse("today")).context["rooms"][:1]]
    choose(chosen)
    forms = [opened(client, link) for link in links]
    assert [(form.get("distance") or form["distance_m"], form["units"]) for form in forms] == {
        "km": [("10.0", "km"), ("10", "km"), ("13.0", "km")],
        "mi": [("6.2", "mi"), ("6.2", "mi"), ("8.0", "mi")],
    }[shown]

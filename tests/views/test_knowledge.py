"""The pages of knowledge: for everybody to read, and marked with what one's own log holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner
from training.knowledge import PAGES

pytestmark = pytest.mark.django_db
CAUSES = reverse("knowledge-page", args=["causes"])


def cyst(page) -> dict:
    (section,) = [section for section in page.context["sections"] if section["anchor"] == "cyst"]
    return section["pattern"]


def test_everybody_may_read_and_nobodys_log_is_in_it(client, anna, django_assert_num_queries):
    make_check_in(anna, anna.profile.today(), 3, feel={"full"})
    client.logout()
    pages = [reverse("knowledge"), *(reverse("knowledge-page", args=[page.slug]) for page in PAGES)]
    with django_assert_num_queries(0):
        assert [client.get(path).status_code for path in pages] == [200] * len(pages)
        assert (cyst(client.get(CAUSES))["counts"], client.get(CAUSES).context["read"]) == ([], "")
    assert client.get(reverse("knowledge-page", args=["cures"])).status_code == 404


def test_a_runner_sees_what_their_own_log_holds(client, anna):
    today = anna.profile.today()
    make_check_in(anna, today, 3, feel={"full"}, signs={"swelling_slight"})
    make_check_in(make_runner("ben"), today, 3, feel={"tight"})
    found = cyst(client.get(CAUSES))
    assert [clue["seen"] != [] for clue in found["clues"]] == [True, False, True]
    (count,) = found["counts"]
    assert count.startswith("Left knee, since ")
    assert count.endswith("your log holds 2 of these 3 signs.")


def test_a_log_without_symptoms_says_so(client, anna):
    page = client.get(CAUSES)
    assert "holds no symptom of the last four weeks" in page.context["read"]
    assert cyst(page)["counts"] == []


def test_the_advice_to_see_someone_stands_before_the_causes(client, anna):
    assert client.get(CAUSES).context["see_first"] is False
    make_check_in(anna, anna.profile.today(), 3, signs={"locks"})
    assert client.get(CAUSES).context["see_first"] is True


@pytest.mark.parametrize("size", [1, 3])
def test_causes_cost_the_same_whatever_is_logged(client, anna, size, django_assert_num_queries):
    for back in range(size):
        make_run(anna, anna.profile.today() - timedelta(days=back))
        make_check_in(anna, anna.profile.today() - timedelta(days=back), 3)
    client.get(reverse("today"))
    with django_assert_num_queries(10):
        client.get(CAUSES)


def test_a_proof_leads_to_what_there_is_to_read(client, anna):
    make_check_in(anna, anna.profile.today(), 3, signs={"locks"})
    card = client.get(reverse("today")).context["cards"][0]
    expected = {"text": "Read: See a professional soon", "url": "/knowledge/see-someone/#signs"}
    assert card["reading"] == expected
    assert client.get(card["proof_url"]).context["card"]["reading"] == expected


def test_todays_care_posts_and_comes_back_to_today(client, anna):
    make_check_in(anna, anna.profile.today(), 2, hour=0)
    (act, *_more) = client.get(reverse("today")).context["todays_care"]["acts"]
    button = act["care"]
    for _twice in range(2):
        answer = client.post(button["url"], {"kind": button["kind"]})
        assert answer.url == reverse("today")
    assert [entry.kind for entry in anna.care_entries.all()] == ["rest_day"]
    (again, *_more) = client.get(reverse("today")).context["todays_care"]["acts"]
    assert (again["care"]["kind"], again["care"]["done"]) == ("rest_day", "today")


def test_where_somebody_has_to_look_today_proposes_no_care(client, anna):
    make_check_in(anna, anna.profile.today(), 3, signs={"cannot_bear_weight"}, hour=0)
    found = client.get(reverse("today")).context["todays_care"]
    assert (found["acts"], found["url"]) == ([], "/knowledge/see-someone/#now")


def test_a_habit_that_was_put_away_proposes_nothing(client, anna):
    today = anna.profile.today()
    anna.profile.weak_quadriceps = True
    anna.profile.save()
    for back in range(1, 30, 2):
        make_run(anna, today - timedelta(days=back), warm_up=True)
    page = client.get(reverse("today")).context
    assert [act["care"]["kind"] for act in page["todays_care"]["acts"]] == ["straight_leg_raise"]
    (card,) = [card for card in page["cards"] if card["rule"] == "habit.strength"]
    client.post(card["say_url"], {"say": "mute"})
    assert client.get(reverse("today")).context["todays_care"] is None

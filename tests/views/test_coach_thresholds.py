"""Thresholds set by a coach: what each side sees and sends, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run, make_runner
from tests.sharing.cast import TRAINING, number_set, share
from tests.views.test_concurrent import logged_in as as_
from training.models import Grant, Override, User
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]
RULE = "load.longest_run"


@pytest.fixture(autouse=True)
def summer(time_machine) -> None:
    """Of the year in which the coach sets what they set, so that its days are told without it."""
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))


@pytest.fixture
def anna() -> User:
    """Who ran 25 % further than ever in the last 30 days."""
    anna = make_runner("anna")
    today = anna.profile.today()
    for back in range(3, 30, 3):
        make_run(anna, today - timedelta(days=back), 10_000, hour=0)
    make_run(anna, today, 12_500, hour=0)
    return anna


@pytest.fixture
def kim() -> User:
    return make_runner("kim")


@pytest.fixture
def grant(anna, kim) -> Grant:
    return share(anna, kim, may_set=True)


def address(grant: Grant, rule: str = RULE) -> str:
    return reverse("set-numbers", args=[grant.runner_id, rule])


def filled(person: User, path: str, **more: str) -> dict[str, object]:
    """The form as it is opened, with some fields filled in otherwise."""
    form = as_(person).get(path).context["form"]
    return (
        {name: form[name].value() for name in form.fields if name != "reason"} | {"reason": "a calf"} | more
    )


def sent(person: User, path: str, **more: str):
    return as_(person).post(path, filled(person, path, **more))


def said(person: User, **where) -> list[str]:
    """What the card of the longest run says of its threshold."""
    path = reverse("athlete", args=[where["of"].pk]) if where else reverse("today")
    page = as_(person).get(path).context
    cards = [*page["cards"], *page["more_cards"]]
    return [card["threshold"] for card in cards if "longest" in card["headline"]]


def test_what_a_coach_sets_is_told_by_the_card_to_each_in_their_words(anna, kim, grant):
    lena = make_runner("lena")
    share(anna, lena)
    assert said(anna) == [""]
    page = sent(kim, address(grant), limit_caution_percent="20")
    assert (page.status_code, page.url) == (302, reverse("athlete-thresholds", args=[anna.pk]))
    words = [said(anna), said(kim, of=anna), said(lena, of=anna)]
    assert [w.partition(" set ")[0] for (w,) in words] == ["Your coach", "You", "A coach"]
    assert [" set 20\u00a0% (above the longest: caution) on " in w for (w,) in words] == [True] * 3
    assert "kim" not in as_(lena).get(reverse("athlete", args=[anna.pk])).text


def test_the_proof_and_the_list_of_warnings_say_it_too(anna, grant):
    number_set(grant)
    cards = as_(anna).get(reverse("today")).context["cards"]
    proof = as_(anna).get(next(card["proof_url"] for card in cards if card["threshold"])).context["card"]
    hints = {row["term"]: (row["value"], row["hint"]) for row in proof["threshold_rows"]}
    assert hints["above the longest: caution"] == ("20\u00a0%", "your coach set it on 3\u00a0March")
    assert hints["above the longest: notice"] == ("10\u00a0%", "default")
    assert proof["set_url"] == reverse("set-for-me")
    assert as_(anna).get(reverse("warnings")).text.count("your coach set it on") == 1


def test_an_admins_and_a_coachs_number_stand_beside_each_other(anna, grant):
    add_revision({RULE: {"notice_percent": 15}}, reason="fewer", author=None)
    number_set(grant)
    (words,) = said(anna)
    assert words.startswith("Ruleset 1: above the longest: notice 15\u00a0%, set by an admin on ")
    assert ". Your coach set 20\u00a0% (above the longest: caution) on 3\u00a0March." in words


def test_the_runner_is_told_until_they_looked(anna, grant):
    assert as_(anna).get(reverse("today")).context["prompts"][:1] == []
    number_set(grant)
    (told,) = as_(anna).get(reverse("today")).context["prompts"]
    assert told["title"] == "Your coach set a threshold for you"
    assert "kim" in as_(anna).get(told["links"][0]["url"]).text
    assert as_(anna).get(reverse("today")).context["prompts"] == []


def test_the_runner_reads_everything_and_ends_it_by_one_tap(anna, kim, grant):
    row = number_set(grant, reason="a calf that is new")
    (card,) = as_(anna).get(reverse("set-for-me")).context["cards"]
    assert card["numbers"] == [
        {"what": "Above the longest: caution", "value": "20\u00a0%", "usual": "30\u00a0%"}
    ]
    assert (card["reason"], card["when"], card["waits"]) == (
        "a calf that is new",
        "Set by kim on 3\u00a0March.",
        "",
    )
    page = as_(anna).post(card["end_url"], follow=True)
    assert (page.context["cards"], said(anna)) == ([], [""])
    (past,) = page.context["past"]
    assert (past["ended"], past["can_undo"]) == ("You ended it.", True)
    as_(anna).post(past["undo_url"])
    assert said(anna)[0].startswith("Your coach set 20")
    (past,) = as_(anna).get(reverse("set-for-me")).context["past"]
    assert not past["can_undo"]
    assert Override.objects.exclude(pk=row.pk).get().days == row.days


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("caution_percent", "twenty", "Write a number"),
        ("caution_percent", "nan", "Write a number"),
        ("caution_percent", "1e99", "Write a number"),
        ("caution_percent", "", "required"),
        ("caution_percent", "201", "From 2"),
        ("notice_percent", "45", "Must be less than"),
        ("window_days", "10.5", "whole"),
    ],
)
def test_a_bad_number_is_refused_with_its_field(kim, grant, field, value, says):
    page = sent(kim, address(grant), **{f"limit_{field}": value})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [f"limit_{field}"])
    assert says in str(page.context["form"].errors)
    assert Override.objects.count() == 0


def test_the_order_is_that_of_the_values_then_in_force(kim, grant):
    add_revision({RULE: {"notice_percent": 25}}, reason="fewer", author=None)
    page = sent(kim, address(grant), limit_caution_percent="20")
    assert list(page.context["form"].errors) == ["limit_notice_percent"]


def test_nothing_new_no_reason_and_a_form_of_before_are_refused(kim, grant):
    assert sent(kim, address(grant)).context["form"].non_field_errors() == [
        "Nothing is different from what holds now."
    ]
    page = sent(kim, address(grant), limit_caution_percent="20", reason=" ")
    assert list(page.context["form"].errors) == ["reason"]
    old = filled(kim, address(grant), limit_caution_percent="20")
    number_set(grant, values={"caution_percent": 22})
    page = as_(kim).post(address(grant), old)
    assert (page.status_code, "changed elsewhere" in page.text) == (422, True)
    assert Override.objects.get().values == {"caution_percent": 22}


def test_back_to_what_holds_for_everybody_ends_it(kim, grant):
    number_set(grant)
    assert sent(kim, address(grant), limit_caution_percent="30").status_code == 302
    assert Override.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize(
    "rule", ["knee.two_weeks", "knee.red_flag", "knee.worsening", "log", "gone", "knee.pain_level"]
)
def test_no_page_for_what_is_no_coachs_or_not_shared(kim, grant, rule):
    Grant.objects.update(categories=TRAINING)
    assert as_(kim).get(address(grant, rule)).status_code == 404
    assert as_(kim).post(address(grant, rule), {"reason": "a calf"}).status_code == 404


def test_where_only_training_is_shared_only_its_rules_are_listed(kim, grant):
    page = reverse("athlete-thresholds", args=[grant.runner_id])
    titles = [group["title"] for group in as_(kim).get(page).context["groups"]]
    Grant.objects.update(categories=TRAINING)
    fewer = [group["title"] for group in as_(kim).get(page).context["groups"]]
    assert (titles[-1], fewer[-1]) == ("Knee", "Habits")


def test_who_may_not_set_finds_nothing_and_changes_nothing(anna, kim, grant):
    row, data = number_set(grant), filled(kim, address(grant), limit_caution_percent="22")
    lena = share(anna, make_runner("lena")).coach
    otto = share(make_runner("ben"), make_runner("otto"), may_set=True).coach
    Grant.objects.filter(pk=grant.pk).update(may_set=False)
    paths = [reverse("athlete-thresholds", args=[anna.pk]), address(grant)]
    for coach in (kim, lena, otto):
        assert [as_(coach).get(path).status_code for path in paths] == [404, 404]
        ends = [reverse(name, args=[row.pk]) for name in ("end-numbers", "undo-numbers")]
        assert [as_(coach).post(path, data).status_code for path in (address(grant), *ends)] == [404] * 3
    assert list(Override.objects.values_list("pk", "ended_at")) == [(row.pk, None)]
    assert "Thresholds" not in {
        tab["text"] for tab in as_(kim).get(reverse("athlete", args=[anna.pk])).context["tabs"]
    }

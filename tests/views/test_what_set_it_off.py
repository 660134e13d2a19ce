"""What set it off: refusing, finding, in whose units, and who may look."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import share
from training.models import Look, User

pytestmark = pytest.mark.django_db
SORE = {1, 4, 6, 11, 13, 18, 22, 23, 29}


@pytest.fixture
def anna(client) -> User:
    anna = make_runner("anna")
    client.force_login(anna)
    return anna


def log_runs(runner: User, count: int, **facts) -> None:
    """A run every third day, 0 or 1 after it, and 4 more after those on the trail."""
    today, shoe = runner.profile.today(), make_shoe(runner)
    for number in range(count):
        day, is_sore = today - timedelta(days=3 * number + 1), number in SORE
        surface = "trail" if is_sore else "asphalt"
        make_run(
            runner, day, 8_000, shoe=shoe, surface=surface, trigger="terrain" if is_sore else "", **facts
        )
        make_check_in(runner, day, number % 5 // 4 + 4 * is_sore)


def page(client, **asked) -> dict:
    return client.get(reverse("what-set-it-off"), asked).context


def rows(context, title: str) -> list[tuple[str, int, str, str, str]]:
    block = next(block for block in context["blocks"] if block["title"] == title)
    names = ("name", "runs", "mean", "difference", "verdict")
    return [tuple(row[name] for name in names) for row in block["rows"]]


def test_a_log_without_a_score_says_what_to_do(client, anna):
    make_run(anna, anna.profile.today())
    context = page(client)
    assert (context["headline"], context["blocks"]) == ("No run has a knee score yet", [])
    assert context["sub"].startswith("20 runs more with a score after them")
    text = client.get(reverse("what-set-it-off")).text
    assert f'<a class="button button-main" href="{reverse("knee")}">Knee check-in</a>' in text
    assert "How it was reckoned" not in text


def test_too_few_runs_are_shown_and_judged_by_nobody(client, anna):
    log_runs(anna, 8)
    context = page(client)
    assert context["headline"] == "Too few yet: 8 runs with a knee score"
    assert context["sub"].startswith("12 runs more")
    assert context["found"] == []
    assert rows(context, "Surface") == [
        ("asphalt", 5, "0.0", "\u22124.3", "Too few runs to tell from chance"),
        ("trail", 3, "4.3", "+4.3", "Too few runs to tell from chance"),
    ]
    assert {row["interval"] for block in context["blocks"] for row in block["rows"]} == {""}


def test_what_stands_out_is_the_headline(client, anna):
    log_runs(anna, 30)
    context = page(client)
    assert context["headline"].startswith("After runs on trails, the knee was 4.")
    assert context["sub"] == (
        "9 runs against 21 others with a score (12 months). "
        "An association: it does not say that one made the other."
    )
    (card,) = context["found"]
    assert (card["title"], card["word"], len(card["rows"])) == ("Runs on trails", "tighter", 9)
    newest = anna.profile.today() - timedelta(days=4)
    assert card["rows"][0]["url"] == f"{reverse('runs')}?day={newest}"
    assert card["rows"][0]["value"] == "4 of 10"
    assert [row[-1] for row in rows(context, "Surface")] == ["Less tight: stands out", "Tighter: stands out"]
    assert rows(context, "Shoe") == [("Ghost", 30, "1.4", "", "Nothing else to compare with")]
    assert context["marked"] == [{"term": "terrain", "value": 9}]


def test_nothing_stands_out(client, anna):
    today = anna.profile.today()
    for number in range(24):
        day = today - timedelta(days=2 * number + 1)
        make_run(anna, day, surface="trail" if number % 2 else "asphalt")
        make_check_in(anna, day, number % 3, moment="next_morning", hour=6)
        make_check_in(anna, day, number % 4 // 2)
    context = page(client)
    assert context["headline"] == "Nothing stands out in 24 runs with a score"
    assert [row[-1] for row in rows(context, "Surface")] == ["Not more than chance"] * 2


def test_scores_that_are_all_clear_have_nothing_to_compare(client, anna):
    today = anna.profile.today()
    for number in range(21):
        make_run(anna, today - timedelta(days=number), surface="trail" if number % 2 else "asphalt")
        make_check_in(anna, today - timedelta(days=number), 0)
    context = page(client)
    assert context["headline"] == "Nothing to compare: all 21 runs have the same score, 0"
    assert [row[-1] for row in rows(context, "Surface")] == ["The same score as all others"] * 2


def test_a_shorter_period_and_the_other_knee(client, anna):
    log_runs(anna, 40)
    assert [page(client, period=period)["count"] for period in ("3", "6", "12", "all")] == [30, 40, 40, 40]
    assert [page(client, knee=knee)["count"] for knee in ("worse", "left", "right")] == [40, 40, 0]
    assert page(client, score="morning")["count"] == 0


@pytest.mark.parametrize("odd", ["x", "%00", "9" * 400, "-1", "both"])
def test_an_odd_question_is_as_good_as_none(client, anna, odd):
    log_runs(anna, 3)
    assert page(client, period=odd, knee=odd, score=odd)["count"] == 3


def test_bands_are_the_same_runs_in_miles(client, anna):
    today = anna.profile.today()
    for number in range(24):
        make_run(anna, today - timedelta(days=2 * number + 1), (5_000, 8_000, 16_000)[number % 3])
        make_check_in(anna, today - timedelta(days=2 * number + 1), number % 5)
    kilometres = rows(page(client), "Distance")
    anna.profile.units = "mi"
    anna.profile.save()
    miles = rows(page(client), "Distance")
    assert [row[0] for row in kilometres] == [
        "up to 6.5\u00a0km",
        "6.5\u00a0km to 12.0\u00a0km",
        "over 12.0\u00a0km",
    ]
    assert [row[0] for row in miles] == [
        "up to 4.0\u00a0mi",
        "4.0\u00a0mi to 7.5\u00a0mi",
        "over 7.5\u00a0mi",
    ]
    assert [row[1:] for row in kilometres] == [row[1:] for row in miles]


def test_it_never_speaks_of_a_cause_but_to_deny_it(client, anna):
    log_runs(anna, 30)
    words = client.get(reverse("what-set-it-off")).text.lower().partition("<main")[2]
    assert "association" in words
    before = [text.split()[-1] for text in re.split(r"\bcause", words)[:-1] if not text.endswith("#")]
    assert set(before) == {"no"}


@pytest.mark.parametrize(
    ("categories", "status"),
    [({"training", "knee"}, 200), ({"training", "profile"}, 404), ({"knee", "notes"}, 404)],
)
def test_a_coach_needs_the_runs_and_the_knee(client, anna, categories, status):
    log_runs(anna, 30)
    kim = make_runner("kim", units="mi")
    share(anna, kim, categories)
    client.force_login(kim)
    answer = client.get(reverse("athlete-what-set-it-off", args=[anna.pk]))
    assert answer.status_code == status
    assert Look.objects.count() == (status == 200)
    if status == 200:
        assert answer.context["headline"].startswith("After runs on trails")
        assert answer.context["found"][0]["rows"][0]["url"].startswith(
            reverse("athlete-runs", args=[anna.pk])
        )
        assert "mi" in answer.context["found"][0]["rows"][0]["label"]

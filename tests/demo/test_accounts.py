"""The accounts of an empty database: who they are, and what they see."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from training.access import athletes_of
from training.assessment import assess
from training.demo import create_demo_accounts
from training.demo.accounts import new_phrase
from training.demo.coaching import SHARED
from training.demo.stories import STORIES
from training.models import CareEntry, CheckIn, Override, Run, Shoe, User
from training.sharing.counts import with_counts
from training.sharing.inviting import invitations_to

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture(autouse=True)
def friday(time_machine):
    time_machine.move_to(datetime(2026, 5, 22, 16, tzinfo=UTC))


@pytest.fixture
def log_ins():
    return {name: phrase for name, phrase, _ in create_demo_accounts()}


def cards(name: str) -> list[tuple[str, str]]:
    (assessment,) = assess([User.objects.select_related("profile").get(username=name)])
    return [(finding.rule.id, finding.severity.word) for finding in assessment.findings]


def counts() -> list[int]:
    return [model.objects.count() for model in (User, Run, Shoe, CheckIn, CareEntry)]


def test_everybody_is_listed_with_one_phrase_and_what_they_show():
    rows = create_demo_accounts()
    assert [(name, plot) for name, _, plot in rows] == [(story.name, story.plot) for story in STORIES]
    assert len({phrase for _, phrase, _ in rows}) == 1


def test_the_phrase_is_one_word_and_long_enough():
    phrases = [new_phrase() for _ in range(20)]
    assert [phrase for phrase in phrases if len(phrase) < 12 or len(phrase.split()) != 1] == []
    assert len(set(phrases)) > 1


def test_everybody_can_log_in_and_open_today(client, log_ins):
    opened = {}
    for name, phrase in log_ins.items():
        assert client.login(username=name, password=phrase), name
        opened[name] = client.get(reverse("today")).status_code
    assert opened == {story.name: 200 for story in STORIES}


def test_everybody_sees_what_their_story_lights(log_ins):
    seen = {name: {rule_id for rule_id, _ in cards(name)} for name in log_ins}
    assert seen == {story.name: set(story.lights) for story in STORIES}


def test_ada_alone_is_an_admin(log_ins):
    admins = User.objects.filter(is_staff=True, is_superuser=True)
    assert list(admins.values_list("username", flat=True)) == ["ada"]
    assert User.objects.filter(is_staff=True).count() == User.objects.filter(is_superuser=True).count() == 1


def test_ben_counts_miles_in_new_york(log_ins):
    profile = User.objects.get(username="ben").profile
    assert (profile.units, profile.time_zone) == ("mi", "America/New_York")


def test_maya_sees_a_specialist_headline_and_four_more_cards(log_ins):
    assert cards("maya") == [
        ("knee.two_weeks", "specialist"),
        ("knee.next_morning", "caution"),
        ("load.longest_run", "caution"),
        ("habit.strength", "notice"),
        ("shoe.mileage", "notice"),
    ]


def test_ben_is_told_of_his_old_injury_too(log_ins):
    assert cards("ben") == [
        ("load.return_after_break", "caution"),
        ("terrain.sudden_change", "caution"),
        ("shoe.mileage", "caution"),
    ]


def test_nothing_stands_out_for_cleo_and_nothing_is_logged_by_nora_or_ada(log_ins):
    assert {name: cards(name) for name in ("cleo", "nora", "ada")} == {"cleo": [], "nora": [], "ada": []}
    logged = [Run.objects.filter(runner__username=name).exists() for name in ("cleo", "nora", "ada")]
    assert logged == [True, False, False]


def test_a_second_call_changes_nothing(log_ins):
    before = counts(), list(User.objects.order_by("username").values())
    assert create_demo_accounts() == []
    assert (counts(), list(User.objects.order_by("username").values())) == before


def test_nothing_is_made_where_somebody_is():
    User.objects.create_user("anna", password="a long pass phrase")
    assert create_demo_accounts() == []
    assert counts() == [1, 0, 0, 0, 0]


def test_nothing_is_made_in_production(settings):
    settings.PRODUCTION = True
    assert create_demo_accounts() == []
    assert counts() == [0, 0, 0, 0, 0]


def test_cleo_has_thirteen_athletes_one_who_asks_and_one_who_ended(log_ins):
    cleo = User.objects.select_related("profile").get(username="cleo")
    assert {seen.runner.username: seen.categories for seen in athletes_of(cleo)} == {
        name: frozenset(categories) for name, (categories, _) in SHARED.items()
    }
    assert len(SHARED) == 13
    assert [i.inviter.username for i in invitations_to(cleo, "coach")] == ["nora"]
    assert [g.runner.username for g in cleo.coachings.filter(state="ended")] == ["leo"]


def counted():
    return [with_counts(User.objects.all(), user.pk).get() for user in User.objects.all()]


def test_notes_wait_for_cleo_and_for_two_of_her_athletes(log_ins):
    users = counted()
    unread = {u.username: (u.unread_notes, u.unread_as_coach) for u in users}
    assert {name: counts for name, counts in unread.items() if any(counts)} == {
        "maya": (1, 0), "jade": (1, 0), "cleo": (0, 1),
    }  # fmt: skip


def test_cleo_set_thresholds_for_jade_and_for_a_team(log_ins):
    rows = Override.objects.values_list("runner__username", "rule", "values__caution_percent")
    assert sorted(rows) == [
        ("finn", "load.longest_run", 20),
        ("jade", "load.longest_run", 20),
        ("jade", "load.weekly_jump", 20),
        ("theo", "load.longest_run", 20),
    ]
    unseen = {u.username: u.numbers_unseen for u in counted()}
    assert {name: n for name, n in unseen.items() if n} == {"finn": 1, "jade": 2, "theo": 1}

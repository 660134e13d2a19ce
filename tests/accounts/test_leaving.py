"""An account that goes leaves nothing behind, and may stay for two weeks."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.models.signals import pre_delete
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.accounts.people import log_in
from tests.factories import make_run, make_runner
from tests.sharing.cast import number_set, share
from training.access import athletes_of, coaches_of, sight_of
from training.leaving import erase_due, leave, stay
from training.models import Invitation, ThresholdRevision, User
from training.sharing.inviting import InvitationGoneError, invitation_for
from training.sharing.report_links import make_link

DAY = date(2026, 6, 1)


@pytest.fixture
def anna(anna):
    make_run(anna, DAY)
    return anna


def ask(client, name="anna"):
    return client.post(reverse("leaving"), {"name": name})


def test_a_wrong_name_deletes_nothing(anna):
    client = log_in()
    assert "That is not your user name. Nothing was deleted." in ask(client, "ann").text
    anna.refresh_from_db()
    assert anna.leaves_at is None


def test_whoever_asks_is_out_everywhere_and_seen_by_nobody(anna):
    kim = make_runner("kim")
    share(anna, kim)
    here, there, coach = log_in(), log_in(), Client()
    coach.force_login(kim)
    assert coach.get(reverse("athlete", args=[anna.pk])).status_code == 200
    ask(here)
    assert [client.get(reverse("today")).status_code for client in (here, there)] == [302, 302]
    assert coach.get(reverse("athlete", args=[anna.pk])).status_code == 404


def test_no_link_and_no_late_yes_shows_a_log_that_is_about_to_go(anna):
    kim = make_runner("kim")
    address = reverse("shared-report", args=[make_link(anna, uuid4(), ["left"], notes=False, days=3)])
    assert Client().get(address).status_code == 200
    leave(anna)
    assert Client().get(address).status_code == 404
    # A coach who accepted in the same moment.
    share(anna, kim)
    anna.refresh_from_db()
    assert (sight_of(kim, anna.pk), athletes_of(kim)) == (None, [])
    stay(anna)
    assert [sight.runner for sight in athletes_of(kim)] == [anna]
    assert Client().get(address).status_code == 404


def test_a_coach_who_leaves_sees_nobody_and_set_nothing(anna):
    kim = make_runner("kim")
    grant = share(anna, kim, may_set=True)
    number_set(grant)
    asked = Invitation.objects.create(inviter=kim, invitee=anna, asks="athlete", name="anna")
    leave(kim)
    assert (sight_of(kim, anna.pk), athletes_of(kim), coaches_of(anna)) == (None, [], [])
    assert not anna.overrides.filter(ended_at=None).exists()
    with pytest.raises(InvitationGoneError):
        invitation_for(anna, asked.pk)
    erase_due(timezone.now() + timedelta(days=15))
    assert list(anna.overrides.values_list("grant", "ended_by")) == [(None, None)]


def test_within_two_weeks_one_tap_brings_it_back(anna):
    ask(log_in())
    client = log_in()
    for name in ("runs", "offline-account", "export", "sharing"):
        assert client.get(reverse(name)).url == reverse("leaving")
    assert "Keep my account" in client.get(reverse("leaving")).text
    assert erase_due(timezone.now() + timedelta(days=13, hours=23)) == 0
    client.post(reverse("stay"))
    assert client.get(reverse("runs")).status_code == 200
    assert erase_due(timezone.now() + timedelta(days=99)) == 0
    assert anna.runs.count() == 1


def test_after_two_weeks_the_name_is_free_and_nobody_else_lost_anything(anna):
    ben = make_runner("ben")
    make_run(ben, DAY)
    leave(anna)
    assert erase_due(timezone.now() + timedelta(days=14, minutes=1)) == 1
    assert list(User.objects.values_list("username", flat=True)) == ["ben"]
    assert ben.runs.count() == 1
    make_runner("anna")


def test_a_threshold_stays_without_the_name_of_who_set_it(anna):
    ThresholdRevision.objects.create(number=1, reason="why", author=anna)
    leave(anna)
    erase_due(timezone.now() + timedelta(days=15))
    assert list(ThresholdRevision.objects.values_list("author", "reason")) == [(None, "why")]


@pytest.fixture
def when_erased():
    """Lets a test do something as somebody is erased; what it adds is called with who goes."""
    heard = []
    yield lambda act: (heard.append(act), pre_delete.connect(act, User, weak=False))
    for act in heard:
        pre_delete.disconnect(act, User)


def test_an_account_that_cannot_be_erased_holds_up_no_other(anna, when_erased):
    ben = make_runner("ben")
    leave(anna)
    leave(ben)

    def refuse(instance, **_):
        if instance == anna:
            raise OSError("the disk is full")

    when_erased(refuse)
    with pytest.raises(ExceptionGroup) as told:
        erase_due(timezone.now() + timedelta(days=15))
    assert [str(problem) for problem in told.value.exceptions] == ["the disk is full"]
    assert (list(User.objects.all()), anna.runs.count()) == ([anna], 1)


def test_an_account_that_stays_at_the_last_moment_stays(anna, when_erased):
    ben = make_runner("ben")
    leave(ben)
    leave(anna)
    when_erased(lambda **_: stay(anna))
    assert erase_due(timezone.now() + timedelta(days=15)) == 1
    assert list(User.objects.all()) == [anna]

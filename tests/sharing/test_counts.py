"""What the navigation shows: only what waits, and of an ended grant not even a number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_runner
from tests.sharing.cast import anna_and_kim, share
from training.models import Invitation, Note, User
from training.sharing.counts import with_counts

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def counts(person) -> tuple:
    found = with_counts(User.objects.select_related("profile"), person.pk).get()
    return (
        found.unread_notes, found.unread_as_coach, found.asked_as_runner, found.asked_as_coach,
        bool(found.is_coach),
    )  # fmt: skip


@pytest.fixture
def pair():
    anna, kim = anna_and_kim()
    grant = share(anna, kim)
    for by_coach in (True, False, False):
        Note.objects.create(runner=anna, coach=kim, by_coach=by_coach, text="x")
    return anna, kim, grant


def test_notes_count_for_whom_they_are_for(pair):
    anna, kim, _ = pair
    assert (counts(anna), counts(kim)) == ((1, 0, 0, 0, False), (0, 2, 0, 0, True))


def test_read_and_deleted_notes_count_no_more(pair):
    anna, kim, _ = pair
    Note.objects.filter(by_coach=True).update(read_at=timezone.now())
    Note.objects.filter(by_coach=False).update(text="", deleted_at=timezone.now())
    assert (counts(anna), counts(kim)) == ((0, 0, 0, 0, False), (0, 0, 0, 0, True))


def test_an_ended_grant_and_a_deactivated_runner_show_not_even_a_number(pair):
    anna, kim, grant = pair
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert counts(kim) == (0, 0, 0, 0, True)
    User.objects.filter(pk=anna.pk).update(is_active=True)
    grant.state, grant.ended_at = "ended", timezone.now()
    grant.save()
    assert counts(kim) == (0, 0, 0, 0, False)


def test_questions_count_while_they_can_be_answered():
    anna, kim = anna_and_kim()
    to_kim = Invitation.objects.create(inviter=anna, invitee=kim, asks="coach", name="kim")
    to_anna = Invitation.objects.create(inviter=kim, invitee=anna, asks="athlete", name="anna")
    assert (counts(anna), counts(kim)) == ((0, 0, 1, 0, False), (0, 0, 0, 1, True))
    Invitation.objects.filter(pk=to_kim.pk).update(state="declined")
    assert counts(kim) == (0, 0, 0, 0, True)
    Invitation.objects.filter(pk=to_anna.pk).update(created_at=timezone.now() - timedelta(days=14))
    assert (counts(anna), counts(kim)) == ((0, 0, 0, 0, False), (0, 0, 0, 0, False))


def test_nothing_waits_for_somebody_with_nothing_shared():
    assert counts(make_runner("nora")) == (0, 0, 0, 0, False)

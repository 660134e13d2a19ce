"""Two people, or one person twice, at the same moment."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.factories import make_runner
from tests.sharing.cast import ALL, TRAINING, anna_and_kim, share
from tests.views.test_concurrent import at_once, logged_in
from training.access import sight
from training.models import Grant, Invitation, Note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
EIGHT = range(8)


def posts(people, address, data=None) -> list[int]:
    clients = [logged_in(person) for person in people]
    return at_once([lambda c=c: c.post(address, data or {}).status_code for c in clients])


def test_an_invitation_accepted_eight_times_at_once_is_one_grant():
    anna, kim = anna_and_kim()
    asked = Invitation.objects.create(inviter=anna, invitee=kim, asks="coach", name="kim", categories=ALL)
    answers = posts([kim] * 8, reverse("invitation", args=[asked.pk]), {"accept": "1"})
    assert sorted(answers) == [302] + [404] * 7
    assert Grant.objects.count() == 1


def test_a_link_used_by_eight_at_once_lets_one_in():
    anna = make_runner("anna")
    others = [make_runner(f"coach{n}") for n in EIGHT]
    asked = Invitation.objects.create(inviter=anna, asks="coach", categories=ALL)
    link = reverse("invitation-link", args=[asked.pk, asked.secret])
    answers = posts(others, link, {"accept": "1"})
    assert sorted(answers) == [302] + [404] * 7
    winner = others[answers.index(302)]
    assert [person for person in others if sight(person, anna)] == [winner]


def test_two_invitations_accepted_at_once_are_one_grant():
    anna, kim = anna_and_kim()
    there = Invitation.objects.create(
        inviter=anna, invitee=kim, asks="coach", name="kim", categories=TRAINING
    )
    back = Invitation.objects.create(inviter=kim, invitee=anna, asks="athlete", name="anna")
    clients, data = (logged_in(kim), logged_in(anna)), {"categories": ["training"], "until": ""}
    addresses = [reverse("invitation", args=[asked.pk]) for asked in (there, back)]
    answers = at_once(
        [
            lambda: clients[0].post(addresses[0], {"accept": "1"}).status_code,
            lambda: clients[1].post(addresses[1], data).status_code,
        ]
    )
    assert (answers, Grant.objects.count(), sight(kim, anna).categories) == ([302, 302], 1, TRAINING)


def test_an_end_taken_back_eight_times_at_once_is_taken_back_once():
    anna, kim = anna_and_kim()
    grant = share(anna, kim)
    posts([anna], reverse("end-grant", args=[grant.pk]))
    answers = posts([anna] * 8, reverse("resume-grant", args=[grant.pk]))
    grant.refresh_from_db()
    assert (sorted(answers), grant.state, grant.version) == ([302] + [404] * 7, "granted", 3)


def test_both_sides_end_at_once_and_it_is_over():
    anna, kim = anna_and_kim()
    grant = share(anna, kim)
    assert posts([anna, kim, anna, kim], reverse("end-grant", args=[grant.pk])) == [302] * 4
    grant.refresh_from_db()
    assert (grant.state, grant.version, sight(kim, anna)) == ("ended", 2, None)


def test_accepting_while_it_is_withdrawn_is_one_of_the_two():
    anna, kim = anna_and_kim()
    asked = Invitation.objects.create(inviter=anna, invitee=kim, asks="coach", name="kim", categories=ALL)
    accept, withdraw = (
        reverse("invitation", args=[asked.pk]),
        reverse("withdraw-invitation", args=[asked.pk]),
    )
    runner, coach = logged_in(anna), logged_in(kim)
    answers = at_once(
        [
            lambda: coach.post(accept, {"accept": "1"}).status_code,
            lambda: runner.post(withdraw).status_code,
        ]
    )
    asked.refresh_from_db()
    outcome = (answers, asked.state, Grant.objects.count())
    assert outcome in [([302, 404], "accepted", 1), ([404, 302], "withdrawn", 0)]


def test_of_two_changes_at_once_one_is_told():
    anna, kim = anna_and_kim()
    grant = share(anna, kim)
    data = {"categories": ["training"], "until": "", "version": "1"}
    assert sorted(posts([anna, anna], reverse("grant", args=[grant.pk]), data)) == [302, 422]


def test_the_same_note_sent_eight_times_at_once_is_one_note():
    anna, kim = anna_and_kim()
    share(anna, kim)
    data = {"text": "Rest today.", "entry_id": "5b0c2a1e-6d0e-4f0e-9a52-9f2f6d7f4a11"}
    assert posts([kim] * 8, reverse("athlete-notes", args=[anna.pk]), data) == [302] * 8
    assert [note.text for note in Note.objects.all()] == ["Rest today."]


def test_the_same_question_asked_eight_times_at_once_is_one():
    anna, _ = anna_and_kim()
    data = {"name": "kim", "categories": ["training"], "until": ""}
    assert posts([anna] * 8, reverse("invite-coach"), data) == [302] * 8
    assert Invitation.objects.count() == 1

"""Sharing as two people do it: ask, answer, change, end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_runner
from tests.sharing.cast import ALL, TRAINING, share
from tests.views.test_concurrent import logged_in as as_
from training.access import sight, sight_of
from training.models import Grant, Invitation
from training.sharing import inviting

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def anna():
    return make_runner("anna")


@pytest.fixture
def kim():
    return make_runner("Kim")


def seen(coach, runner) -> frozenset | None:
    found = sight(coach, runner)
    return found and found.categories


def invite_coach(runner, name="kim", **more):
    data = {"name": name, "categories": ["training"], "until": "", **more}
    return as_(runner).post(reverse("invite-coach"), data)


def invite_athlete(coach, name="anna"):
    return as_(coach).post(reverse("coach-invitations"), {"name": name})


def test_a_coach_who_accepts_sees_what_was_offered(anna, kim):
    invite_coach(anna)
    invitation = Invitation.objects.get()
    assert seen(kim, anna) is None
    page = as_(kim).post(reverse("invitation", args=[invitation.pk]), {"accept": "1"})
    assert (page.status_code, page.url) == (302, reverse("roster"))
    assert (seen(kim, anna), seen(anna, kim)) == (TRAINING, None)


def test_opening_an_invitation_is_no_answer(anna, kim):
    invite_coach(anna)
    address = reverse("invitation", args=[Invitation.objects.get().pk])
    assert [as_(kim).get(address).status_code, as_(kim).post(address).status_code] == [200, 200]
    assert Grant.objects.count() == 0


def test_a_runner_chooses_what_a_coach_who_asks_will_see(anna, kim):
    invite_athlete(kim)
    address = reverse("invitation", args=[Invitation.objects.get().pk])
    assert as_(anna).post(address, {"until": ""}).status_code == 422
    assert seen(kim, anna) is None
    until = anna.profile.today() + timedelta(days=5)
    data = {"categories": ["knee", "notes"], "until": until.isoformat()}
    assert as_(anna).post(address, data).url == reverse("sharing")
    grant = Grant.objects.get()
    assert (seen(kim, anna), grant.until) == (frozenset({"knee", "notes"}), until)


def test_who_is_asked_is_told_on_today_and_in_the_navigation(anna, kim):
    calm = as_(anna).get("/").text
    invite_athlete(kim)
    asked = as_(anna).get("/").text
    words = ("Somebody asks to be your coach", "Something waits for you.")
    assert [[word in page for word in words] for page in (calm, asked)] == [[False] * 2, [True] * 2]
    invite_coach(anna)
    page = as_(kim).get(reverse("knee")).text
    assert ("Athletes" in page, "1 new" in page, "Athletes" in calm) == (True, True, False)


def test_a_link_opens_once_and_for_whoever_holds_it(anna, kim):
    invite_coach(anna, name="")
    page = as_(anna).get(reverse("sharing")).text
    invitation = Invitation.objects.get()
    link = reverse("invitation-link", args=[invitation.pk, invitation.secret])
    assert f"http://testserver{link}" in page
    other = make_runner("other")
    assert as_(kim).post(link, {"accept": "1"}).status_code == 302
    assert as_(other).post(link, {"accept": "1"}).status_code == 404
    assert (seen(kim, anna), seen(other, anna)) == (TRAINING, None)


def test_a_link_without_its_secret_opens_nothing(anna, kim):
    invite_coach(anna, name="")
    pk = Invitation.objects.get().pk
    assert as_(kim).post(reverse("invitation", args=[pk]), {"accept": "1"}).status_code == 404
    wrong = reverse("invitation-link", args=[pk, "a" * 40])
    assert as_(kim).post(wrong, {"accept": "1"}).status_code == 404
    assert Grant.objects.count() == 0


def test_an_invitation_by_name_does_not_open_by_link(anna, kim):
    invite_coach(anna)
    invitation = Invitation.objects.get()
    link = reverse("invitation-link", args=[invitation.pk, invitation.secret])
    assert as_(make_runner("other")).post(link, {"accept": "1"}).status_code == 404


def test_after_two_weeks_nobody_can_accept(anna, kim, time_machine):
    invite_coach(anna)
    address = reverse("invitation", args=[Invitation.objects.get().pk])
    time_machine.move_to(timezone.now() + timedelta(days=14, seconds=1))
    assert as_(kim).post(address, {"accept": "1"}).status_code == 404
    assert "no longer open" in as_(anna).get(reverse("sharing")).text


def test_declined_and_withdrawn_are_said_and_cannot_be_accepted(anna, kim):
    invite_coach(anna)
    address = reverse("invitation", args=[Invitation.objects.get().pk])
    as_(kim).post(address, {"decline": "1"})
    assert "Declined on" in as_(anna).get(reverse("sharing")).text
    invite_coach(anna)
    second = Invitation.objects.get(state="open")
    as_(anna).post(reverse("withdraw-invitation", args=[second.pk]))
    assert "Withdrawn on" in as_(anna).get(reverse("sharing")).text
    answers = [
        as_(kim).post(reverse("invitation", args=[pk]), {"accept": "1"}).status_code
        for pk in Invitation.objects.values_list("pk", flat=True)
    ]
    assert (answers, Grant.objects.count()) == ([404, 404], 0)


def test_nobody_accepts_their_own_invitation(anna):
    invite_coach(anna, name="")
    invitation = Invitation.objects.get()
    link = reverse("invitation-link", args=[invitation.pk, invitation.secret])
    assert as_(anna).post(link, {"accept": "1"}).status_code == 404
    assert (
        as_(anna).post(reverse("invite-coach"), {"name": "ANNA", "categories": ["knee"]}).status_code == 422
    )


def test_what_is_shared_can_be_changed_and_a_stale_form_changes_nothing(anna, kim):
    grant = share(anna, kim)
    address = reverse("grant", args=[grant.pk])
    data = {"categories": ["training"], "until": "", "version": "1"}
    assert as_(anna).post(address, data).status_code == 302
    assert seen(kim, anna) == TRAINING
    assert as_(anna).post(address, data | {"categories": ["knee"]}).status_code == 422
    assert as_(kim).post(address, data | {"version": "2"}).status_code == 404
    assert seen(kim, anna) == TRAINING


@pytest.mark.parametrize("who", ["anna", "kim"])
def test_either_side_ends_it_by_one_click(anna, kim, who):
    grant = share(anna, kim)
    person = {"anna": anna, "kim": kim}[who]
    assert as_(person).post(reverse("end-grant", args=[grant.pk])).status_code == 302
    grant.refresh_from_db()
    assert (seen(kim, anna), grant.state, grant.ended_by) == (None, "ended", person)


def test_a_runner_can_take_an_end_back_for_a_day(anna, kim, time_machine):
    grant = share(anna, kim)
    end, resume = (reverse(name, args=[grant.pk]) for name in ("end-grant", "resume-grant"))
    as_(anna).post(end)
    assert as_(kim).post(resume).status_code == 404
    assert as_(anna).post(resume).status_code == 302
    assert seen(kim, anna) == ALL
    as_(anna).post(end)
    time_machine.move_to(timezone.now() + timedelta(days=1, seconds=1))
    assert as_(anna).post(resume).status_code == 404
    assert seen(kim, anna) is None


def test_an_end_that_the_coach_wants_too_stays(anna, kim):
    grant = share(anna, kim)
    end, resume = (reverse(name, args=[grant.pk]) for name in ("end-grant", "resume-grant"))
    as_(anna).post(end)
    as_(kim).post(end)
    assert as_(anna).post(resume).status_code == 404


def test_the_last_day_is_the_runners_own(kim, time_machine):
    anna = make_runner("anna", time_zone="Pacific/Auckland")
    time_machine.move_to("2026-06-10T11:59:00Z", tick=False)
    share(anna, kim, until=anna.profile.today())
    assert (anna.profile.today().day, seen(kim, anna)) == (10, ALL)
    time_machine.move_to("2026-06-10T12:00:00Z", tick=False)
    assert (seen(kim, anna), sight_of(kim, anna.pk)) == (None, None)


def test_accepting_again_leaves_what_stands_and_renews_what_expired(anna, kim):
    grant = share(anna, kim, TRAINING)
    for until, expected in ((None, TRAINING), (anna.profile.today() - timedelta(days=1), ALL)):
        Grant.objects.update(until=until)
        asked = Invitation.objects.create(inviter=kim, invitee=anna, asks="athlete", name="anna")
        data = {"categories": sorted(ALL), "until": ""}
        assert as_(anna).post(reverse("invitation", args=[asked.pk]), data).status_code == 302
        assert seen(kim, anna) == expected
    assert list(Grant.objects.all()) == [grant]


def test_the_same_question_twice_is_one(anna, kim):
    assert [invite_coach(anna).status_code for _ in range(2)] == [302, 302]
    assert [i.name for i in Invitation.objects.all()] == ["kim"]


def test_each_state_reads_as_what_it_is(anna, kim, time_machine):
    grant = share(anna, kim, until=anna.profile.today())
    assert "Until" in as_(anna).get(reverse("sharing")).text
    time_machine.move_to(timezone.now() + timedelta(days=1))
    texts = [
        as_(anna).get(reverse("sharing")).text,
        as_(kim).get(reverse("coach-invitations")).text,
    ]
    assert ["Expired after" in text for text in texts] == [True, True]
    as_(kim).post(reverse("end-grant", args=[grant.pk]))
    assert "Ended by them" in as_(anna).get(reverse("sharing")).text
    assert "Ended by you" in as_(kim).get(reverse("coach-invitations")).text


def test_every_open_invitation_can_be_found_and_withdrawn(anna, kim):
    for n in range(60):
        state = "declined" if n < 5 else "open"
        Invitation.objects.create(inviter=kim, asks="athlete", name=f"name{n}", state=state)
    pages = [as_(kim).get(f"{reverse('coach-invitations')}?page={n}").context["sent"] for n in (1, 2)]
    assert [len(page) for page in pages] == [50, 10]
    assert [row["is_open"] for page in pages for row in page] == [True] * 55 + [False] * 5


def test_so_many_questions_without_an_answer_are_enough(anna, monkeypatch):
    monkeypatch.setattr(inviting, "MOST_OPEN", 2)
    answers = [invite_coach(anna, name=name).status_code for name in ("a", "b", "c")]
    assert (answers, Invitation.objects.count()) == ([302, 302, 422], 2)

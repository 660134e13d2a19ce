"""What coach and runner write to each other: who reads it, where it stands, and what traces it leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner
from tests.sharing.cast import TRAINING, anna_and_kim, share
from training.access import sight_of
from training.models import Note, User
from training.sharing.counts import with_counts
from training.sharing.granting import end_grant

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def pair():
    anna, kim = anna_and_kim()
    share(anna, kim)
    return anna, kim


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def to_anna(pair, text="Rest today.", query=""):
    anna, kim = pair
    return as_(kim).post(reverse("athlete-notes", args=[anna.pk]) + query, {"text": text})


def unread(person) -> tuple[int, int]:
    found = with_counts(User.objects.all(), person.pk).get()
    return found.unread_notes, found.unread_as_coach


def test_a_note_of_a_coach_stands_first_on_today_until_it_is_read(pair):
    anna, _ = pair
    assert to_anna(pair).status_code == 302
    assert unread(anna) == (1, 0)
    assert [letter["text"] for letter in as_(anna).get("/").context["letters"]] == ["Rest today."]
    assert "Rest today." in as_(anna).get(reverse("notes")).text
    assert unread(anna) == (0, 0)
    assert as_(anna).get("/").context["letters"] == []


def test_a_runner_answers_and_the_coach_is_told_how_many_are_unread(pair):
    anna, kim = pair
    assert as_(anna).post(reverse("notes"), {"text": "I will."}).status_code == 302
    assert unread(kim) == (0, 1)
    assert "1 new" in as_(kim).get("/").text
    page = as_(kim).get(reverse("athlete-notes", args=[anna.pk])).text
    assert ("I will." in page, unread(kim)) == (True, (0, 0))


def test_a_runner_with_two_coaches_says_whom_it_is_for_and_the_other_reads_nothing(pair):
    anna, kim = pair
    lena = make_runner("lena")
    share(anna, lena)
    assert as_(anna).post(reverse("notes"), {"text": "For Lena."}).status_code == 422
    assert as_(anna).post(reverse("notes"), {"text": "For Lena.", "coach": lena.pk}).status_code == 302
    pages = [as_(coach).get(reverse("athlete-notes", args=[anna.pk])).text for coach in (kim, lena)]
    assert ["For Lena." in page for page in pages] == [False, True]


def test_nobody_writes_without_a_grant(pair):
    anna, _ = pair
    end_grant(anna, anna.grants.get().pk)
    assert to_anna(pair).status_code == 404
    assert as_(anna).post(reverse("notes"), {"text": "Still there?"}).status_code == 422
    assert Note.objects.count() == 0


def test_an_ended_grant_ends_the_coachs_reading_and_not_the_runners(pair):
    anna, kim = pair
    to_anna(pair)
    as_(anna).post(reverse("notes"), {"text": "Read me."})
    note = Note.objects.get(by_coach=True)
    end_grant(anna, anna.grants.get().pk)
    addresses = [reverse("athlete-notes", args=[anna.pk]), reverse("edit-note", args=[note.pk])]
    assert [as_(kim).get(address).status_code for address in addresses] == [404, 404]
    assert as_(kim).post(reverse("delete-note", args=[note.pk])).status_code == 404
    assert unread(kim) == (0, 0)
    assert "Rest today." in as_(anna).get(reverse("notes")).text


def test_a_changed_note_says_so_and_a_stale_change_is_refused(pair):
    anna, kim = pair
    to_anna(pair)
    address = reverse("edit-note", args=[Note.objects.get().pk])
    assert as_(kim).post(address, {"text": "Rest two days.", "version": "1"}).status_code == 302
    assert as_(kim).post(address, {"text": "Rest three days.", "version": "1"}).status_code == 422
    page = as_(anna).get(reverse("notes")).text
    assert ("Rest two days." in page, "Rest today." in page, "Edited " in page) == (True, False, True)


def test_a_deleted_note_leaves_its_place_and_no_words(pair):
    anna, kim = pair
    to_anna(pair)
    note = Note.objects.get()
    assert as_(kim).post(reverse("delete-note", args=[note.pk])).status_code == 302
    note.refresh_from_db()
    page = as_(anna).get(reverse("notes")).text
    assert (note.text, "Rest today." in page, "Deleted by its author on" in page) == ("", False, True)
    assert unread(anna) == (0, 0)
    assert as_(kim).post(reverse("delete-note", args=[note.pk])).status_code == 404


def test_only_its_author_changes_a_note(pair):
    anna, _ = pair
    to_anna(pair)
    note = Note.objects.get()
    data = {"text": "I may run.", "version": "1"}
    assert as_(anna).post(reverse("edit-note", args=[note.pk]), data).status_code == 404
    assert as_(anna).post(reverse("delete-note", args=[note.pk])).status_code == 404


def test_markup_in_a_note_stays_text_on_every_page(pair):
    anna, kim = pair
    day = anna.profile.today() - timedelta(days=1)
    run = make_run(anna, day)
    evil = '<script>alert(1)</script><img src=x onerror="a">'
    to_anna(pair, evil, f"?run={run.pk}")
    addresses = [(anna, "/"), (anna, reverse("edit-run", args=[run.pk])), (anna, reverse("notes"))]
    addresses.append((kim, reverse("athlete-notes", args=[anna.pk])))
    for person, address in addresses:
        page = as_(person).get(address).text
        assert ("&lt;script&gt;alert(1)" in page, "<script>alert" in page, "<img" in page) == (
            True, False, False,
        )  # fmt: skip


def test_a_note_about_a_run_stands_on_the_page_of_that_run(pair):
    anna, _ = pair
    day = anna.profile.today() - timedelta(days=1)
    run, other = make_run(anna, day), make_run(anna, day, hour=18)
    to_anna(pair, "Too fast.", f"?run={run.pk}")
    pages = [as_(anna).get(reverse("edit-run", args=[r.pk])).text for r in (run, other)]
    assert ["Too fast." in page for page in pages] == [True, False]
    run.delete()
    assert "A run that is no longer in the log" in as_(anna).get(reverse("notes")).text


def test_a_note_about_a_warning_names_it_as_far_as_the_coach_may_know(pair):
    anna, kim = pair
    make_check_in(anna, anna.profile.today(), 3, signs={"locks"}, hour=0)
    key = as_(anna).get("/").context["cards"][0]["key"]
    assert to_anna(pair, "See a physio.", f"?warning={key}").status_code == 302
    note = Note.objects.get()
    assert (note.kind, note.rule, note.subject) == ("warning", "knee.red_flag", "knee:left")
    about = "Signs for a professional to look at"
    assert about in as_(anna).get(reverse("notes")).text
    assert about in as_(kim).get(reverse("athlete-notes", args=[anna.pk])).text
    anna.grants.update(categories=TRAINING)
    page = as_(kim).get(reverse("athlete-notes", args=[anna.pk])).text
    assert (about in page, "A warning" in page, "See a physio." in page) == (False, True, True)


def test_a_coach_cannot_write_about_what_is_not_shared(pair):
    anna, _ = pair
    run = make_run(anna, anna.profile.today() - timedelta(days=1))
    make_check_in(anna, anna.profile.today(), 3, signs={"locks"}, hour=0)
    key = as_(anna).get("/").context["cards"][0]["key"]
    anna.grants.update(categories=frozenset({"profile"}))
    queries = (f"?run={run.pk}", f"?warning={key}", "")
    assert [to_anna(pair, "x", query).status_code for query in queries] == [404, 404, 302]


def test_a_note_longer_than_its_limit_is_refused_and_kept_in_the_form(pair):
    answers = [to_anna(pair, "x" * length) for length in (2_000, 2_001)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "x" * 2_001 in answers[1].text


def test_a_deactivated_coach_or_runner_ends_it_at_the_next_request(pair):
    anna, kim = pair
    for person in (anna, kim):
        User.objects.filter(pk=person.pk).update(is_active=False)
        assert sight_of(User.objects.get(pk=kim.pk), anna.pk) is None
        User.objects.filter(pk=person.pk).update(is_active=True)
        assert sight_of(User.objects.get(pk=kim.pk), anna.pk) is not None


@pytest.mark.parametrize("who", [0, 1])
def test_deleting_either_account_leaves_no_grant_and_no_note(pair, who):
    to_anna(pair)
    pair[who].delete()
    other = User.objects.get()
    assert (Note.objects.count(), other.grants.count(), other.coachings.count()) == (0, 0, 0)

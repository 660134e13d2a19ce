"""What a runner sees of what a coach sees, and what the pages of sharing cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_check_in, make_runner
from tests.sharing.cast import ALL, share
from tests.views.test_concurrent import logged_in as as_
from training.models import Invitation, Note

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def anna():
    return make_runner("anna")


@pytest.fixture
def kim():
    return make_runner("Kim")


@pytest.mark.parametrize(
    ("categories", "words"),
    [
        ({"training"}, "They can open your runs and shoes too."),
        ({"knee", "notes"}, "They can open your check-ins and care too, with your notes beside them."),
        (
            ALL,
            "They can open your runs and shoes and your check-ins and care too, with your notes beside them.",
        ),
        ({"profile"}, ""),
    ],
)
def test_a_preview_says_whose_it_is_and_what_else_they_open(anna, kim, categories, words):
    grant = share(anna, kim, categories)
    page = as_(anna).get(reverse("preview", args=[grant.pk]))
    assert (page.context["opened"], "this is what Kim sees now." in page.text) == (words, True)


def test_a_preview_is_the_page_that_the_coach_gets(anna, kim):
    make_check_in(anna, anna.profile.today(), 3, signs={"locks"}, hour=0)
    grant = share(anna, kim, {"knee"})
    pages = [
        as_(anna).get(reverse("preview", args=[grant.pk])),
        as_(kim).get(reverse("athlete", args=[anna.pk])),
    ]
    for name in ("headline", "sub", "rooms", "week", "withheld"):
        assert pages[0].context[name] == pages[1].context[name], name
    cards = [[(c["headline"], c["evidence"]) for c in page.context["cards"]] for page in pages]
    assert cards[0] == cards[1] != []


def test_there_is_no_preview_of_what_is_over(anna, kim):
    grant = share(anna, kim, until=anna.profile.today() - timedelta(days=1))
    assert as_(anna).get(reverse("preview", args=[grant.pk])).status_code == 404


def fill(anna, kim, rows: range) -> None:
    for n in rows:
        coach, athlete = make_runner(f"coach{n}"), make_runner(f"athlete{n}")
        share(anna, coach)
        share(athlete, kim, state="ended", ended_at=athlete.date_joined)
        for inviter, invitee, asks in ((anna, coach, "coach"), (kim, athlete, "athlete")):
            Invitation.objects.create(inviter=inviter, asks=asks, name=f"name{n}")
            back = "athlete" if asks == "coach" else "coach"
            Invitation.objects.create(inviter=invitee, invitee=inviter, asks=back, name=inviter.username)
        for by_coach in (True, False):
            Note.objects.create(runner=anna, coach=kim, by_coach=by_coach, text=f"note {n}")


def test_pages_of_sharing_cost_the_same_with_one_row_and_with_three(anna, kim):
    share(anna, kim)
    costs = []
    for rows in (range(1), range(1, 3)):
        fill(anna, kim, rows)
        clients, cost = {"anna": as_(anna), "kim": as_(kim)}, {}
        for who, name, args in (
            ("anna", "sharing", []),
            ("anna", "notes", []),
            ("kim", "coach-invitations", []),
            ("kim", "athlete-notes", [anna.pk]),
        ):
            with CaptureQueriesContext(connection) as queries:
                clients[who].get(reverse(name, args=args))
            cost[name] = len(queries)
        costs.append(cost)
    assert costs == [{"sharing": 6, "notes": 6, "coach-invitations": 6, "athlete-notes": 6}] * 2

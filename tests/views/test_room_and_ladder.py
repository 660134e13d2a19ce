"""The room that is left, on a day that a step of the ladder is to be done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_shoe
from tests.views.test_return_to_run import after_a_break, climbed, day

pytestmark = pytest.mark.django_db
NOTE = "Back to running comes first: until its steps are done, they set how far you run."
DOCTOR = "How far you could run is not shown before a doctor or physiotherapist has cleared the knee."


def test_the_ladder_comes_before_the_room_that_is_left(client, time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 18, tzinfo=UTC), tick=False)
    anna, ben = after_a_break(), after_a_break("ben", last=1)
    climbed(anna, 3)
    client.force_login(anna)
    shown = client.get(reverse("today")).context
    assert (shown["rooms"] != [], shown["rooms_note"]) == (True, NOTE)
    client.force_login(ben)
    shown = client.get(reverse("today")).context
    assert (shown["rooms"] != [], shown["rooms_note"]) == (True, "")


def test_no_distance_is_named_before_a_clearance_that_is_asked_for(client, time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 18, tzinfo=UTC), tick=False)
    anna = after_a_break()
    make_shoe(anna)
    for ago, score in ((18, 2), (14, 0), (13, 0), (12, 0)):
        make_check_in(anna, day(ago), score, signs={"locks"} if score else set())
    client.force_login(anna)
    shown = client.get(reverse("today")).context
    assert ([room["label"] for room in shown["rooms"]], shown["rooms_note"]) == (["left on Ghost"], DOCTOR)
    anna.clearances.create(side="left", on=day(10))
    shown = client.get(reverse("today")).context
    assert (len(shown["rooms"]), shown["rooms_note"]) == (3, NOTE)

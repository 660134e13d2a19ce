"""The room that is left, on a day that a step of the ladder is to be done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from tests.views.test_return_to_run import after_a_break, climbed

pytestmark = pytest.mark.django_db
NOTE = "Back to running comes first: until its steps are done, they set how far you run."


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

"""What Today says at the top where no warning stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_run
from training.units import format_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("back", "silent"), [(6, False), (7, True), (200, True), (800, True)])
def test_silence_is_said_instead_of_nothing_standing_out(client, anna, back, silent):
    today = anna.profile.today()
    last = today - timedelta(days=back)
    for more in (0, 3):
        make_run(anna, last - timedelta(days=more), warm_up=True)
    page = client.get(reverse("today")).context
    assert page["cards"] == []
    expected = f"Nothing is logged since {format_day(last, today)}." if silent else "Nothing stands out in"
    assert page["headline"].startswith(expected)

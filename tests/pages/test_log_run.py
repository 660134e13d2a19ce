"""What the form of a new run starts with."""

from datetime import date

import pytest

from tests.factories import make_run, make_runner, make_shoe
from training.pages.log_run import likely_run

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def test_the_shoe_is_the_last_one_of_that_surface_or_the_pair_that_took_over():
    runner = make_runner()
    assert likely_run(runner) == {}
    fresh, spent = make_shoe(runner, "Fresh"), make_shoe(runner, "Spent")
    make_run(runner, DAY, shoe=spent, surface="trail")
    make_run(runner, DAY, hour=6, shoe=fresh, surface="asphalt")
    assert likely_run(runner) == {"surface": "trail", "shoe": spent.pk, "warm_up": None}
    spent.retired_on = DAY
    spent.save()
    assert likely_run(runner)["shoe"] is None
    spent.successor = fresh
    spent.save()
    assert likely_run(runner)["shoe"] == fresh.pk
    fresh.retired_on = DAY
    fresh.save()
    assert likely_run(runner)["shoe"] is None

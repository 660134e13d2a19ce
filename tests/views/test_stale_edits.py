"""Two edits of one entry: the second is told, and overwrites only when asked once more."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner

pytestmark = pytest.mark.django_db


def typed(response) -> dict:
    """What the form of the page at hand holds."""
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}


@pytest.fixture
def yesterday(client):
    runner = make_runner()
    client.force_login(runner)
    return runner, runner.profile.today() - timedelta(days=1)


def test_a_stale_edit_is_told_keeps_what_was_typed_and_may_be_saved_again(client, yesterday):
    run = make_run(*yesterday)
    address = reverse("edit-run", args=[run.pk])
    data = typed(client.get(address))
    client.post(address, {**data, "distance_m": "9"})
    refused = client.post(address, {**data, "distance_m": "11"})
    run.refresh_from_db()
    assert (refused.status_code, run.distance_m) == (422, 9_000)
    assert "This was changed elsewhere since you opened it. Nothing was overwritten." in refused.text
    said = {name: str(value) for name, value in {**data, "distance_m": "11", "version": 2}.items()}
    assert typed(refused) == said
    client.post(address, typed(refused))
    run.refresh_from_db()
    assert (run.distance_m, run.version) == (11_000, 3)


def test_no_sign_of_a_check_in_is_lost_on_the_way(client, yesterday):
    entry = make_check_in(*yesterday, 3, signs={"locks", "pops"}, feel={"tight", "dull"}, hour=0)
    address = reverse("edit-check-in", args=[entry.pk])
    data = typed(client.get(address))
    client.post(address, {**data, "score": "5"})
    refused = client.post(address, {**data, "score": "7"})
    assert refused.status_code == 422
    client.post(address, typed(refused))
    entry.refresh_from_db()
    assert (entry.score, entry.signs, entry.feel) == (7, {"locks", "pops"}, {"tight", "dull"})

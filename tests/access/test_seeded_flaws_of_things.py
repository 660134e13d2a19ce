"""The matrix notices an address that forgets whose thing it is, and a past day of what is not shared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.shortcuts import get_object_or_404

from tests.access import matrix
from tests.access.world import World
from training import access
from training.models import Override, TeamOverride
from training.pages import past
from training.thresholds import overrides
from training.views import (
    account,
    care,
    gaps,
    import_batch,
    imports,
    knee,
    ladder,
    numbers,
    shoes,
    team_numbers,
    webhooks,
)

pytestmark = pytest.mark.django_db

# The views that look a thing up among those of whoever asks, and their addresses.
OWNED = {
    account: ["delete-injury"],
    care: ["delete-care"],
    gaps: ["take-back-gap"],
    import_batch: ["import", "import-problems", "discard-import"],
    imports: ["import-sent"],
    knee: ["edit-check-in", "delete-check-in"],
    ladder: ["delete-ladder-session", "delete-clearance"],
    shoes: ["edit-shoe", "retire-shoe"],
    team_numbers: ["team-thresholds", "set-team-numbers"],
    webhooks: ["webhook", "test-webhook", "renew-webhook", "delete-webhook"],
}


@pytest.fixture
def world():
    return World()


def first_complaint(world, name):
    return next(matrix.every_complaint(world, {name}), "nothing")


@pytest.mark.parametrize(("views", "name"), [(views, name) for views in OWNED for name in OWNED[views]])
def test_a_look_up_among_everybody_s_is_caught(world, monkeypatch, views, name):
    def any_owner(rows, **what):
        return get_object_or_404(rows.model, **what)

    monkeypatch.setattr(views, "get_object_or_404", any_owner)
    assert first_complaint(world, name) != "nothing"


def past_days_of_the_whole_log(patch):
    assess_as_of = past.assess_as_of

    def of_everything(sight, *when):
        return assess_as_of(replace(sight, categories=access.EVERYTHING), *when)

    patch.setattr(past, "assess_as_of", of_everything)


def any_end_of_numbers_taken_back(patch):
    def take_back_end(person, pk):
        row = Override.objects.filter(pk=pk).first()
        return overrides.take_back_end(row.runner if row else person, pk)

    patch.setattr(numbers, "take_back_end", take_back_end)


def numbers_of_other_coaches_teams_ended(patch):
    def end_team_numbers(coach, pk):
        row = TeamOverride.objects.filter(pk=pk).first()
        return overrides.end_team_numbers(row.team.coach if row else coach, pk)

    patch.setattr(team_numbers, "end_team_numbers", end_team_numbers)


def numbers_of_other_coaches_teams_taken_back(patch):
    def take_back(coach, pk):
        row = TeamOverride.objects.filter(pk=pk).first()
        return overrides.take_back_team_end(row.team.coach if row else coach, pk)

    patch.setattr(team_numbers, "take_back_team_end", take_back)


FLAWS = [
    (past_days_of_the_whole_log, "athlete-as-it-was"),
    (past_days_of_the_whole_log, "athlete-past-proof"),
    (any_end_of_numbers_taken_back, "undo-numbers"),
    (numbers_of_other_coaches_teams_ended, "end-team-numbers"),
    (numbers_of_other_coaches_teams_taken_back, "undo-team-numbers"),
]


@pytest.mark.parametrize(("flaw", "name"), FLAWS)
def test_each_flaw_is_caught(world, monkeypatch, flaw, name):
    flaw(monkeypatch)
    assert first_complaint(world, name) != "nothing"

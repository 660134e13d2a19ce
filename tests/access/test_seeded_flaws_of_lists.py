"""The matrix notices flaws of the coach's list and of an athlete's pages too, put in one at a time."""

from __future__ import annotations

import pytest
from django.shortcuts import get_object_or_404

import training.access as access
import training.summaries as summaries
import training.timelines as timelines
from tests.access import matrix
from tests.access.world import World
from training.assessment import assess
from training.models import CoachMark, Team, User
from training.pages import athlete as athlete_pages
from training.pages import history as history_pages
from training.pages import roster as roster_pages
from training.remembering import Key
from training.views import athlete as athlete_views
from training.views import athletes as roster_views
from training.views import teams as team_views

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def memory_for_all_eyes(patch):
    """What one coach may see is kept for whoever asks next."""

    def key_of(sight, stamps, ruleset, today):
        return Key(str(sight.runner.pk), "")

    patch.setattr(summaries, "key_of", key_of)


def timeline_of_the_whole_log(patch):
    """A year is drawn from all that is logged, whatever of it may be seen."""

    def timeline_of(sight, first, last):
        return timelines.timeline_of(access.Sight(sight.runner, access.EVERYTHING), first, last)

    patch.setattr(history_pages, "timeline_of", timeline_of)


def everybody_in_the_list(patch):
    def athletes_of(coach):
        runners = User.objects.exclude(pk=coach.pk).select_related("profile")
        return [access.Sight(runner, access.EVERYTHING) for runner in runners]

    patch.setattr(roster_pages, "athletes_of", athletes_of)


def page_without_its_category(patch):
    with_category = athlete_views.athlete_of
    patch.setattr(athlete_views, "athlete_of", lambda request, pk, needed="": with_category(request, pk))


def findings_of_the_whole_log(patch):
    patch.setattr(athlete_pages, "assess_seen", lambda sights: assess([sight.runner for sight in sights]))


def preview_counts_as_own(patch):
    def sight_of(viewer, pk):
        return access.preview(get_object_or_404(User, pk=pk), access.EVERYTHING)

    patch.setattr(roster_views, "sight_of", sight_of)


def anybody_takes_a_mark_back(patch):
    patch.setattr(
        roster_views, "get_object_or_404", lambda rows, **what: get_object_or_404(CoachMark, **what)
    )
    patch.setattr(roster_views, "athlete_of", lambda request, pk: access.Sight(request.user, frozenset()))


def anybody_has_any_team(patch):
    patch.setattr(team_views, "get_object_or_404", lambda rows, **what: get_object_or_404(Team, **what))


FLAWS = {
    memory_for_all_eyes: {"roster"},
    timeline_of_the_whole_log: {"athlete-history"},
    everybody_in_the_list: {"roster", "roster-csv"},
    page_without_its_category: {"athlete-knee"},
    findings_of_the_whole_log: {"athlete", "athlete-proof"},
    preview_counts_as_own: {"athlete-runs"},
    anybody_takes_a_mark_back: {"undo-mark"},
    anybody_has_any_team: {"team", "delete-team"},
}


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.__name__)
def test_each_flaw_is_caught(world, monkeypatch, flaw):
    flaw(monkeypatch)
    assert next(matrix.every_complaint(world, FLAWS[flaw]), "nothing") != "nothing"

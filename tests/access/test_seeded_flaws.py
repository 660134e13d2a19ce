"""The matrix notices: each flaw is put in, one at a time, and has to be complained of."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

import training.access as access
from kneelog.authentication import RunnerBackend
from tests.access import matrix
from tests.access.world import World
from training.assessment import assess
from training.forms.run import RunForm
from training.models import Grant, Invitation, Note, Override, Run, Shoe, User
from training.pages import athlete as athlete_pages
from training.pages import notes as note_pages
from training.pages import plan as plan_pages
from training.pages import plan_answer
from training.sharing import granting, inviting
from training.sharing import notes as note_acts
from training.thresholds import overrides
from training.views import invitations as invitation_views
from training.views import notes as note_views
from training.views import numbers as number_views
from training.views import runs as run_views
from training.views import sharing as sharing_views

pytestmark = pytest.mark.django_db
GATE = {"athlete-notes"}


@pytest.fixture
def world():
    return World()


def granted(**kept):
    """The gate's query with conditions left out or others in their place."""

    def query(coach):
        return Grant.objects.filter(coach=coach.pk, **kept).select_related("runner__profile")

    return query


def owner_filter_off(patch):
    def any_run(rows, **what):
        return get_object_or_404(Run, **what)

    patch.setattr(run_views, "get_object_or_404", any_run)


def invited_counts_as_granted(patch):
    def sight_of(viewer, runner_id):
        if Invitation.objects.filter(inviter=runner_id, invitee=viewer).exists():
            return access.Sight(viewer, access.EVERYTHING, Grant(runner_id=runner_id, coach=viewer))
        return access.sight_of(viewer, runner_id)

    patch.setattr(note_views, "sight_of", sight_of)


def ended_grant_kept(patch):
    patch.setattr(access, "_granted_to", granted(runner__is_active=True))
    patch.setattr(Grant, "holds_on", lambda grant, day: grant.until is None or day <= grant.until)


def expired_grant_kept(patch):
    patch.setattr(Grant, "holds_on", lambda grant, day: grant.state == Grant.State.GRANTED)


def deactivated_coach_kept(patch):
    patch.setattr(RunnerBackend, "user_can_authenticate", lambda backend, user: True)
    patch.setattr(access, "_is_somebody", lambda person: person.is_authenticated)
    patch.setattr(access, "_granted_to", granted(state=Grant.State.GRANTED))


def own_log_of_everybody(patch):
    patch.setattr(access, "sight_of", lambda viewer, pk: access.Sight(viewer, access.EVERYTHING))
    patch.setattr(note_views, "sight_of", access.sight_of)
    patch.setattr(access.Sight, "is_own", False)


def none_equals_none(patch):
    """A link is addressed to nobody, and nobody's id is None."""

    def opens(invitation, secret):
        return invitation.invitee_id is None

    patch.setattr(Invitation, "opens_with", opens)


def link_without_its_secret(patch):
    def invitation_for(person, pk, secret=""):
        if found := inviting.open_invitations().filter(pk=pk, invitee=None).exclude(inviter=person).first():
            return found
        return inviting.invitation_for(person, pk, secret)

    patch.setattr(invitation_views, "invitation_for", invitation_for)


def anybody_ends_a_grant(patch):
    def end_grant(person, pk):
        grant = Grant.objects.filter(pk=pk).first()
        return granting.end_grant(grant.runner if grant else person, pk)

    patch.setattr(sharing_views, "end_grant", end_grant)


def coach_changes_a_grant(patch):
    def any_grant(rows, **what):
        return get_object_or_404(Grant, **what)

    patch.setattr(sharing_views, "get_object_or_404", any_grant)


def anybody_withdraws(patch):
    def withdraw(person, pk):
        inviting._answer(Invitation.objects.filter(pk=pk), Invitation.State.WITHDRAWN)
        return "coach"

    patch.setattr(invitation_views, "withdraw", withdraw)


def notes_of_other_coaches(patch):
    patch.setattr(note_pages, "notes_between", lambda sight, coach: note_acts.notes_of(sight.runner))


def anybody_edits_a_note(patch):
    patch.setattr(note_views, "note_by", lambda author, pk: Note.objects.filter(pk=pk).first())
    patch.setattr(note_views, "sight_of", lambda viewer, pk: access.Sight(viewer, access.EVERYTHING))


def refusal_tells(patch):
    def forbidden(rows, **what):
        if Run.objects.filter(**what).exists() and not rows.filter(**what).exists():
            raise PermissionDenied
        return get_object_or_404(rows, **what)

    patch.setattr(run_views, "get_object_or_404", forbidden)


def foreign_shoe_accepted(patch):
    init = RunForm.__init__

    def with_every_shoe(form, *args, **kwargs):
        init(form, *args, **kwargs)
        form.fields["shoe"].queryset = Shoe.objects.all()

    patch.setattr(RunForm, "__init__", with_every_shoe)


def foreign_run_in_a_note(patch):
    patch.setattr(note_pages, "_run", lambda sight, text: Run.objects.filter(pk=text).first())


def note_to_anybody(patch):
    patch.setattr(note_views, "coaches_of", lambda runner: list(User.objects.exclude(pk=runner.pk)))


def categories_ignored(patch):
    def through(grant, today=None):
        return access.Sight(grant.runner, access.EVERYTHING, grant)

    patch.setattr(access, "_through", through)


def looks_not_written(patch):
    patch.setattr(athlete_pages, "looked", lambda sights, page: None)


def plan_of_the_whole_log(patch):
    patch.setattr(plan_pages, "assess_seen", lambda sights: assess([sight.runner for sight in sights]))
    patch.setattr(plan_answer, "visible_rules", lambda rules, sight: list(rules))


def any_number_ended(patch):
    def end_numbers(person, pk):
        row = Override.objects.filter(pk=pk).first()
        return overrides.end_numbers(row.runner if row else person, pk)

    patch.setattr(number_views, "end_numbers", end_numbers)


def setting_without_leave(patch):
    patch.setattr(access.Sight, "may_set", True)


FLAWS = {
    plan_of_the_whole_log: {"athlete-plan"},
    setting_without_leave: {"athlete-thresholds", "set-numbers"},
    any_number_ended: {"end-numbers"},
    categories_ignored: {"athlete", "athlete-knee", "athlete-runs"},
    looks_not_written: {"athlete"},
    owner_filter_off: {"edit-run", "delete-run"},
    invited_counts_as_granted: GATE,
    ended_grant_kept: GATE,
    expired_grant_kept: GATE,
    deactivated_coach_kept: GATE,
    own_log_of_everybody: GATE,
    none_equals_none: {"invitation", "invitation-link"},
    link_without_its_secret: {"invitation", "invitation-link"},
    anybody_ends_a_grant: {"end-grant"},
    coach_changes_a_grant: {"grant"},
    anybody_withdraws: {"withdraw-invitation"},
    notes_of_other_coaches: GATE,
    anybody_edits_a_note: {"edit-note", "delete-note"},
    refusal_tells: {"edit-run"},
    foreign_shoe_accepted: {"log-run"},
    foreign_run_in_a_note: {"notes", "athlete-notes"},
    note_to_anybody: {"notes"},
}


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.__name__)
def test_each_flaw_is_caught(world, monkeypatch, flaw):
    flaw(monkeypatch)
    assert next(matrix.every_complaint(world, FLAWS[flaw]), "nothing") != "nothing"

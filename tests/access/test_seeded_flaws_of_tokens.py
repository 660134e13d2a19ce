"""The matrix notices a token that opens too much or too long, and a way in without one."""

from __future__ import annotations

import pytest
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from kneelog import middleware
from tests.access import matrix
from tests.access.programs import Programs, program_complaints
from tests.access.world import World
from training import tokens
from training.api import entries, own
from training.api.auth import Bearer
from training.api.problems import CHANGED, Problem
from training.api.resources import Resource
from training.forms.run import RunForm
from training.forms.sent import SentRunForm
from training.models import AccessToken, Shoe, User
from training.tokens.secret import runner_of
from training.views import tokens as token_views

pytestmark = pytest.mark.django_db
ME, RUN = {"api-1:me"}, {"api-1:run"}
find, rows_of = tokens.find, Resource.rows_of


def found_without(patch, *conditions):
    """The look-up with these conditions left out."""
    alive = {
        "ended_at": None, "expires_at__gt": timezone.now(),
        "runner__is_active": True, "runner__leaves_at": None,
    }  # fmt: skip
    kept = {name: value for name, value in alive.items() if name not in conditions}

    def find_any(secret, now):
        rows = AccessToken.objects.filter(runner=runner_of(secret), **kept).select_related("runner__profile")
        hashed = {} if "token_hash" in conditions else {"token_hash": AccessToken.hash_of(secret)}
        return rows.filter(**hashed).first()

    patch.setattr(tokens, "find", find_any)


def ended_token_accepted(patch):
    found_without(patch, "ended_at")


def expired_token_accepted(patch):
    found_without(patch, "expires_at__gt")


def closed_account_kept(patch):
    found_without(patch, "runner__is_active")


def leaving_account_kept(patch):
    found_without(patch, "runner__leaves_at")


def made_up_secret_accepted(patch):
    found_without(patch, "token_hash")


def scope_ignored(patch):
    def with_every_scope(secret, now):
        token = find(secret, now)
        if token:
            token.scopes = frozenset({"read", "log", "export"})
        return token

    patch.setattr(tokens, "find", with_every_scope)


def anna_s_token() -> AccessToken:
    return AccessToken.objects.filter(runner__username="anna", ended_at=None).latest("expires_at")


def other_s_token_accepted(patch):
    patch.setattr(tokens, "find", lambda secret, now: find(secret, now) and anna_s_token())


def no_token_accepted(patch):
    patch.setattr(Bearer, "__call__", lambda bearer, request: anna_s_token())


def session_accepted(patch):
    def by_session(bearer, request):
        return anna_s_token() if request.user.is_authenticated else call(bearer, request)

    call = Bearer.__call__
    patch.setattr(Bearer, "__call__", by_session)
    patch.setattr(middleware, "API", "/nowhere/")


def owner_filter_off(patch):
    patch.setattr(Resource, "rows_of", lambda resource, runner: resource.model.objects.all())


def athletes_of_a_coach_too(patch):
    def rows(resource, runner):
        mine = Q(runner=runner) | Q(runner__grants__coach=runner, runner__grants__state="granted")
        return resource.model.objects.filter(mine).distinct()

    patch.setattr(Resource, "rows_of", rows)


def refusal_tells(patch):
    def told(resource, runner, pk):
        if not rows_of(resource, runner).filter(pk=pk) and resource.model.objects.filter(pk=pk):
            raise Problem(CHANGED)
        return found(resource, runner, pk)

    found = entries.find
    patch.setattr("training.api.routes.find", told)


def foreign_shoe_accepted(patch):
    init = RunForm.__init__

    def with_every_shoe(form, *args, **kwargs):
        init(form, *args, **kwargs)
        form.fields["shoe"].queryset = Shoe.objects.all()

    patch.setattr(SentRunForm, "__init__", with_every_shoe)


def findings_of_somebody_else(patch):
    def assess(runner, day):
        return assess_whole_log(User.objects.get(username="anna"), day)

    assess_whole_log = own.assess_whole_log
    patch.setattr(own, "assess_whole_log", assess)


FLAWS = {
    ended_token_accepted: ME,
    expired_token_accepted: ME,
    closed_account_kept: ME,
    leaving_account_kept: ME,
    made_up_secret_accepted: ME,
    scope_ignored: {"api-1:runs"},
    other_s_token_accepted: {"api-1:runs"},
    no_token_accepted: ME,
    session_accepted: ME,
    owner_filter_off: RUN,
    athletes_of_a_coach_too: {"api-1:care"},
    refusal_tells: RUN,
    foreign_shoe_accepted: {"api-1:runs"},
    findings_of_somebody_else: {"api-1:findings"},
}


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.__name__)
def test_each_flaw_is_caught(monkeypatch, flaw):
    programs = Programs(World())
    flaw(monkeypatch)
    assert list(program_complaints(programs, FLAWS[flaw])) != []


def test_without_a_flaw_nothing_is_complained_of():
    assert list(program_complaints(Programs(World()), set().union(*FLAWS.values()))) == []


def test_whoever_ends_the_token_of_somebody_else_is_caught(monkeypatch):
    def any_token(rows, **what):
        return get_object_or_404(AccessToken, **what)

    def end(person, pk):
        tokens.end(AccessToken.objects.get(pk=pk).runner, pk)

    world = World()
    monkeypatch.setattr(token_views, "get_object_or_404", any_token)
    monkeypatch.setattr(token_views, "end", end)
    found = list(matrix.every_complaint(world, {"end-token"}))
    assert "other runner changes something by post end-token" in found

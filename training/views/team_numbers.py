"""A coach sets thresholds for a team: for everybody in it whose grant lets them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.overrides import OverrideForm
from training.models import Team
from training.pages.coach_thresholds import (
    declared_for,
    save_for_team,
    set_team_numbers_page,
    team_thresholds_page,
)
from training.thresholds.held import held_for_team
from training.thresholds.overrides import (
    NumbersChangedError,
    NumbersGoneError,
    end_team_numbers,
    take_back_team_end,
)
from training.views.entries import posting


@require_safe
def thresholds(request: HttpRequest, pk: UUID) -> HttpResponse:
    team = get_object_or_404(request.user.teams, pk=pk)
    return render(request, "pages/team_thresholds.html", team_thresholds_page(request.user, team))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID, rule: str) -> HttpResponse:
    team, declared = get_object_or_404(request.user.teams, pk=pk), declared_for(rule)
    if declared is None:
        raise Http404
    units = request.user.profile.units
    form = OverrideForm(request.POST or None, held=held_for_team(team, declared), units=units)
    if form.is_bound and form.is_valid() and _saved(request, form, team):
        messages.success(request, _("In force at once, for whoever lets you. Each of them is told."))
        return redirect("team-thresholds", pk)
    page = set_team_numbers_page(request.user, team, declared) | {"form": form}
    return render(request, "pages/set_team_numbers.html", page, status=422 if form.is_bound else 200)


def _saved(request: HttpRequest, form: OverrideForm, team: Team) -> bool:
    try:
        save_for_team(request.user, team, form)
    except NumbersChangedError:
        form.say_stale()
    return form.is_valid()


@posting("teams")
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        row = end_team_numbers(request.user, pk)
    except NumbersGoneError:
        raise Http404 from None
    undo = reverse("undo-team-numbers", args=[pk])
    messages.success(request, _("Ended for everybody in the team."), extra_tags=undo)
    return redirect("team-thresholds", row.team_id)


@posting("teams")
def undo_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        row = take_back_team_end(request.user, pk)
    except NumbersGoneError:
        raise Http404 from None
    messages.success(request, _("In force again, as it was."))
    return redirect("team-thresholds", row.team_id)

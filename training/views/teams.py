from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training import coaching
from training.coaching import TeamTakenError, put_into_team
from training.forms.coaching import TeamForm
from training.models import Team
from training.pages.teams import athletes, teams_page
from training.views.entries import posting


@require_http_methods(["GET", "POST"])
def teams(request: HttpRequest) -> HttpResponse:
    form = TeamForm(request.POST or None, team=Team(coach=request.user), athletes=athletes(request.user))
    if form.is_bound and form.is_valid() and _saved(form):
        messages.success(request, _("%(team)s added.") % {"team": form.team.name})
        return redirect("teams")
    context = {"form": form, **teams_page(request.user)}
    return render(request, "pages/teams.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    found, names = get_object_or_404(request.user.teams, pk=pk), athletes(request.user)
    members = found.members.values_list("runner", flat=True)
    form = TeamForm(request.POST or None, team=found, athletes=names, members=members)
    if form.is_bound and form.is_valid() and _saved(form):
        messages.success(request, _("%(team)s saved.") % {"team": form.team.name})
        return redirect("teams")
    context = {"form": form, "team": found}
    return render(request, "pages/team.html", context, status=422 if form.is_bound else 200)


@posting("teams")
def delete_team(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(request.user.teams, pk=pk)
    coaching.delete_team(found)
    messages.success(request, _("%(team)s deleted. Its athletes stay yours.") % {"team": found.name})
    return redirect("teams")


def _saved(form: TeamForm) -> bool:
    form.team.name = form.cleaned_data["name"]
    try:
        put_into_team(form.team, form.members)
    except TeamTakenError:
        form.add_error("name", _("You have a team of this name."))
    return form.is_valid()

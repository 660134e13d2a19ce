from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training.forms.settings import InjuryForm, ProfileForm
from training.logbook.undoing import UndoGoneError, delete, restore
from training.logbook.writing import add_injury
from training.models import PreviousInjury
from training.pages.settings import settings_page
from training.views.entries import posting


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    injury_form = InjuryForm(today=request.user.profile.today())
    form = ProfileForm(request.POST or None, instance=request.user.profile)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Settings saved."))
        return redirect("settings")
    return _page(request, form, injury_form)


@posting("settings")
def new_injury(request: HttpRequest) -> HttpResponse:
    injury = PreviousInjury(runner=request.user)
    form = InjuryForm(request.POST, instance=injury, today=request.user.profile.today())
    if not form.is_valid():
        return _page(request, ProfileForm(instance=request.user.profile), form)
    add_injury(injury)
    messages.success(request, _("Previous injury saved."))
    return redirect("settings")


@posting("settings")
def delete_injury(request: HttpRequest, pk: UUID) -> HttpResponse:
    delete(request.user, [get_object_or_404(request.user.previous_injuries, pk=pk)])
    messages.success(request, _("Previous injury removed."))
    return redirect("settings")


def _page(request: HttpRequest, form: ProfileForm, injury_form: InjuryForm) -> HttpResponse:
    context = {"form": form, "injury_form": injury_form, **settings_page(request.user)}
    status = 422 if form.is_bound or injury_form.is_bound else 200
    return render(request, "pages/settings.html", context, status=status)


@posting("today")
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        restore(request.user, pk)
    except UndoGoneError:
        raise Http404 from None
    messages.success(request, _("Back in your log."))
    return redirect("today")

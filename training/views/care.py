from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training.forms.care import CareForm
from training.forms.rest import RestForm
from training.logbook.acts import log_rest_days
from training.logbook.writing import AlreadyLoggedError, add_care
from training.models import CareEntry
from training.pages.care import care_page
from training.pages.todays_care import FROM_TODAY
from training.views.entries import delete_with_undo, posting


@require_http_methods(["GET", "POST"])
def care(request: HttpRequest) -> HttpResponse:
    entry = CareEntry(runner=request.user)
    form = CareForm(_with_today(request), instance=entry, profile=request.user.profile)
    if form.is_bound and form.is_valid():
        return _logged(request, entry)
    return _page(request, form, RestForm(profile=request.user.profile))


def _with_today(request: HttpRequest) -> dict[str, str] | None:
    """One tap posts the kind alone: it means today."""
    if request.method != "POST":
        return None
    today = request.user.profile.today().isoformat()
    return {**request.POST.dict(), "on": request.POST.get("on") or today}


def _logged(request: HttpRequest, entry: CareEntry) -> HttpResponse:
    what = {"what": capfirst(entry.get_kind_display())}
    try:
        add_care(entry)
    except AlreadyLoggedError:
        messages.info(request, _("%(what)s: already logged for this day.") % what)
        return redirect(_back(request))
    undo = reverse("delete-care", args=[entry.pk])
    if _back(request) == "today":
        undo += FROM_TODAY
    messages.success(request, _("%(what)s: saved.") % what, extra_tags=undo)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """The page that the button stands on."""
    return "today" if request.GET.get("from") == "today" else "care"


@posting("care")
def rest_days(request: HttpRequest) -> HttpResponse:
    form = RestForm(request.POST, profile=request.user.profile)
    if not form.is_valid():
        blank = CareForm(instance=CareEntry(runner=request.user), profile=request.user.profile)
        return _page(request, blank, form)
    days = log_rest_days(request.user, form.cleaned_data["first"], form.cleaned_data["last"])
    messages.success(request, _("Rest days saved: %(days)s.") % {"days": days})
    return redirect("care")


def _page(request: HttpRequest, form: CareForm, rest: RestForm) -> HttpResponse:
    context = {"form": form, "rest": rest, **care_page(request.user)}
    return render(request, "pages/care.html", context, status=422 if form.is_bound or rest.is_bound else 200)


@posting("care")
def delete_care(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = get_object_or_404(request.user.care_entries, pk=pk)
    return delete_with_undo(request, entry, _("Care entry deleted."), _back(request))

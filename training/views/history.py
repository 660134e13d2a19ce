from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.models.bounds import FIRST_DAY
from training.pages.history import history_page
from training.pages.past import past_page, past_proof_page
from training.pages.run_list import read_day
from training.pages.viewing import Viewing, own
from training.views.athletes import athlete_of


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    return _history(request, own(request.user))


@require_safe
def as_it_was(request: HttpRequest, day: date) -> HttpResponse:
    return _as_it_was(request, own(request.user), day)


@require_safe
def past_proof(request: HttpRequest, day: date, key: str) -> HttpResponse:
    return _past_proof(request, own(request.user), day, key)


@require_safe
def athlete_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _history(request, Viewing(request.user, athlete_of(request, pk)))


@require_safe
def athlete_as_it_was(request: HttpRequest, pk: UUID, day: date) -> HttpResponse:
    return _as_it_was(request, Viewing(request.user, athlete_of(request, pk)), day)


@require_safe
def athlete_past_proof(request: HttpRequest, pk: UUID, day: date, key: str) -> HttpResponse:
    return _past_proof(request, Viewing(request.user, athlete_of(request, pk)), day, key)


def _history(request: HttpRequest, viewing: Viewing) -> HttpResponse:
    """The timeline; a day that was picked opens as it was."""
    if (picked := request.GET.get("day")) is None:
        return render(request, "pages/history.html", history_page(viewing, request.GET))
    if (day := read_day(picked)) and day >= FIRST_DAY:
        return redirect(viewing.url("as-it-was", day))
    messages.info(request, _("That is no date. Pick a day, or tap one in the calendar."))
    return redirect(viewing.url("history"))


def _as_it_was(request: HttpRequest, viewing: Viewing, day: date) -> HttpResponse:
    today = viewing.runner.profile.today()
    if day > today:
        messages.info(request, _("That day is yet to come. Here are the days that can be looked back on."))
        return redirect(viewing.url("history"))
    if day == today:
        return redirect(viewing.url("today"))
    page = past_page(viewing, day, known_then=_known_then(request))
    return render(request, "pages/as_it_was.html", page)


def _past_proof(request: HttpRequest, viewing: Viewing, day: date, key: str) -> HttpResponse:
    is_past = day < viewing.runner.profile.today()
    page = past_proof_page(viewing, day, key, known_then=_known_then(request)) if is_past else None
    if page is None:
        raise Http404
    return render(request, "pages/past_proof.html", page)


def _known_then(request: HttpRequest) -> bool:
    return request.GET.get("reading") == "then"

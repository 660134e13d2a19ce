from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.access import Sight, sight_of
from training.coaching import Kind, take_back
from training.forms.coaching import MarkForm
from training.pages.athlete import mark_athlete
from training.pages.roster import read_on, roster_page
from training.pages.roster_file import roster_file
from training.views.entries import posting

FILTERS = ("need", "team", "q", "page")


@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/roster.html", roster_page(request.user, request.GET))


@posting("roster")
def read_athletes(request: HttpRequest) -> HttpResponse:
    read_on(request.user)
    return redirect(back_to_roster(request))


@require_safe
def roster_csv(request: HttpRequest) -> HttpResponse:
    # The mark tells spreadsheets that the text is UTF-8.
    text = "\ufeff" + roster_file(request.user, request.GET)
    headers = {"Content-Disposition": 'attachment; filename="athletes.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@posting("roster")
def mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen, form = athlete_of(request, pk), MarkForm(request.POST)
    made = mark_athlete(request.user, seen, **form.mark) if form.is_valid() else None
    if made is None:
        messages.info(request, _("Nothing was marked: that stands no more, or cannot be snoozed."))
    else:
        words = _("Snoozed for you.") if made.kind == Kind.SNOOZED else _("Marked as seen, for you alone.")
        messages.success(request, words, extra_tags=reverse("undo-mark", args=[made.pk]))
    return redirect(back_to_roster(request, pk))


@posting("roster")
def undo_mark(request: HttpRequest, pk: UUID) -> HttpResponse:
    made = get_object_or_404(request.user.coach_marks, pk=pk)
    seen = athlete_of(request, made.runner_id)
    take_back(made, seen.runner.profile.today())
    messages.success(request, _("Taken back: it is shown again."))
    return redirect(back_to_roster(request, made.runner_id))


def athlete_of(request: HttpRequest, pk: UUID, *needed: str) -> Sight:
    """What this coach sees of an athlete; 404 where that is nothing, or not all the parts that are needed."""
    seen = sight_of(request.user, pk)
    if seen is None or seen.is_own or not seen.categories.issuperset(needed):
        raise Http404
    return seen


def back_to_roster(request: HttpRequest, pk: UUID | None = None) -> str:
    """The list as it was filtered, or the athlete's page where the button stood there."""
    if pk and request.POST.get("back") == "athlete":
        return reverse("athlete", args=[pk])
    sent, kept = QueryDict(request.POST.get("back", "")[:400]), QueryDict(mutable=True)
    kept.update({name: sent[name] for name in FILTERS if name in sent})
    return f"{reverse('roster')}?{kept.urlencode()}" if kept else reverse("roster")

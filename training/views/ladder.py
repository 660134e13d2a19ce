from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from training.forms.ladder import ClearanceForm, SessionForm
from training.logbook.writing import AlreadyLoggedError, add_clearance, add_session
from training.models import Clearance, LadderSession
from training.models.choices import LadderStep
from training.pages.return_to_run import return_page
from training.returning import session_for
from training.views.entries import delete_with_undo, posting

ALREADY = _("A session of this day is in your log already.")
NOT_THEN = _("Nothing was saved: on that day something else comes first. This page says what.")


@require_safe
def return_to_run(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/return_to_run.html", return_page(request.user))


@posting("return-to-run")
def ladder_done(request: HttpRequest) -> HttpResponse:
    form = SessionForm(_with_today(request), profile=request.user.profile)
    if not form.is_valid():
        page = return_page(request.user, session_form=form)
        return render(request, "pages/return_to_run.html", page, status=422)
    day = form.cleaned_data["on"]
    session = session_for(request.user, day)
    if session is None:
        known = request.user.ladder_sessions.filter(on=day).exists()
        messages.info(request, ALREADY if known else NOT_THEN)
        return redirect("return-to-run")
    return _done(request, session)


def _with_today(request: HttpRequest) -> dict[str, str]:
    """One tap posts no day: it means today."""
    return {"on": request.POST.get("on") or request.user.profile.today().isoformat()}


def _done(request: HttpRequest, session: LadderSession) -> HttpResponse:
    try:
        add_session(session)
    except AlreadyLoggedError:
        messages.info(request, ALREADY)
        return redirect("return-to-run")
    undo = reverse("delete-ladder-session", args=[session.pk])
    if session.step == LadderStep.WALK or request.user.runs.filter(local_date=session.on).exists():
        messages.success(request, _("Session saved."), extra_tags=undo)
        return redirect("return-to-run")
    messages.success(request, _("Session saved. How far did you run of it? Walking does not count."), undo)
    return redirect(f"{reverse('log-run')}?ladder={session.pk}")


@posting("return-to-run")
def ladder_cleared(request: HttpRequest) -> HttpResponse:
    form = ClearanceForm(request.POST, profile=request.user.profile)
    if not form.is_valid():
        page = return_page(request.user, clearance_form=form)
        return render(request, "pages/return_to_run.html", page, status=422)
    word = Clearance(runner=request.user, **form.cleaned_data)
    try:
        add_clearance(word)
    except AlreadyLoggedError:
        messages.info(request, _("Already logged for this knee and day."))
    else:
        undo = reverse("delete-clearance", args=[word.pk])
        messages.success(request, _("Saved: a clinician cleared you."), extra_tags=undo)
    return redirect("return-to-run")


@posting("return-to-run")
def delete_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    session = get_object_or_404(request.user.ladder_sessions, pk=pk)
    return delete_with_undo(request, session, _("Session deleted."), "return-to-run")


@posting("return-to-run")
def delete_clearance(request: HttpRequest, pk: UUID) -> HttpResponse:
    word = get_object_or_404(request.user.clearances, pk=pk)
    return delete_with_undo(request, word, _("The clinician's word was deleted."), "return-to-run")

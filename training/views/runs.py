from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.run import RunForm
from training.logbook.writing import AlreadyLoggedError, add_run
from training.models import Run
from training.pages.log_run import (
    SAVED_RUN,
    asked_run,
    distance_chips,
    likely_run,
    run_of_session,
    saved_words,
)
from training.pages.notes import letters_on_run
from training.pages.run_list import runs_page
from training.views.entries import delete_with_undo, posting, save_changes, telling_scripts


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/runs.html", runs_page(request.user, request.GET))


@require_http_methods(["GET", "POST"])
@telling_scripts
def log_run(request: HttpRequest) -> HttpResponse:
    run, profile = Run(runner=request.user), request.user.profile
    if request.method == "POST":
        form = RunForm(request.POST, instance=run, profile=profile)
        if form.is_valid():
            return _logged(request, run)
    else:
        initial = likely_run(request.user) | asked_run(request.user, request.GET)
        initial |= run_of_session(request.user, request.GET.get("ladder", ""))
        form = RunForm(instance=run, profile=profile, initial=initial)
    context = {"form": form, "chips": distance_chips(request.user, form.units)}
    return render(request, "pages/log_run.html", context, status=422 if form.is_bound else 200)


def _logged(request: HttpRequest, run: Run) -> HttpResponse:
    try:
        add_run(run)
    except AlreadyLoggedError as known:
        messages.info(request, _("This run is already in your log. Here it is, to change if need be."))
        return redirect("edit-run", known.entry.pk)
    undo = reverse("delete-run", args=[run.pk])
    # Today says what it means: the dashboard has just what that takes at hand.
    messages.add_message(request, SAVED_RUN, saved_words(run, request.user.profile.units), extra_tags=undo)
    return redirect("today")


@require_http_methods(["GET", "POST"])
def edit_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(request.user.runs, pk=pk)
    form = RunForm(request.POST or None, instance=run, profile=request.user.profile)
    if form.is_bound and form.is_valid() and save_changes(form):
        messages.success(request, _("Run changed."))
        return redirect("runs")
    context = {"form": form, "letters": letters_on_run(run, request.user)}
    return render(request, "pages/edit_run.html", context, status=422 if form.is_bound else 200)


@posting("runs")
def delete_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(request.user.runs, pk=pk)
    return delete_with_undo(request, run, _("Run deleted."), "runs")

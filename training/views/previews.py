from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.backtests import NotReckonedError, drop_trial, put_in_force
from training.forms.thresholds import ReasonForm
from training.models import BackTest
from training.pages.back_tests import preview_page, progress
from training.thresholds import StaleThresholdsError, current_ruleset
from training.views.admins import admins_only
from training.views.entries import posting


@admins_only
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    test = get_object_or_404(request.user.back_tests, pk=pk)
    if test.is_report and test.is_finished:
        return redirect(f"{reverse('rule-report', args=[test.rule])}?days={test.days}")
    form = ReasonForm(request.POST or None, is_trial=test.is_trial)
    if form.is_bound and form.is_valid() and decide(request, test, form):
        return redirect("thresholds")
    page = preview_page(request.user, test, current_ruleset().number) | {"form": form}
    return render(request, "pages/thresholds/try.html", page, status=422 if form.is_bound else 200)


def decide(request: HttpRequest, test: BackTest, form: ReasonForm) -> bool:
    """Save or drop what was tried; where that cannot be, the form says why and nothing changes."""
    act = drop_trial if form.drops else put_in_force
    try:
        revision = act(test, form.cleaned_data["reason"], request.user)
    except StaleThresholdsError:
        form.add_error(None, _("Another admin changed the thresholds meanwhile. Nothing was overwritten."))
    except NotReckonedError:
        form.add_error(None, _("This is not reckoned yet. Wait for its figures, then decide."))
    else:
        messages.success(request, _("Saved as ruleset %(n)s, in force at once.") % {"n": revision.number})
    return form.is_valid()


@admins_only
@require_safe
def preview_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    return JsonResponse(progress(get_object_or_404(request.user.back_tests, pk=pk)))


@admins_only
@posting("thresholds")
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    test = get_object_or_404(request.user.back_tests, pk=pk)
    test.delete()
    messages.info(request, _("Cancelled. Nothing was changed."))
    return redirect(*(["edit-thresholds", test.rule] if test.rule else ["threshold-history"]))

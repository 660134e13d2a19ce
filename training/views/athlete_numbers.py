"""A coach sets thresholds for one athlete, while the athlete's grant lets them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.access import Sight
from training.forms.overrides import OverrideForm
from training.pages.athlete import head
from training.pages.coach_thresholds import (
    athlete_thresholds_page,
    declared_for,
    save_for_athlete,
    set_numbers_page,
)
from training.pages.viewing import Viewing
from training.thresholds.held import held_for_athlete
from training.thresholds.overrides import NotAllowedError, NumbersChangedError
from training.views.athletes import athlete_of


def allowed_or_404(request: HttpRequest, pk: UUID) -> Sight:
    seen = athlete_of(request, pk)
    if not seen.may_set:
        raise Http404
    return seen


@require_safe
def thresholds(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewing = Viewing(request.user, allowed_or_404(request, pk))
    return render(request, "pages/athlete_thresholds.html", athlete_thresholds_page(viewing))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID, rule: str) -> HttpResponse:
    seen = allowed_or_404(request, pk)
    declared = declared_for(rule, seen.categories)
    if declared is None:
        raise Http404
    viewing = Viewing(request.user, seen)
    form = OverrideForm(request.POST or None, held=held_for_athlete(seen, declared), units=viewing.units)
    if form.is_bound and form.is_valid() and _saved(form, seen):
        messages.success(request, _("In force at once. %(name)s is told.") % {"name": seen.runner})
        return redirect("athlete-thresholds", pk)
    page = head(viewing, "athlete-thresholds") | set_numbers_page(declared) | {"form": form}
    return render(request, "pages/set_numbers.html", page, status=422 if form.is_bound else 200)


def _saved(form: OverrideForm, seen: Sight) -> bool:
    try:
        save_for_athlete(seen, form)
    except NotAllowedError:
        raise Http404 from None
    except NumbersChangedError:
        form.say_stale()
    return form.is_valid()

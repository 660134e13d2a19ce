"""What coaches set, as the runner sees it; and its end, from either side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.models import Override
from training.pages.set_numbers import seen, set_for_me_page
from training.thresholds.overrides import NumbersGoneError, end_numbers, take_back_end
from training.views.entries import posting


@require_safe
def set_for_me(request: HttpRequest) -> HttpResponse:
    page = set_for_me_page(request.user, request.GET)
    seen(request.user)
    return render(request, "pages/set_for_me.html", page)


@posting("set-for-me")
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        ended = end_numbers(request.user, pk)
    except NumbersGoneError:
        raise Http404 from None
    words = _("Ended. The warning speaks as it did without it.")
    messages.success(request, words, extra_tags=reverse("undo-numbers", args=[pk]))
    return redirect(_page_of(request, ended))


@posting("set-for-me")
def undo_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        again = take_back_end(request.user, pk)
    except NumbersGoneError:
        raise Http404 from None
    messages.success(request, _("In force again, as it was."))
    return redirect(_page_of(request, again))


def _page_of(request: HttpRequest, row: Override) -> str:
    if row.runner_id == request.user.pk:
        return reverse("set-for-me")
    return reverse("athlete-thresholds", args=[row.runner_id])

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from training.forms.gap import GapForm
from training.logbook.gaps import answer_gap, take_back
from training.logbook.writing import AlreadyLoggedError
from training.models import GapAnswer
from training.pages.prompts import gap_words
from training.views.entries import posting


@posting("today")
def gap(request: HttpRequest) -> HttpResponse:
    answer = GapAnswer(runner=request.user)
    form = GapForm(request.POST, instance=answer)
    if not form.is_valid():
        messages.warning(
            request, _("Not saved: this answer fits no days that are over. Nothing was changed.")
        )
        return redirect("today")
    try:
        answer_gap(answer)
    except AlreadyLoggedError:
        messages.info(request, _("You have told about these days before. Nothing was changed."))
        return redirect("today")
    messages.success(request, gap_words(answer), extra_tags=reverse("take-back-gap", args=[answer.pk]))
    return redirect("today")


@posting("today")
def take_back_gap(request: HttpRequest, pk: UUID) -> HttpResponse:
    take_back(get_object_or_404(request.user.gap_answers, pk=pk))
    messages.success(request, _("Taken back: these days are open again."))
    return redirect("today")

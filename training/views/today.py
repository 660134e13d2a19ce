from __future__ import annotations

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from training.assessment import assess
from training.forms.reaction import ReactionForm
from training.pages.cards import ANSWERS, finding_of_key, full_card
from training.pages.catalogue import catalogue_page
from training.pages.log_run import SAVED_RUN, consequence
from training.pages.today import today_page
from training.reactions import can_mute, react
from training.views.entries import posting


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    page = today_page(request.user)
    for message in get_messages(request):
        if message.level == SAVED_RUN:
            message.message += " " + consequence(page["assessment"], message.extra_tags)
    return render(request, "pages/today.html", page)


@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/warnings.html", catalogue_page(request.user))


@require_safe
def proof(request: HttpRequest, key: str) -> HttpResponse:
    (assessment,) = assess([request.user])
    finding = finding_of_key(assessment, key)
    if finding is None:
        raise Http404
    return render(request, "pages/proof.html", {"card": full_card(assessment, finding)})


@posting("today")
def say(request: HttpRequest, key: str) -> HttpResponse:
    (assessment,) = assess([request.user])
    finding = finding_of_key(assessment, key)
    if finding is None:
        raise Http404
    form = ReactionForm(request.POST, today=assessment.today, can_mute=can_mute(finding))
    if not form.is_valid():
        context = {"card": full_card(assessment, finding), "form": form}
        return render(request, "pages/proof.html", context, status=422)
    said = react(request.user, finding, today=assessment.today, **form.reaction)
    messages.success(request, ANSWERS[said.kind])
    return redirect("today")

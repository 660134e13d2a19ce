from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.sharing import GrantForm
from training.logbook.writing import StaleEditError
from training.models import Grant
from training.pages.athlete import athlete_page
from training.pages.sharing import looks_page, name_of, opened_words, previewed, sharing_page
from training.sharing.granting import (
    GrantGoneError,
    change_grant,
    end_grant,
    resume_grant,
)
from training.views.entries import posting, say_stale


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sharing.html", sharing_page(request.user, request.GET))


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(request.user.grants.select_related("coach"), pk=pk, state=Grant.State.GRANTED)
    found.runner = request.user
    form = GrantForm(request.POST or None, grant=found)
    if form.is_bound and form.is_valid() and _changed(request, form, found):
        messages.success(request, _("Saved. %(name)s sees just this now.") % {"name": name_of(found.coach)})
        return redirect("sharing")
    context = {"form": form, "who": name_of(found.coach), "end_url": reverse("end-grant", args=[pk])}
    return render(request, "pages/grant.html", context, status=422 if form.is_bound else 200)


def _changed(request: HttpRequest, form: GrantForm, found: Grant) -> bool:
    found.version = form.cleaned_data["version"]
    try:
        change_grant(request.user, found, **form.shared)
    except StaleEditError as stale:
        say_stale(form, stale)
    return form.is_valid()


@posting("sharing")
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        ended = end_grant(request.user, pk)
    except GrantGoneError:
        raise Http404 from None
    if ended.coach_id == request.user.pk:
        words = _("Ended. You no longer see the log of %(name)s.")
        messages.success(request, words % {"name": name_of(ended.runner)})
        return redirect("coach-invitations")
    words = _("Ended. %(name)s sees nothing of your log any more.") % {"name": name_of(ended.coach)}
    messages.success(request, words, extra_tags=reverse("resume-grant", args=[pk]))
    return redirect("sharing")


@reauthentication_required(allow_get=True)
@posting("sharing")
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        resumed = resume_grant(request.user, pk)
    except GrantGoneError:
        raise Http404 from None
    messages.success(request, _("%(name)s sees what they saw before.") % {"name": name_of(resumed.coach)})
    return redirect("sharing")


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = previewed(request.user, pk)
    if found is None:
        raise Http404
    seen, who = found
    page = athlete_page(request.user, request.user, seen)
    return render(request, "pages/preview.html", {"who": who, "opened": opened_words(seen), **page})


@require_safe
def looks(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/looks.html", looks_page(request.user, request.GET))

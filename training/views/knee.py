from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training.forms.check_in import CheckInForm, RecoveredForm
from training.logbook.acts import log_clear_days, log_clear_now
from training.logbook.undoing import delete
from training.logbook.writing import AlreadyLoggedError, add_check_in
from training.models import CheckIn
from training.models.choices import Moment, Side
from training.pages.knee import clear_words, knee_page, usual_moment
from training.views.entries import delete_with_undo, posting, save_changes, telling_scripts


@require_http_methods(["GET", "POST"])
@telling_scripts
def knee(request: HttpRequest) -> HttpResponse:
    entry, profile = CheckIn(runner=request.user), request.user.profile
    if request.method == "POST":
        form = CheckInForm(request.POST, instance=entry, profile=profile)
        if form.is_valid() and (answer := _logged(request, form)):
            return answer
    else:
        form = CheckInForm(instance=entry, profile=profile, initial=_asked(request))
    context = {"form": form, **knee_page(request.user)}
    return render(request, "pages/knee.html", context, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest) -> dict[str, str]:
    moment, side = request.GET.get("moment"), request.GET.get("side")
    asked = {"moment": moment if moment in Moment.values else Moment.AFTER}
    return asked | ({"side": side} if side in Side.values else {})


def _logged(request: HttpRequest, form: CheckInForm) -> HttpResponse | None:
    entry = form.instance
    try:
        add_check_in(entry)
    except AlreadyLoggedError as known:
        form.refuse_unless_same(known.entry)
        if not form.is_valid():
            return None
        messages.info(request, _("This check-in is already in your log. Here it is, to change if need be."))
        return redirect("edit-check-in", known.entry.pk)
    undo = reverse("delete-check-in", args=[entry.pk])
    messages.success(request, _("Check-in saved."), extra_tags=undo)
    return redirect("today")


@posting("knee")
@telling_scripts
def clear_knees(request: HttpRequest) -> HttpResponse:
    moment = request.POST.get("moment")
    moment = moment if moment in Moment.values else usual_moment(request.user)
    added = log_clear_now(request.user, moment, _ids(request.POST.getlist("entry_id")))
    if added:
        messages.success(request, clear_words(added), extra_tags=_undo_of(added))
    else:
        messages.info(request, _("Already logged this minute: nothing was added."))
    return redirect("today")


def _undo_of(entries: list[CheckIn]) -> str:
    """The address that deletes these entries, or `` where there are none."""
    if not entries:
        return ""
    others = QueryDict(mutable=True)
    others.setlist("with", [str(entry.pk) for entry in entries[1:]])
    address = reverse("delete-check-in", args=[entries[0].pk])
    return f"{address}?{others.urlencode()}" if others else address


@posting("knee")
def recovered(request: HttpRequest) -> HttpResponse:
    form = RecoveredForm(request.POST, profile=request.user.profile)
    if form.is_valid():
        added = log_clear_days(request.user, form.cleaned_data["side"], form.cleaned_data["since"])
        words = _("Clear days saved: %(days)s.") % {"days": len(added)}
        messages.success(request, words, extra_tags=_undo_of(added))
        return redirect("knee")
    entry = CheckIn(runner=request.user)
    blank = CheckInForm(instance=entry, profile=request.user.profile, initial=_asked(request))
    context = {"form": blank, "recovered_form": form, **knee_page(request.user)}
    return render(request, "pages/knee.html", context, status=422)


@require_http_methods(["GET", "POST"])
def edit_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = get_object_or_404(request.user.check_ins, pk=pk)
    form = CheckInForm(request.POST or None, instance=entry, profile=request.user.profile)
    if form.is_bound and form.is_valid() and save_changes(form):
        messages.success(request, _("Check-in changed."))
        return redirect("knee")
    return render(request, "pages/edit_check_in.html", {"form": form}, status=422 if form.is_bound else 200)


@posting("knee")
def delete_check_in(request: HttpRequest, pk: UUID) -> HttpResponse:
    entry = get_object_or_404(request.user.check_ins, pk=pk)
    others = _ids(request.GET.getlist("with"))
    if not others:
        return delete_with_undo(request, entry, _("Check-in deleted."), "knee")
    undo = delete(request.user, [entry, *request.user.check_ins.filter(pk__in=others).exclude(pk=pk)])
    messages.success(request, _("Check-ins deleted."), extra_tags=reverse("undo", args=[undo.pk]))
    return redirect("knee")


def _ids(words: list[str]) -> list[UUID]:
    return [UUID(word) for word in words if _is_uuid(word)]


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training.forms.sharing import AcceptForm, InviteCoachForm, NameForm
from training.models import Invitation
from training.pages.sharing import coach_page, invitation_page, name_of
from training.sharing.inviting import (
    InvitationGoneError,
    TooManyInvitationsError,
    accept,
    decline,
    invitation_for,
    invite,
    withdraw,
)
from training.views.entries import posting


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def invite_coach(request: HttpRequest) -> HttpResponse:
    form = InviteCoachForm(request.POST or None, inviter=request.user)
    if form.is_bound and form.is_valid() and _asked(request, form):
        return redirect("sharing")
    return render(request, "pages/invite_coach.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def coach_invitations(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, inviter=request.user)
    if form.is_bound and form.is_valid() and _asked(request, form):
        return redirect("coach-invitations")
    context = {"form": form, **coach_page(request.user, request.GET)}
    return render(request, "pages/coach_invitations.html", context, status=422 if form.is_bound else 200)


def _asked(request: HttpRequest, form: NameForm) -> bool:
    """Whether the invitation of a valid form was sent, now or before; the form says so where it was not."""
    asked = form.asked()
    try:
        sent = invite(asked)
    except TooManyInvitationsError:
        form.add_error(None, _("Too many invitations wait for an answer. Withdraw some of them first."))
        return False
    messages.success(request, _said(asked, is_new=sent is asked))
    return True


def _said(asked: Invitation, *, is_new: bool) -> str:
    if not asked.name:
        return _("Your link is ready. Copy it from the list, and send it to one person: it works once.")
    if is_new:
        return _("Invited. If %(name)s has an account here, they find it there.") % {"name": asked.name}
    return _("%(name)s is invited already. Withdraw that invitation to ask for something else.") % {
        "name": asked.name
    }


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, pk: UUID, secret: str = "") -> HttpResponse:
    try:
        asked = invitation_for(request.user, pk, secret)
        if asked.asks == Invitation.Asks.TO_COACH:
            return _as_runner(request, asked)
        return _as_coach(request, asked)
    except InvitationGoneError:
        return render(request, "pages/invitation_gone.html", status=404)


def _as_coach(request: HttpRequest, asked: Invitation) -> HttpResponse:
    if "decline" in request.POST:
        return _declined(request, asked, "coach-invitations")
    if "accept" not in request.POST:
        return render(request, "pages/invitation.html", invitation_page(asked))
    accept(asked, request.user)
    messages.success(request, _("Accepted. %(name)s is among your athletes.") % {"name": _inviter(asked)})
    return redirect("roster")


def _as_runner(request: HttpRequest, asked: Invitation) -> HttpResponse:
    if "decline" in request.POST:
        return _declined(request, asked, "sharing")
    form = AcceptForm(request.POST or None, runner=request.user)
    if form.is_bound and form.is_valid():
        accept(asked, request.user, **form.shared)
        messages.success(request, _("Shared with %(name)s.") % {"name": _inviter(asked)})
        return redirect("sharing")
    context = {"form": form, **invitation_page(asked)}
    return render(request, "pages/invitation.html", context, status=422 if form.is_bound else 200)


def _declined(request: HttpRequest, asked: Invitation, back: str) -> HttpResponse:
    decline(asked, request.user)
    messages.success(request, _("Declined. Nothing is shared with %(name)s.") % {"name": _inviter(asked)})
    return redirect(back)


def _inviter(asked: Invitation) -> str:
    return name_of(asked.inviter)


@posting("sharing")
def withdraw_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        asked = withdraw(request.user, pk)
    except InvitationGoneError:
        raise Http404 from None
    messages.success(request, _("Withdrawn. Nobody can accept it any more."))
    return redirect("sharing" if asked == Invitation.Asks.TO_BE_COACHED else "coach-invitations")

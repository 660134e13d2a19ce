from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.pages.sessions import end, sessions_page
from training.views.entries import posting


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/sessions.html", sessions_page(request.user, request.session.session_key))


@posting("sessions")
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    if not end(request.user, pk):
        raise Http404
    messages.success(request, _("Logged out there."))
    return redirect("sessions")

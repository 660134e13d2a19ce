from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from training import leaving as account
from training.pages.leaving import leaving_page
from training.views.entries import posting


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "pages/leaving.html", leaving_page(request.user))
    if request.POST.get("name") != request.user.username:
        return render(request, "pages/leaving.html", leaving_page(request.user, wrong=True), status=422)
    account.leave(request.user)
    logout(request)
    messages.success(request, _("Your account goes in 14 days. Log in before then to keep it."))
    return redirect("account_login")


@posting("leaving")
def stay(request: HttpRequest) -> HttpResponse:
    account.stay(request.user)
    messages.success(request, _("Your account stays, with everything in it. It is shared with nobody now."))
    return redirect("today")

"""Whoever must have a second factor sets one up before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from training.models import User

GetResponse = Callable[[HttpRequest], HttpResponse]
WAYS_THERE = ("mfa_", "account_", "sessions", "end-session")


def required(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.url_name or ""
        if name.startswith(WAYS_THERE) or not (request.user.is_authenticated and lacks_one(request.user)):
            return None
        messages.info(request, _("Your role needs a second factor. Set one up, then go on."))
        return redirect("mfa_index")

    middleware.process_view = process_view
    return middleware


def lacks_one(person: User) -> bool:
    """Whether they must log in with a second factor, by KNEELOG_SECOND_FACTOR, and have none."""
    return must_have_one(person) and not is_mfa_enabled(person)


def must_have_one(person: User) -> bool:
    wanted = settings.KNEELOG_SECOND_FACTOR
    return (wanted != "nobody" and person.is_admin) or (wanted == "coaches" and bool(person.is_coach))

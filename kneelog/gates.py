"""What comes before everything else: an account that is about to go, and a second factor that is missing."""

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
# Logging in and out, and what the matter itself asks for.
OPEN_TO_ALL = (
    "account_",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "leaving",
    "stay",
    "privacy",
    "unsubscribe",
)
OF_SECOND_FACTOR = ("mfa_", "sessions", "end-session")


def gates(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        name = request.resolver_match.url_name or ""
        if not request.user.is_authenticated or name.startswith(OPEN_TO_ALL):
            return None
        if request.user.leaves_at:
            return redirect("leaving")
        if not name.startswith(OF_SECOND_FACTOR) and lacks_second_factor(request.user):
            messages.info(request, _("Your role needs a second factor. Set one up, then go on."))
            return redirect("mfa_index")
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def lacks_second_factor(person: User) -> bool:
    """Whether they must log in with one, by KNEELOG_SECOND_FACTOR, and have none."""
    wanted = settings.KNEELOG_SECOND_FACTOR
    must = (wanted != "nobody" and person.is_admin) or (wanted == "coaches" and bool(person.is_coach))
    return must and not is_mfa_enabled(person)

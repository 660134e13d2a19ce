"""How long somebody stays logged in: until the browser is closed, or long on a device of their own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

RENEWED = "renewed"


def renew(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A long session begins anew on each day of use: one write a day, and none for the others."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session, today = request.session, timezone.now().date().isoformat()
        if session.accessed and not session.get_expire_at_browser_close() and session.get(RENEWED) != today:
            session[RENEWED] = today
        return response

    return middleware

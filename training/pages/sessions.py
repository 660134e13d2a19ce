"""Where an account is logged in, and ending that."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import gettext

from training.models import User
from training.units import format_day

# In this order: the first that a browser names is what it is; most also name the ones after it.
BROWSERS = [
    *(("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox")),
    *(("CriOS", "Chrome"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")),
]
SYSTEMS = [
    *(("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")),
    *(("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")),
]


def sessions_page(person: User, current_key: str | None) -> dict[str, Any]:
    """The sessions that are open, this one first, then the newest."""
    found = sorted(UserSession.objects.purge_and_list(person), key=lambda session: session.created_at)
    rows = [_row(session, person, current_key) for session in reversed(found)]
    return {"sessions": sorted(rows, key=lambda row: not row["is_current"])}


def end(person: User, pk: int) -> bool:
    """End one of `person`'s sessions; False where there is none by that number."""
    session = UserSession.objects.filter(user=person, pk=pk).first()
    if session is not None:
        session.end()
    return session is not None


def _row(session: UserSession, person: User, current_key: str | None) -> dict[str, Any]:
    begun = session.created_at.astimezone(person.profile.zone)
    return {
        "title": browser_name(session.user_agent),
        "detail": gettext("since %(day)s, from %(address)s")
        % {"day": format_day(begun.date(), person.profile.today()), "address": session.ip},
        "is_current": session.session_key == current_key,
        "end_url": reverse("end-session", args=[session.pk]),
    }


def browser_name(user_agent: str) -> str:
    """`Firefox on Linux`, from what a browser says of itself."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), gettext("A browser"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    words = {"browser": browser, "system": system}
    return gettext("%(browser)s on %(system)s") % words if system else browser

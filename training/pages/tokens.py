"""Settings: the tokens with which other programs read and write the runner's log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.keys import open_among
from training.models import AccessToken, User
from training.models.choices import Scope
from training.tokens import MOST_OPEN
from training.units import format_full_day, format_moment

PAST_SHOWN = 5
MAY = {Scope.READ: _("reads your log"), Scope.LOG: _("writes to it"), Scope.EXPORT: _("exports it")}
ALONE = {Scope.LOG: _("writes to your log"), Scope.EXPORT: _("exports your log")}


def tokens_page(runner: User) -> dict[str, Any]:
    """Those that work, those that ended of late, and whether there is room for one more."""
    working = list(open_among(runner.access_tokens))
    ended = runner.access_tokens.exclude(pk__in=[token.pk for token in working])[:PAST_SHOWN]
    now = runner.profile.now()
    return {
        "tokens": [token_row(token, now) for token in working],
        "ended": [{"name": token.name, "how": _how(token, now)} for token in ended],
        "may_make_more": len(working) < MOST_OPEN,
        "most": MOST_OPEN,
    }


def token_row(token: AccessToken, now: datetime) -> dict[str, str]:
    """now: on the runner's clock."""
    return {
        "name": token.name,
        "may": _may(token.scopes),
        "start": token.start,
        "until": gettext("Works until %(day)s") % {"day": last_day(token, now)},
        "used": _used(token, now),
        "end_url": reverse("end-token", args=[token.pk]),
    }


def last_day(token: AccessToken, now: datetime) -> str:
    """The token ends with that day of theirs, so a moment before it is over."""
    local = token.expires_at.astimezone(now.tzinfo)
    return format_full_day((local - datetime.resolution).date())


def _may(scopes: frozenset[str]) -> str:
    """“Reads your log, writes to it and exports it”."""
    words = [str(MAY[scope]) for scope in Scope if scope in scopes]
    first = next(scope for scope in Scope if scope in scopes)
    words[0] = str(ALONE.get(first, words[0]))
    return capfirst(get_text_list(words, gettext("and")))


def _used(token: AccessToken, now: datetime) -> str:
    if token.last_used_at is None:
        return gettext("not used yet")
    return gettext("last used %(when)s") % {"when": format_moment(token.last_used_at, now)}


def _how(token: AccessToken, now: datetime) -> str:
    over = min(filter(None, (token.ended_at, token.expires_at)))
    return gettext("Ended on %(when)s") % {"when": format_moment(over, now)}

"""Settings: what is known of the runner."""

from __future__ import annotations

import zoneinfo
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.models import User

ACCOUNT_PAGES = [
    ("account_change_password", "edit", _("Password"), ""),
    ("account_email", "letter", _("Address"), _("for a forgotten password")),
    ("mfa_index", "key", _("Second factor and passkeys"), _("a password alone is not enough then")),
    ("sessions", "people", _("Where you are logged in"), _("and ending it")),
]
MAIL_PAGES = [
    (
        "mail",
        "letter",
        _("Which mails come"),
        _("your week, the morning after a run, warnings that cannot wait"),
    ),
]
TOOL_PAGES = [
    ("tokens", "plug", _("Tokens"), _("keys for a Shortcut, a script or a spreadsheet of yours")),
    ("webhooks", "bell", _("Webhooks"), _("a message to a program of yours when a warning is new")),
    ("api", "book", _("Reference for programs"), _("what they can ask and log, with examples")),
]


def settings_page(runner: User) -> dict[str, Any]:
    """The previous injuries, and the time zones to choose from."""
    return {
        "injuries": [
            {
                "text": gettext("%(side)s knee, %(month)s")
                % {"side": injury.get_side_display(), "month": date_format(injury.month, "F Y")},
                "delete_url": reverse("delete-injury", args=[injury.pk]),
            }
            for injury in runner.previous_injuries.all()
        ],
        "account_rows": _rows(ACCOUNT_PAGES),
        "mail_rows": _rows(MAIL_PAGES),
        "tool_rows": _rows(TOOL_PAGES),
        "zones": sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone or zone == "UTC"),
    }


def _rows(pages: list[tuple[str, str, Any, Any]]) -> list[dict[str, Any]]:
    return [
        {"title": title, "detail": detail, "url": reverse(name), "icon": icon}
        for name, icon, title, detail in pages
    ]

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def tell_owner(request: HttpRequest, mail: str, told: dict[str, Any]) -> None:
    """A mail of what was just opened to another program, to whoever owns the account.

    The answer at hand is the only one that can show its secret: no mail server stands in its way.
    """
    try:
        get_adapter(request).send_notification_mail(f"account/email/{mail}", request.user, told)
    except OSError:
        logging.getLogger(__name__).exception("No mail was sent.")

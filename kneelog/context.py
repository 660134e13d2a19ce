from typing import Any

from django.conf import settings
from django.http import HttpRequest


def doors(request: HttpRequest) -> dict[str, Any]:
    """What the pages before the log-in offer."""
    return {
        "open_sign_up": settings.KNEELOG_SIGN_UP == "open",
        "sends_mail": settings.KNEELOG_SENDS_MAIL,
    }

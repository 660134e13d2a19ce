"""What is said once after an act: in a cookie, which takes no query; in the session where it is too long."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessagesCookie(CookieStorage):
    """Named like the session's cookie, so that in production this host alone can set it, too."""

    cookie_name = settings.SESSION_COOKIE_NAME.replace("session", "messages")


class Messages(FallbackStorage):
    storage_classes = (MessagesCookie, SessionStorage)

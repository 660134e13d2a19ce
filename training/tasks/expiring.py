"""What has expired goes: sessions with the list of where somebody is logged in, and counted log-ins."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

# A log-in is listed a moment before its session is there to be seen.
LISTED_FIRST = timedelta(hours=1)


def forget_expired(now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()
    kept = Session.objects.values("session_key")
    UserSession.objects.filter(created_at__lt=now - LISTED_FIRST).exclude(session_key__in=kept).delete()
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 a name of ours

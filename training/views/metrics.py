from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from kneelog.metrics import exposition


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For a program that holds the token; where the settings name none there is no such page."""
    if not settings.KNEELOG_METRICS_TOKEN:
        raise Http404
    held = f"Bearer {settings.KNEELOG_METRICS_TOKEN}"
    if not constant_time_compare(request.headers.get("Authorization", ""), held):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(), content_type=CONTENT_TYPE_LATEST)

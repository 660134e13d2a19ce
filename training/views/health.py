from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from training.pages.health import readiness

TEXT = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; whether the database does is `readyz`'s to say."""
    return HttpResponse("alive\n", content_type=TEXT)


@login_not_required
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    state = readiness()
    return HttpResponse(f"{state}\n", status=200 if state == "ready" else 503, content_type=TEXT)

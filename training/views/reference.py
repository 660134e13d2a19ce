from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from training.api.site import api
from training.pages.reference import reference_page


@login_not_required
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    page = reference_page(
        api.get_openapi_schema(),
        f"{request.scheme}://{request.get_host()}",
        burst=settings.KNEELOG_API_BURST,
        per_hour=settings.KNEELOG_API_PER_HOUR,
    )
    return render(request, "pages/reference.html", page)

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from training.models.choices import Category
from training.pages.plan import plan_page
from training.pages.viewing import Viewing, own
from training.views.athletes import athlete_of


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    return _answered(request, own(request.user))


@require_http_methods(["GET", "POST"])
def athlete_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _answered(request, Viewing(request.user, athlete_of(request, pk, Category.TRAINING)))


def _answered(request: HttpRequest, viewing: Viewing) -> HttpResponse:
    """The page, or for the script on it the answer alone; half a number typed is no failure to that."""
    is_live = request.headers.get("X-Live") == "answer"
    sent = request.POST if request.method == "POST" else None
    page = plan_page(viewing, request.GET, sent, is_live=is_live)
    if is_live:
        return render(request, "pages/plan/answer.html", page)
    return render(request, "pages/plan.html", page, status=422 if sent and page["form"].errors else 200)

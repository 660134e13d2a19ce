from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from training.models.choices import Category
from training.pages import athlete as pages
from training.pages.viewing import Viewing
from training.views.athletes import athlete_of


@require_safe
def athlete(request: HttpRequest, pk: UUID) -> HttpResponse:
    seen = athlete_of(request, pk)
    return render(request, "pages/athlete.html", pages.athlete_page(request.user, seen.runner, seen))


@require_safe
def athlete_runs(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewing = Viewing(request.user, athlete_of(request, pk, Category.TRAINING))
    return render(request, "pages/athlete_runs.html", pages.athlete_runs_page(viewing, request.GET))


@require_safe
def athlete_knee(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewing = Viewing(request.user, athlete_of(request, pk, Category.KNEE))
    return render(request, "pages/athlete_knee.html", pages.athlete_knee_page(viewing))


@require_safe
def athlete_shoes(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewing = Viewing(request.user, athlete_of(request, pk, Category.TRAINING))
    return render(request, "pages/athlete_shoes.html", pages.athlete_shoes_page(viewing))


@require_safe
def athlete_proof(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    page = pages.athlete_proof_page(Viewing(request.user, athlete_of(request, pk)), key)
    if page is None:
        raise Http404
    return render(request, "pages/athlete_proof.html", page)

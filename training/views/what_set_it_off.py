from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from training.models.choices import Category
from training.pages.athlete import athlete_set_off_page
from training.pages.viewing import Viewing, own
from training.pages.what_set_it_off import asked_for, what_set_it_off_page
from training.views.athletes import athlete_of


@require_safe
def what_set_it_off(request: HttpRequest) -> HttpResponse:
    page = what_set_it_off_page(own(request.user), asked_for(request.GET))
    return render(request, "pages/what_set_it_off.html", page)


@require_safe
def athlete_what_set_it_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewing = Viewing(request.user, athlete_of(request, pk, Category.TRAINING, Category.KNEE))
    page = athlete_set_off_page(viewing, asked_for(request.GET))
    return render(request, "pages/athlete_what_set_it_off.html", page)

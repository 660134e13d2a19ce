from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from training.knowledge import page_of
from training.pages.knowledge import index_page, knowledge_page


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/knowledge.html", index_page())


@login_not_required
@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    found = page_of(page)
    if found is None:
        raise Http404
    runner = request.user if request.user.is_authenticated else None
    return render(request, "pages/knowledge_page.html", knowledge_page(found, runner))

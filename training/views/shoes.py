from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.shoe import RetireForm, ShoeForm
from training.logbook.acts import add_shoe, retire_shoe
from training.logbook.writing import AlreadyLoggedError, StaleEditError
from training.models import Shoe
from training.pages.shoes import shoes_page
from training.views.entries import save_changes


@require_safe
def shoes(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/shoes.html", shoes_page(request.user))


@require_http_methods(["GET", "POST"])
def new_shoe(request: HttpRequest) -> HttpResponse:
    shoe = Shoe(runner=request.user)
    form = ShoeForm(request.POST or None, instance=shoe, profile=request.user.profile)
    if form.is_bound and form.is_valid():
        try:
            add_shoe(shoe)
        except AlreadyLoggedError:
            messages.info(request, _("%(shoe)s is already among your shoes.") % {"shoe": shoe.name})
            return redirect("shoes")
        messages.success(request, _("%(shoe)s added.") % {"shoe": shoe.name})
        return redirect("shoes")
    return render(request, "pages/edit_shoe.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit_shoe(request: HttpRequest, pk: UUID) -> HttpResponse:
    shoe = get_object_or_404(request.user.shoes, pk=pk)
    form = ShoeForm(request.POST or None, instance=shoe, profile=request.user.profile)
    if form.is_bound and form.is_valid() and save_changes(form):
        messages.success(request, _("%(shoe)s changed.") % {"shoe": shoe.name})
        return redirect("shoes")
    context = {"form": form, "shoe": shoe}
    return render(request, "pages/edit_shoe.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    shoe = get_object_or_404(request.user.shoes, pk=pk)
    form = RetireForm(request.POST or None, shoe=shoe, today=request.user.profile.today())
    if shoe.retired_on or (form.is_bound and form.is_valid()):
        messages.success(request, _retired(shoe, form) % {"shoe": shoe.name})
        return redirect("shoes")
    context = {"form": form, "shoe": shoe}
    return render(request, "pages/retire_shoe.html", context, status=422 if form.is_bound else 200)


def _retired(shoe: Shoe, form: RetireForm) -> str:
    """What is to be said after retiring the shoe, unless somebody was faster."""
    try:
        if not shoe.retired_on:
            retire_shoe(shoe, **form.cleaned_data)
            return _("%(shoe)s retired. Thank you for the miles.")
    except StaleEditError:
        shoe.refresh_from_db()
    if shoe.retired_on:
        return _("%(shoe)s is already retired.")
    return _("%(shoe)s was changed elsewhere in the meantime. Nothing was overwritten.")

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.forms.check_in import CheckInForm
from training.forms.offline import complaints, form_of
from training.forms.run import RunForm
from training.logbook.writing import AlreadyLoggedError, add_check_in, add_run
from training.pages import phone
from training.views.entries import posting

FRESH = {"Cache-Control": "no-cache"}


@login_not_required
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(phone.manifest(), content_type="application/manifest+json", headers=FRESH)


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    return HttpResponse(phone.service_worker(), content_type="text/javascript; charset=utf-8", headers=FRESH)


@login_not_required
@require_safe
def offline(request: HttpRequest, page: str = "") -> HttpResponse:
    return HttpResponse(phone.shell(page))


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Whose entries a device may send now, and with which token."""
    return JsonResponse({"account": str(request.user.device_key), "token": get_token(request)})


@posting("today")
def take_entry(request: HttpRequest) -> HttpResponse:
    """One entry that waited on a device; the same one again is the same one."""
    if request.POST.get("account") != str(request.user.device_key):
        return JsonResponse({"errors": [_("It was made for another account.")]}, status=409)
    form = form_of(request.user, request.POST)
    if form is None:
        return JsonResponse({"errors": [_("This kind of entry is not known here.")]}, status=400)
    if not form.is_valid() or not _is_in(form):
        return JsonResponse({"errors": complaints(form)}, status=422)
    return JsonResponse({"id": str(form.instance.pk)})


def _is_in(form: RunForm | CheckInForm) -> bool:
    """Whether it is in the log now; where something else is in its place, the form says so."""
    is_check_in = isinstance(form, CheckInForm)
    try:
        (add_check_in if is_check_in else add_run)(form.instance)
    except AlreadyLoggedError as known:
        if is_check_in:
            form.refuse_unless_same(known.entry)
    return form.is_valid()

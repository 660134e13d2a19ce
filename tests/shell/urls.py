"""Pages that go wrong on purpose."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET = "left knee 7 of 10"


@login_not_required
def fine(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


@login_not_required
def crash(request: HttpRequest, note: str) -> HttpResponse:
    try:
        int(request.POST.get("note", SECRET))
    except ValueError as problem:
        raise RuntimeError(f"cannot store {SECRET}") from problem
    return HttpResponse()


@login_not_required
def away(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the connection is closed")


@login_not_required
def full(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database or disk is full")


@login_not_required
def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def bad(request: HttpRequest) -> HttpResponse:
    raise BadRequest


urlpatterns = [
    path("fine/", fine, name="today"),
    path("crash/<str:note>/", crash, name="crash"),
    path("away/", away),
    path("full/", full),
    path("forbidden/", forbidden),
    path("bad/", bad),
    path("login/", fine, name="login"),
]
handler500 = "kneelog.errors.server_error"

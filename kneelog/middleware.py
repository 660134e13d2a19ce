import codecs
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from kneelog.errors import API, bad_request

GetResponse = Callable[[HttpRequest], HttpResponse]

POWERS_NOBODY_NEEDS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
ABOUT_ITSELF = {"/healthz", "/readyz", "/metrics"}


def permissions_policy(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = POWERS_NOBODY_NEEDS
        return response

    return middleware


def no_store(get_response: GetResponse) -> GetResponse:
    """Keep pages out of every cache: each holds somebody's health data or a form's token."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def only_utf8(get_response: GetResponse) -> GetResponse:
    """Refuse a form said to be in another code: no page of ours sends one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if is_foreign(request.encoding):
            return bad_request(request)
        if request.encoding:
            request.encoding = "utf-8"
        return get_response(request)

    return middleware


def asked_by_anybody(get_response: GetResponse) -> GetResponse:
    """How KneeLog does is said without looking who asks: that would take the database.

    Other programs say by a token who they are, and never by a cookie that a browser sends along.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info in ABOUT_ITSELF or request.path_info.startswith(API):
            request.COOKIES.clear()
        return get_response(request)

    return middleware


def is_foreign(encoding: str | None) -> bool:
    """Whether Python knows the code and it is not UTF-8; some of those it knows decode no text at all."""
    try:
        return encoding is not None and codecs.lookup(encoding).name not in {"utf-8", "ascii"}
    except LookupError:
        return False


class GZip(GZipMiddleware):
    """Packs every answer but what is packed already."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.headers.get("Content-Type") == "application/zip":
            return response
        return super().process_response(request, response)

"""The pages of what went wrong. Unlike Django's they read no form: reading it may be what went wrong."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def page(status: int) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        return HttpResponse(render_to_string(f"{status}.html"), status=status)

    return answer


bad_request, forbidden, not_found, server_error = page(400), page(403), page(404), page(500)

"""The pages of what went wrong. Unlike Django's they read no form: reading it may be what went wrong.

Other programs get a problem document instead.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from training.api import problems

API = "/api/v1/"


def page(status: int) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        if request.path_info.startswith(API):
            return problems.answer(problems.Problem(problems.BY_STATUS[status]))
        return HttpResponse(render_to_string(f"{status}.html"), status=status)

    return answer


bad_request, forbidden, not_found, server_error = page(400), page(403), page(404), page(500)

"""Everything under /api/v1/, put together."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from training.api import own, plan, undo
from training.api.auth import tell_the_rate
from training.api.description import described
from training.api.parameters import only_known
from training.api.problems import (
    METHOD,
    NOTHING_HERE,
    REFUSED,
    TOO_LARGE,
    UNREADABLE,
    Problem,
    answer,
)
from training.api.reading import StrictParser
from training.api.resources import RESOURCES
from training.api.routes import router_of
from training.api.words import complaints


class Described(NinjaAPI):
    """Its description is whole, and made once."""

    @cached_property
    def description_of_all(self) -> dict[str, Any]:
        return described(super().get_openapi_schema(path_prefix=""))

    def get_openapi_schema(self, **_where: Any) -> dict[str, Any]:
        return self.description_of_all


api = Described(
    title="KneeLog",
    version="1",
    urls_namespace="api-1",
    docs_url=None,
    parser=StrictParser(),
    servers=[{"url": "/api/v1", "description": "This KneeLog"}],
)
api.add_decorator(only_known)
for resource in RESOURCES:
    api.add_router(f"/{resource.path}", router_of(resource))
api.add_router("/undo", undo.router)
api.add_router("/plan", plan.router)
api.add_router("", own.router)


def as_problem(problem: Exception) -> Problem:
    """What went wrong in a request, as it is told."""
    match problem:
        case Problem():
            return problem
        case HttpError(__cause__=Problem() as cause):
            # Ninja wraps what its reader of bodies raises.
            return cause
        case ValidationError():
            return Problem(REFUSED, errors=complaints(problem.errors))
        case RequestDataTooBig():
            return Problem(TOO_LARGE)
        case Http404():
            return Problem(NOTHING_HERE)
    return Problem(UNREADABLE)


for kind in (Problem, HttpError, ValidationError, RequestDataTooBig, Http404):
    api.add_exception_handler(kind, lambda request, problem: answer(as_problem(problem)))


def open_to_tokens(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """No log-in comes before it: each operation asks for its token. A method refused is a problem too."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "HEAD":
            # The server leaves the body out.
            request.method = "GET"
        response = view(request, *args, **kwargs)
        tell_the_rate(request, response)
        if response.status_code != METHOD.status:
            return response
        takes = {*response.headers["Allow"].split(", ")}
        allow = sorted(takes | ({"HEAD"} if "GET" in takes else set()))
        return answer(Problem(METHOD, headers={"Allow": ", ".join(allow)}))

    asked.csrf_exempt = True  # type: ignore[attr-defined]
    return login_not_required(asked)


def mounted() -> tuple[list[Any], str, str]:
    """What `path` includes."""
    patterns, app_name, namespace = api.urls
    for pattern in patterns:
        pattern.callback = open_to_tokens(pattern.callback)
    return patterns, app_name, namespace


urls = mounted()

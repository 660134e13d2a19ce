"""The pages of what went wrong. Unlike Django's they read no form: reading it may be what went wrong.

Other programs get a problem document instead.
"""

import errno
import logging
import sys
from collections.abc import Callable

from django.conf import settings
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kneelog.csp import build_policy
from training.api import problems

logger = logging.getLogger(__name__)

API = "/api/v1/"
RETRY_S = "10"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# What SQLite says, and the code of PostgreSQL.
SQLITE_FULL, POSTGRESQL_FULL = "database or disk is full", "53100"


def page(status: int) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
        if request.path_info.startswith(API):
            return problems.answer(problems.Problem(problems.BY_STATUS[status]))
        return HttpResponse(render_to_string(f"{status}.html", {"again": again(request)}), status=status)

    return answer


def again(request: HttpRequest) -> str:
    """The address that was asked for, where asking once more by a link does the same; else nothing."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else ""


bad_request, forbidden, not_found, too_many = page(400), page(403), page(404), page(429)


def refused(status: int, path: str) -> HttpResponse:
    """The answer to what the server takes no further, with the headers that no middleware sets there."""
    request = HttpRequest()
    request.path_info = path
    answer = page(413 if status == 413 else 400)(request)
    answer.headers["Content-Security-Policy"] = build_policy(settings.SECURE_CSP)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """What broke is told apart where the runner can do something about it: wait, or tell the operator."""
    status = status_of(sys.exc_info()[1])
    answer = page(status)(request)
    if status == 507:
        # In words: an exception is logged without its own, which may quote somebody's log.
        logger.critical("The disk is full: nothing can be saved until there is room.")
    if status == 503:
        answer.headers["Retry-After"] = RETRY_S
    return answer


def status_of(problem: BaseException | None) -> int:
    """507 without room on a disk, 503 without a database, else 500."""
    if isinstance(problem, OperationalError | OSError) and is_full(problem):
        return 507
    return 503 if isinstance(problem, OperationalError | InterfaceError) else 500


def is_full(problem: BaseException) -> bool:
    cause = problem.__cause__
    return (
        getattr(problem, "errno", None) in NO_ROOM
        or SQLITE_FULL in str(problem)
        or getattr(cause, "sqlstate", None) == POSTGRESQL_FULL
    )

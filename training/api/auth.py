"""Who asks: the token of one runner, in the header `Authorization: Bearer kneelog_…`, and nothing else.

A session counts for nothing here, so that no other site can send a logged-in browser to write.
"""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja.security import HttpBearer

from training import tokens
from training.api.problems import NO_TOKEN, SCOPE, TOO_MANY, Problem
from training.models import AccessToken
from training.tokens import TooFastError
from training.tokens.failures import count_failure

CHALLENGE = 'Bearer realm="KneeLog"'


class Bearer(HttpBearer):
    """scope: which the token must have; None for any token."""

    def __init__(self, scope: str | None = None) -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Any:
        token = super().__call__(request)
        return token or _refuse(NO_TOKEN, CHALLENGE)

    def authenticate(self, request: HttpRequest, secret: str) -> AccessToken:
        """One answer to all tokens that do not work, whatever the reason."""
        now = timezone.now()
        token = tokens.find(secret, now)
        if token is None:
            if wait := count_failure(get_ip(request), now):
                _slow_down(wait)
            _refuse(NO_TOKEN, f'{CHALLENGE}, error="invalid_token"')
        try:
            request.requests_left = tokens.used(token, now)
        except TooFastError as fast:
            _slow_down(fast.retry_after)
        # A read of the log goes to a replica by who asks.
        request.user = token.runner
        if self.scope and self.scope not in token.scopes:
            challenge = f'{CHALLENGE}, error="insufficient_scope", scope="{self.scope}"'
            _refuse(SCOPE, challenge, f"This needs a token with the scope “{self.scope}”.")
        return token


def _refuse(kind: Any, challenge: str, detail: str = "") -> NoReturn:
    raise Problem(kind, detail, headers={"WWW-Authenticate": challenge})


def _slow_down(seconds: int) -> NoReturn:
    raise Problem(TOO_MANY, headers={"Retry-After": str(seconds)})


def tell_the_rate(request: HttpRequest, response: HttpResponseBase) -> None:
    """What is left of the token's rate, as the IETF's draft of these headers has it."""
    left = getattr(request, "requests_left", None)
    if left is not None:
        most = settings.KNEELOG_API_BURST
        window = most * 3600 // settings.KNEELOG_API_PER_HOUR
        response.headers["RateLimit-Policy"] = f'"token";q={most};w={window}'
        response.headers["RateLimit"] = f'"token";r={left}'

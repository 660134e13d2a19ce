from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from training import tokens
from training.api.problems import SCOPE, Problem


class Bearer(HttpBearer):
    """scope: which the token must have; None for any token."""

    def __init__(self, scope: str | None = None) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = tokens.find(token, timezone.now())
        if found and self.scope and self.scope not in found.scopes:
            raise Problem(SCOPE, f"This needs a token with the scope “{self.scope}”.")
        if found:
            tokens.used(found, timezone.now())
        return found

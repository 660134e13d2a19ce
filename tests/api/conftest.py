"""A runner, and another program that has a token of hers."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.factories import make_runner
from training import tokens
from training.models import User
from training.models.choices import Scope


class Program:
    """Calls the API as another program would: JSON in, JSON out, and nothing of a browser."""

    def __init__(self, runner: User, scopes: Any = Scope.values) -> None:
        expires_on = runner.profile.today() + timedelta(days=30)
        self.token, self.secret = tokens.issue(runner, "a watch", scopes, expires_on)
        self.runner = runner

    def ask(self, method: str, path: str, sent: Any = None, **headers: str) -> HttpResponse:
        body = sent if isinstance(sent, bytes | None) else json.dumps(sent).encode()
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client().generic(
            method,
            f"/api/v1{path}",
            body or b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **more},
        )

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("GET", path, **headers)

    def post(self, path: str, sent: Any = None, **headers: str) -> HttpResponse:
        return self.ask("POST", path, sent, **headers)

    def patch(self, path: str, sent: Any, seen: str = "*") -> HttpResponse:
        return self.ask("PATCH", path, sent, If_Match=seen)

    def delete(self, path: str, **headers: str) -> HttpResponse:
        return self.ask("DELETE", path, **headers)


@pytest.fixture
def anna():
    return make_runner("anna", time_zone="Europe/Berlin")


@pytest.fixture
def program(anna):
    return Program(anna)

"""Every operation against its own description: many requests, meant well or ill, made from the schema.

By hand, for longer: API_REQUESTS=500 .venv/bin/python -m pytest tests/api/test_any_request.py
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from tests.api.conftest import Program
from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.api.site import api
from training.logbook.undoing import delete
from training.models import CareEntry

pytestmark = pytest.mark.django_db

application = WSGIHandler()
ID = re.compile("[0-9a-f-]{36}")
ACCEPTED = ["2xx", "404", "409", "412", "422"]  # a good shape may still hold a day to come
REFUSED = ["4xx"]
CONFIG = {
    "generation": {
        "max-examples": int(os.environ.get("API_REQUESTS", "8")),
        "deterministic": True,
        "database": "none",
    },
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ACCEPTED},
        "negative_data_rejection": {"expected-statuses": REFUSED},
        "missing_required_header": {"expected-statuses": REFUSED},
    },
}


def unpacked(environ: dict[str, Any], start: Any) -> Any:
    """The client that asks here cannot unpack an answer."""
    return application({**environ, "HTTP_ACCEPT_ENCODING": ""}, start)


schema = schemathesis.openapi.from_dict(api.get_openapi_schema(), config=SchemathesisConfig.from_dict(CONFIG))
schema.app = unpacked


@pytest.fixture(autouse=True)
def one_connection():
    """A server gives up its connection after a request; the test's transaction lives in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def things(settings):
    """A program of a runner who has one of each kind, by the address that leads to it."""
    settings.KNEELOG_API_BURST = 1_000_000
    anna = make_runner("anna")
    day = anna.profile.today() - timedelta(days=3)
    found = {
        "/runs/{id}": make_run(anna, day),
        "/shoes/{id}": make_shoe(anna),
        "/check-ins/{id}": make_check_in(anna, day, 3),
        "/care/{id}": CareEntry.objects.create(runner=anna, on=day, kind="ice"),
        "/undo/{id}": delete(anna, [make_run(anna, day, 9_000)]),
    }
    return Program(anna), found


def aim(case: Any, things: dict[str, Any]) -> None:
    """Every other id that is none becomes one that there is."""
    given = str((case.path_parameters or {}).get("id"))
    if case.path in things and ID.fullmatch(given) and int(given[-1], 16) % 2:
        case.path_parameters["id"] = str(things[case.path].pk)


@schema.parametrize()
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_any_request_is_answered_as_described(case, things):
    program, found = things
    aim(case, found)
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {program.secret}"})
        transaction.set_rollback(True)

"""Every token at every operation of the API: what is complained of, one line each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.access.addresses import API_OBJECTS, OPERATIONS
from tests.access.matrix import NOBODY, leaks
from tests.access.world import World, stored
from training import tokens
from training.api.site import api
from training.models import AccessToken, Run, User
from training.models.choices import Scope

EVERY_SCOPE = frozenset(Scope.values)
OWNERS = {"owner's token": EVERY_SCOPE, **{f"owner's {one} token": frozenset({one}) for one in EVERY_SCOPE}}
# A coach and an admin too: a token opens the log of its owner alone, whatever they may do besides.
STRANGERS = {"other's token": "other runner", "coach's token": "coach", "admin's token": "admin"}
REFUSED = (
    *("no token", "session", "made up", "ended", "expired"),
    *("of a deactivated runner", "of a runner who leaves"),
)
# 409: a shoe with runs in it stays.
GOOD = {200, 201, 409}
# Enough to write, where nothing guards it; each names what is Anna's where it can.
SENT = {
    "api-1:runs": {"start": "2026-01-05T08:00:00Z", "distance_m": 9_000, "shoe": "canary shoe"},
    "api-1:run": {"distance_m": 9_000, "shoe": "canary shoe"},
    "api-1:shoes": {"name": "Another"},
    "api-1:shoe": {"name": "Another"},
    "api-1:check_ins": {"at": "2026-01-05T20:00:00Z", "side": "left", "score": 1, "moment": "rest"},
    "api-1:check_in": {"score": 1},
    "api-1:care": {"on": "2026-01-05", "kind": "ice", "minutes": 9},
    "api-1:care_entry": {"minutes": 9},
}


class Programs:
    """Each with a token of its own, but some."""

    def __init__(self, world: World) -> None:
        self.world = world
        anna, people = world.anna, world.people
        self.secrets = {who: _made(anna, scopes) for who, scopes in OWNERS.items()}
        self.secrets |= {who: _made(people[person]) for who, person in STRANGERS.items()}
        self.secrets |= {
            "made up": tokens.make_secret(anna.pk),
            "ended": _made(anna),
            "expired": _made(anna),
            "of a deactivated runner": _made(people["deactivated"]),
            "of a runner who leaves": _made(people["leaving"]),
        }
        tokens.end(anna, self._token("ended").pk)
        then = self._token("expired").created_at
        mine = AccessToken.objects.filter(pk=self._token("expired").pk)
        mine.update(created_at=then - timedelta(days=2), expires_at=then)
        self.before = stored()
        today = anna.profile.today().isoformat()
        run = {"on": today, "distance_m": 9_000}
        plans = {"plan": {**run, "shoe": "canary shoe"}, "plan_week": {"from": today, "runs": [run]}}
        self.sent = SENT | {f"api-1:{name}": plan for name, plan in plans.items()}
        self.ids = [world.things[kind].pk for kind in API_OBJECTS.values()]

    def _token(self, who: str) -> AccessToken:
        return AccessToken.objects.get(token_hash=AccessToken.hash_of(self.secrets[who]))

    def ask(self, who: str, method: str, name: str, *, missing: bool = False) -> HttpResponse:
        client = self.world.clients["owner"] if who == "session" else Client()
        headers = {"If-Match": "*"}
        if who in self.secrets:
            headers["Authorization"] = f"Bearer {self.secrets[who]}"
        sent = json.dumps(self.sent[name]) if name in self.sent and method in {"POST", "PATCH"} else ""
        path = self._path(name, missing=missing)
        return client.generic(method, path, sent, content_type="application/json", headers=headers)

    def changed(self) -> bool:
        """Whether anything is not as it was, but what strangers wrote into their own logs."""
        mixed = Run.objects.exclude(shoe=None).exclude(shoe__runner=F("runner"))
        return mixed.exists() or self._of_others(stored()) != self._of_others(self.before)

    def _of_others(self, rows: dict[str, list[dict[str, Any]]]) -> list[list[dict[str, Any]]]:
        own = {self.world.people[person].pk for person in STRANGERS.values()}
        return [[row for row in found if row.get("runner_id") not in own] for found in rows.values()]

    def _path(self, name: str, *, missing: bool) -> str:
        if name not in API_OBJECTS:
            return reverse(name)
        thing = self.world.things[API_OBJECTS[name]]
        return reverse(name, kwargs={"pk": NOBODY if missing else thing.pk})


def _made(runner: User, scopes: Iterable[str] = EVERY_SCOPE) -> str:
    return tokens.issue(runner, "a program", scopes, runner.profile.today())[1]


def operations() -> dict[tuple[str, str], str | None]:
    """Every operation that ninja serves, with the scope it asks for: ("api-1:run", "GET") -> "read"."""
    return {
        (f"{api.urls_namespace}:{operation.url_name}", method): auth.scope
        for _prefix, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        for method in operation.methods
        for auth in operation.auth_callbacks
    }


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def program_complaints(programs: Programs, only: Iterable[str] = ()) -> Iterator[str]:
    """About the operations at the addresses of these names; at all without."""
    for (name, method), scope in OPERATIONS.items():
        if only and name not in only:
            continue
        with undone():
            yield from refusal_complaints(programs, method, name)
            yield from scope_complaints(programs, method, name, scope)
            yield from stranger_complaints(programs, method, name)
            if programs.changed():
                yield f"{method} {name} changes something for who may not"
        yield from owner_complaints(programs, method, name, scope)


def refusal_complaints(programs: Programs, method: str, name: str) -> Iterator[str]:
    """Whatever is wrong with a token, the answer is the same."""
    answers = {who: programs.ask(who, method, name) for who in REFUSED}
    for who, answer in answers.items():
        if answer.status_code != 401 or answer.getvalue() != answers["made up"].getvalue():
            yield f"{who} is not refused {method} {name}"


def scope_complaints(programs: Programs, method: str, name: str, scope: str | None) -> Iterator[str]:
    for who, has in OWNERS.items():
        if scope and scope not in has and programs.ask(who, method, name).status_code != 403:
            yield f"{who} may {method} {name}"


def stranger_complaints(programs: Programs, method: str, name: str) -> Iterator[str]:
    """What is Anna's looks to other tokens like what does not exist."""
    for who in STRANGERS:
        answer = programs.ask(who, method, name)
        if name in API_OBJECTS:
            missing = programs.ask(who, method, name, missing=True)
            if answer.status_code != 404 or answer.getvalue() != missing.getvalue():
                yield f"{who} can tell by {method} {name} that it exists"
        elif method == "GET" and answer.status_code != 200:
            yield f"{who} is refused their own {name}"
        words = answer.getvalue().decode()
        yield from leaks(f"{who} by {method} {name}", words, frozenset())
        if any(str(pk) in words for pk in programs.ids):
            yield f"{who} reads an id of hers by {method} {name}"


def owner_complaints(programs: Programs, method: str, name: str, scope: str | None) -> Iterator[str]:
    for who, has in OWNERS.items():
        if scope is None or scope in has:
            with undone():
                status = programs.ask(who, method, name).status_code
            if status not in GOOD:
                yield f"{who} gets {status} from {method} {name}"

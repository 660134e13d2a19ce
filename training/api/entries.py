"""Entries of the log: into it and out of it, by the forms and the writing that the pages use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404
from django.urls import reverse

from training.api.operations import as_text
from training.api.problems import ALREADY_LOGGED, CHANGED, IN_USE, KEY_REUSED, REFUSED, UNSEEN, Problem
from training.api.resources import Resource
from training.logbook.repeating import Answer, KeyReusedError, once
from training.logbook.undoing import delete
from training.logbook.writing import AlreadyLoggedError, StaleEditError, change
from training.models import Undo, User

ANY_VERSION = "*"


def find(resource: Resource, runner: User, pk: UUID) -> Any:
    """The entry; Http404 where there is none, or it is somebody else's."""
    found = resource.rows_of(runner).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def etag(entry: Any) -> dict[str, str]:
    return {"ETag": f'"{entry.version}"'}


def add_once(resource: Resource, runner: User, key: str | None, request: bytes, values: dict) -> Answer:
    """The answer to a new entry; with a key, the same one as often as it is sent."""
    if key is None:
        return _add(resource, runner, values)
    try:
        return once(runner, key, request, lambda: _add(resource, runner, values))
    except KeyReusedError:
        raise Problem(KEY_REUSED) from None


def _add(resource: Resource, runner: User, values: dict[str, Any]) -> Answer:
    wanted = values.pop("id")
    form = resource.form(
        values | {"entry_id": wanted}, instance=resource.model(runner=runner), profile=runner.profile
    )
    check(form)
    entry, status = form.instance, 201
    try:
        resource.add(entry)
    except AlreadyLoggedError as known:
        if wanted is None or known.entry.pk != UUID(wanted):
            where = {"Location": address(resource, known.entry)}
            raise Problem(ALREADY_LOGGED, headers=where) from None
        entry, status = known.entry, 200
    headers = {"Location": address(resource, entry), **etag(entry)}
    return {"status": status, "body": as_text(resource.told(entry)), "headers": headers}


def address(resource: Resource, entry: Any) -> str:
    return reverse(f"api-1:{resource.one}", kwargs={"pk": entry.pk})


def change_entry(resource: Resource, entry: Any, seen: str | None, values: dict[str, Any]) -> None:
    """Change what is named, where the entry still is what was seen of it."""
    if seen is None:
        raise Problem(UNSEEN)
    _check_version(entry, seen)
    told = resource.told(entry)
    known = {name: told[name] for name in resource.changes.model_fields}
    form = resource.form(known | values, instance=entry, profile=entry.runner.profile)
    check(form)
    try:
        change(entry, form.written_fields())
    except StaleEditError:
        raise Problem(CHANGED) from None
    except AlreadyLoggedError:
        raise Problem(ALREADY_LOGGED) from None


def delete_entry(resource: Resource, entry: Any, seen: str | None) -> Undo:
    """Delete it, and keep it for a day."""
    if seen is not None:
        _check_version(entry, seen)
    # The runs in a shoe would lose it, and nothing would bring that back.
    if resource.one == "shoe" and entry.runs.exists():
        raise Problem(IN_USE)
    return delete(entry.runner, [entry])


def _check_version(entry: Any, seen: str) -> None:
    # A packed answer has its tag marked as weak.
    if seen != ANY_VERSION and seen.removeprefix("W/") != f'"{entry.version}"':
        raise Problem(CHANGED)


def check(form: BaseForm, names: Mapping[str, str] | None = None) -> None:
    """Problem with what the form complains of. names: of its fields, where they were sent under another."""
    told = {"__all__": "", **(names or {})}
    if not form.is_valid():
        errors = [
            (told.get(name, name), str(message))
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Problem(REFUSED, errors=errors)

"""The five operations of each kind of entry."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Body, Query, Router
from pydantic import BaseModel, Field, create_model

from training.api import listing
from training.api.entries import add_once, change_entry, delete_entry, etag, find
from training.api.operations import (
    ETAG,
    LOCATION,
    OF_ADDING,
    OF_CHANGING,
    OF_DELETING,
    OF_ONE,
    answered,
    operation,
    written,
)
from training.api.parameters import IDEMPOTENCY_KEY, IF_MATCH, Days, Pieces
from training.api.resources import Resource
from training.api.undo import Deleted, told_undo
from training.models import User


def router_of(resource: Resource) -> Router:
    router = Router(tags=[resource.many])
    for add in (_add_list, _add_create, _add_get, _add_change, _add_delete):
        add(router, resource)
    return router


def _add_list(router: Router, resource: Resource) -> None:
    days = Days if resource.day else Pieces

    @router.get(
        "",
        url_name=resource.many,
        response=_page_of(resource),
        **operation(f"list_{resource.many}", f"List {resource.nouns}", "read"),
    )
    def read_list(request: HttpRequest, asked: Query[days]) -> HttpResponse:
        rows = resource.rows_of(request.auth.runner)
        if resource.day:
            rows = asked.within(rows, resource.day)
        found, after = listing.piece(rows, resource.order, asked.cursor, asked.limit)
        items = [resource.told(entry) for entry in found]
        return answered({"items": items, "next": listing.link(request, after)})


def _add_create(router: Router, resource: Resource) -> None:
    @router.post(
        "",
        url_name=resource.many,
        response={201: resource.entry, 200: resource.entry},
        **operation(
            f"create_{resource.one}",
            f"Log {resource.a_noun}" if resource.day else f"Add {resource.a_noun}",
            "log",
            *OF_ADDING,
            headers={201: ETAG | LOCATION, 200: ETAG | LOCATION},
        ),
    )
    def create(
        request: HttpRequest,
        sent: Body[resource.sent],
        key: str | None = IDEMPOTENCY_KEY,
    ) -> HttpResponse:
        told = f"{request.method} {request.path}\n".encode() + request.body
        done = add_once(resource, request.auth.runner, key, told, sent.model_dump())
        return written(done["body"], done["status"], done["headers"])


def _add_get(router: Router, resource: Resource) -> None:
    @router.get(
        "/{uuid:pk}",
        url_name=resource.one,
        response=resource.entry,
        **operation(f"get_{resource.one}", f"Read {resource.a_noun}", "read", *OF_ONE, headers={200: ETAG}),
    )
    def read_one(request: HttpRequest, pk: UUID) -> HttpResponse:
        return _shown(resource, request.auth.runner, pk)


def _add_change(router: Router, resource: Resource) -> None:
    @router.patch(
        "/{uuid:pk}",
        url_name=resource.one,
        response=resource.entry,
        **operation(
            f"change_{resource.one}", f"Change {resource.a_noun}", "log", *OF_CHANGING, headers={200: ETAG}
        ),
    )
    def change_one(
        request: HttpRequest,
        pk: UUID,
        sent: Body[resource.changes],
        seen: str | None = IF_MATCH,
    ) -> HttpResponse:
        entry = find(resource, request.auth.runner, pk)
        change_entry(resource, entry, seen, sent.model_dump(exclude_unset=True))
        return _shown(resource, request.auth.runner, pk)


def _add_delete(router: Router, resource: Resource) -> None:
    @router.delete(
        "/{uuid:pk}",
        url_name=resource.one,
        response=Deleted,
        **operation(f"delete_{resource.one}", f"Delete {resource.a_noun}", "log", *OF_DELETING),
    )
    def delete_one(request: HttpRequest, pk: UUID, seen: str | None = IF_MATCH) -> HttpResponse:
        undo = delete_entry(resource, find(resource, request.auth.runner, pk), seen)
        return answered(told_undo(undo))


def _shown(resource: Resource, runner: User, pk: UUID) -> HttpResponse:
    entry = find(resource, runner, pk)
    return answered(resource.told(entry), headers=etag(entry))


def _page_of(resource: Resource) -> type[BaseModel]:
    next_words = "The address of the entries that follow; null at the end."
    return create_model(
        f"{resource.entry.__name__}List",
        items=(list[resource.entry], Field(..., description="Newest first.")),
        next=(str | None, Field(..., description=next_words)),
    )

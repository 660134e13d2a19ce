"""What went wrong, as RFC 9457 has it: each kind with its status, and words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
REFERENCE = "/api/"


@dataclass(frozen=True)
class Kind:
    """slug: names it in `type`, and its paragraph on the reference page."""

    slug: str
    status: int
    title: str
    meaning: str


KINDS = (
    UNREADABLE := Kind(
        "unreadable",
        400,
        "The request cannot be read",
        "The body is no JSON object in UTF-8, names a field twice, or is nested too deeply.",
    ),
    NO_TOKEN := Kind(
        "no-token",
        401,
        "A valid token is needed",
        "There is no Authorization header, or the token in it is unknown, ended or expired.",
    ),
    SCOPE := Kind(
        "scope", 403, "The token may not do this", "The token is good, but was made without the scope needed."
    ),
    NOTHING_HERE := Kind(
        "nothing-here",
        404,
        "There is nothing here",
        "The address is none, or names something that does not exist, was deleted, or is somebody else's.",
    ),
    METHOD := Kind(
        "method",
        405,
        "This address does not take this method",
        "The Allow header names the methods that it takes.",
    ),
    ALREADY_LOGGED := Kind(
        "already-logged",
        409,
        "The same entry is already logged",
        "A run by start and distance, a check-in by time, knee and moment, care by day, kind and minutes. "
        "Where it is told, Location leads to the entry that is there.",
    ),
    IN_USE := Kind(
        "in-use", 409, "It is still in use", "A shoe with runs is part of their story: retire it instead."
    ),
    CHANGED := Kind(
        "changed-elsewhere",
        412,
        "It was changed elsewhere",
        "If-Match names another version than the one there is. Nothing was overwritten: read it again.",
    ),
    TOO_LARGE := Kind("too-large", 413, "The body is too large", "No request needs more than 64 KB."),
    NOT_JSON := Kind(
        "not-json", 415, "The body must be JSON", "Send it with the header Content-Type: application/json."
    ),
    REFUSED := Kind(
        "refused-values",
        422,
        "Some values cannot be taken",
        "`errors` names each field and says what it must be. Nothing was saved.",
    ),
    KEY_REUSED := Kind(
        "key-reused",
        422,
        "This Idempotency-Key was used for another request",
        "A key stands for one request. Make a new one for a new request.",
    ),
    UNSEEN := Kind(
        "unseen-version",
        428,
        "Say which version you change",
        "Send If-Match with the ETag of the entry as you last saw it, or * to overwrite whatever is there.",
    ),
    TOO_MANY := Kind(
        "too-many-requests",
        429,
        "Too many requests",
        "Retry-After says how many seconds to wait. Nothing was done.",
    ),
    OUR_FAULT := Kind(
        "our-fault",
        500,
        "Something went wrong here",
        "It is not your request, and nothing was saved. The same request may be sent again.",
    ),
    AWAY := Kind(
        "data-away",
        503,
        "The database cannot be reached",
        "Retry-After says how many seconds to wait. With an Idempotency-Key nothing is done twice.",
    ),
    NO_ROOM := Kind(
        "no-room",
        507,
        "There is no room left on the server",
        "Nothing was saved; reading still works. Its operator can make room.",
    ),
)
BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}


class Problem(Exception):  # noqa: N818 named for what is sent
    """errors: (field, message) pairs. headers: of the answer."""

    def __init__(
        self,
        kind: Kind,
        detail: str = "",
        errors: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.slug)
        self.kind, self.detail, self.errors, self.headers = kind, detail, errors, headers or {}

    def document(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "type": f"{REFERENCE}#problem-{self.kind.slug}",
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail or self.kind.meaning,
        }
        if self.errors:
            told["errors"] = [{"field": field, "message": message} for field, message in self.errors]
        return told


def answer(problem: Problem) -> HttpResponse:
    return HttpResponse(
        json.dumps(problem.document(), ensure_ascii=False),
        status=problem.kind.status,
        content_type=CONTENT_TYPE,
        headers=dict(problem.headers),
    )

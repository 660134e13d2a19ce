"""What all operations share: who may call them, how they fail, and how their answers are written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from training.api.auth import Bearer
from training.api.problems import (
    ALREADY_LOGGED,
    CHANGED,
    IN_USE,
    KEY_REUSED,
    NO_TOKEN,
    NOT_JSON,
    NOTHING_HERE,
    OUR_FAULT,
    REFUSED,
    SCOPE,
    TOO_LARGE,
    TOO_MANY,
    UNREADABLE,
    UNSEEN,
    Kind,
)

ALWAYS = (NO_TOKEN, TOO_MANY, REFUSED, OUR_FAULT)
OF_ONE = (NOTHING_HERE,)
OF_A_BODY = (UNREADABLE, TOO_LARGE, NOT_JSON)
OF_ADDING = (*OF_A_BODY, ALREADY_LOGGED, KEY_REUSED)
OF_CHANGING = (*OF_A_BODY, NOTHING_HERE, ALREADY_LOGGED, CHANGED, UNSEEN)
OF_DELETING = (NOTHING_HERE, CHANGED, IN_USE)
ETAG = {
    "ETag": {
        "description": "The version of the entry, for If-Match.",
        "schema": {"type": "string"},
        "example": '"1"',
    }
}
LOCATION = {
    "Location": {
        "description": "The address of the entry.",
        "schema": {"type": "string", "format": "uri-reference"},
    }
}


def operation(name: str, summary: str, scope: str | None, *fails: Kind, **more: Any) -> dict[str, Any]:
    """What ninja is told of an operation. scope: of the token it needs; None for any token.

    headers: of its good answers, by status.
    """
    responses: dict[Any, Any] = {
        status: {"headers": headers} for status, headers in more.pop("headers", {}).items()
    }
    for status in sorted({kind.status for kind in (*ALWAYS, *([SCOPE] if scope else []), *fails)}):
        responses[status] = {"$ref": f"#/components/responses/{status}"}
    return {
        "operation_id": name,
        "summary": summary,
        "auth": Bearer(scope),
        "openapi_extra": {"responses": responses, "security": [{"token": [scope] if scope else []}]},
        **more,
    }


def answered(document: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    return written(as_text(document), status, headers or {})


def as_text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def written(text: str, status: int, headers: Mapping[str, str]) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="application/json", headers=dict(headers))

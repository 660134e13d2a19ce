"""The description of the API in OpenAPI: what ninja finds, made whole."""

from __future__ import annotations

from typing import Any

from training.api.problems import CONTENT_TYPE, KINDS, UNSEEN, Kind, Problem

Object = dict[str, Any]

INTRODUCTION = (
    "Read and write one runner's KneeLog: runs, shoes, check-ins and care; what stands out and why; and "
    "whether a run is a good idea. Distances are whole metres, durations whole seconds. A moment is what the "
    "runner's clock showed, with its offset from UTC. Names and words are those of the log format, and later "
    "versions only add fields."
)
TAGS = {
    "me": "Whose log a token is for.",
    "runs": "What was run.",
    "check_ins": "How a knee felt.",
    "care": "Rest, ice, stretches, visits.",
    "shoes": "Pairs of shoes. How far each was run is the sum of its runs.",
    "findings": "The warnings of a day, each with its proof.",
    "plan": "Can I run this? Asked before the run.",
    "export": "Everything at once.",
    "undo": "The way back of what was deleted.",
}
SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal token, made on the settings page: read, log or export. It opens its "
        "owner's own log and no other.",
    }
}
PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Names the kind of problem."},
        "title": {"type": "string", "description": "The kind in words."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What happened, and what to do."},
        "errors": {
            "type": "array",
            "description": "Each value that was refused.",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {
                    "field": {"type": "string", "description": "Its name; empty for all of it."},
                    "message": {"type": "string", "description": "What it must be."},
                },
            },
        },
    },
}
EXAMPLE_ERRORS = [("distance_m", "At most 500000.")]
HEADERS = {
    401: {"WWW-Authenticate": "Bearer"},
    429: {"Retry-After": "Seconds to wait."},
    503: {"Retry-After": "Seconds to wait."},
}


def described(found: Object) -> Object:
    """What ninja made of the operations, with problems, tags, the token and nothing superfluous."""
    paths = {path.replace("{pk}", "{id}"): _plain(found["paths"][path]) for path in found["paths"]}
    for operations in paths.values():
        for operation in operations.values():
            # Ninja's own goes before the one with the scope.
            operation["security"] = operation["security"][-1:]
            operation["parameters"] = [_given(parameter) for parameter in operation["parameters"]]
            _require_version(operation)
    schemas = {name: _plain(schema) for name, schema in found["components"]["schemas"].items()}
    return {
        **found,
        "info": {**found["info"], "description": INTRODUCTION},
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM},
            "responses": _responses(),
            "securitySchemes": SCHEMES,
        },
    }


def _require_version(operation: Object) -> None:
    """Where a request without a version is refused as such, the header must be there."""
    for parameter in operation["parameters"]:
        parameter["required"] |= (
            parameter["name"] == "If-Match" and str(UNSEEN.status) in operation["responses"]
        )


def _plain(value: Any) -> Any:
    """Without the titles that repeat a name, and with statuses as text, as JSON has them."""
    if isinstance(value, dict):
        return {
            str(name): _plain(item)
            for name, item in value.items()
            if not (name == "title" and isinstance(item, str))
        }
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _given(parameter: Object) -> Object:
    """A parameter is given or left out; it is never null. Its examples are one."""
    schema = dict(parameter["schema"])
    if kinds := schema.pop("anyOf", None):
        schema |= next(kind for kind in kinds if kind != {"type": "null"})
    words = parameter.get("description") or schema.get("description", "")
    examples = schema.pop("examples", None) or [schema.pop("example", None)]
    schema.pop("description", None)
    if parameter["name"] == "pk":
        return {**parameter, "name": "id", "description": "Its id, as its own answer has it."}
    told = {"name": parameter["name"], "in": parameter["in"], "required": parameter["required"]}
    told |= {"description": words} if words else {}
    told |= {"example": examples[0]} if examples[0] is not None else {}
    return {**told, "schema": schema}


def _responses() -> Object:
    """One answer for each status that a problem can have."""
    by_status: dict[int, list[Kind]] = {}
    for kind in KINDS:
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _response(status, kinds) for status, kinds in by_status.items()}


def _response(status: int, kinds: list[Kind]) -> Object:
    examples = {
        kind.slug: {"value": Problem(kind, errors=EXAMPLE_ERRORS if status == 422 else ()).document()}
        for kind in kinds
    }
    schema = {"$ref": "#/components/schemas/Problem"}
    headers = {
        name: {"description": words, "schema": {"type": "string"}}
        for name, words in HEADERS.get(status, {}).items()
    }
    return {
        "description": " Or: ".join(f"{kind.title}. {kind.meaning}" for kind in kinds),
        "content": {CONTENT_TYPE: {"schema": schema, "examples": examples}},
        **({"headers": headers} if headers else {}),
    }

"""The reference of the API: its own description, laid out for people."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.pages.reference_fields import Reader, plain

Object = dict[str, Any]

TITLES = {
    "me": _("Your token"),
    "runs": _("Runs"),
    "check_ins": _("Check-ins"),
    "care": _("Care"),
    "shoes": _("Shoes"),
    "findings": _("Findings"),
    "plan": _("Can I run …?"),
    "export": _("Export"),
    "undo": _("Undo"),
}
TONES = {"get": "accent", "post": "notice", "patch": "caution", "delete": "specialist"}
SCOPES = {
    "read": _("for a token that may read"),
    "log": _("for a token that may log"),
    "export": _("for a token that may export"),
}
# What a run that is logged first needs to say.
FIRST_RUN = {"start": "2026-03-01T07:30:00+01:00", "distance_m": 10_000, "duration_s": 3_300}
PROMISES = (
    (
        _("Numbers"),
        _("Metres and seconds, always whole. Pages and texts are in your own units; the API is not."),
    ),
    (
        _("Moments"),
        _(
            "What your clock showed, with its offset from UTC: 2026-03-01T07:30:00+01:00. With Z, or with no "
            "offset, it is put on the clock of your profile. A day is your local day."
        ),
    ),
    (
        _("Lists"),
        _(
            "Newest first, 50 at a time, 100 at most. next is the address of what follows, null at the "
            "end. Entries that are added meanwhile shift nothing."
        ),
    ),
    (
        _("Changing"),
        _(
            "An entry carries its version as ETag. Send it as If-Match: where somebody was faster, the "
            "answer is 412 and nothing is overwritten. What you leave out stays."
        ),
    ),
    (
        _("Sending twice"),
        _(
            "Send an Idempotency-Key with what you add. If no answer reached you, send the same again within "
            "a day: it is done once and answered twice. An id of your own making does the same for good."
        ),
    ),
    (
        _("Mistakes"),
        _(
            "Every refusal is a problem document (RFC 9457): what happened, and each field with what it must "
            "be. A name that is not known is refused, never ignored."
        ),
    ),
)


def reference_page(description: Object, host: str, *, burst: int, per_hour: int) -> Object:
    """host: `https://…` of this KneeLog. burst, per_hour: how fast a token may ask."""
    address = host + description["servers"][0]["url"]
    reader = Reader(description["components"]["schemas"])
    rate = gettext("%(burst)s requests at once, and %(per_hour)s an hour after that, for each token.")
    return {
        "address": address,
        "introduction": description["info"]["description"],
        "first_call": _curl(address, "get", "/me", None, {}),
        "first_run": _curl(address, "post", "/runs", FIRST_RUN, {}),
        "promises": [
            *({"term": str(term), "words": str(words)} for term, words in PROMISES),
            {"term": gettext("Speed"), "words": rate % {"burst": burst, "per_hour": f"{per_hour:,}"}},
        ],
        "groups": [_group(tag, description, address, reader) for tag in description["tags"]],
        "problems": _problems(description["components"]["responses"]),
    }


def _group(tag: Object, description: Object, address: str, reader: Reader) -> Object:
    found = [
        _operation(method, path, operation, address, reader)
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
        if tag["name"] in operation["tags"]
    ]
    title = str(TITLES[tag["name"]])
    return {"title": title, "anchor": tag["name"], "words": tag["description"], "operations": found}


def _operation(method: str, path: str, operation: Object, address: str, reader: Reader) -> Object:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    sent = _sent(method, body, reader) if body else None
    (scope, *_others) = [*operation["security"][0]["token"], ""]
    return {
        "anchor": operation["operationId"],
        "method": method.upper(),
        "tone": TONES[method],
        "path": path,
        "title": operation["summary"],
        "words": plain(operation.get("description", "")),
        "scope": str(SCOPES.get(scope, _("for any token"))),
        "parameters": [
            reader.field(given["name"], given["schema"], given["required"], given.get("description", ""))
            for given in operation["parameters"]
        ],
        # What may be changed is what may be added: shown once is enough.
        "is_new": method == "post",
        "body": reader.fields(body) if body else [],
        "request": _curl(address, method, path, sent, _headers(method, operation)),
        "answers": _answers(operation["responses"]),
        **_answer(operation["responses"], reader),
    }


def _headers(method: str, operation: Object) -> dict[str, str]:
    """Those that must be there, and what keeps an entry from being added twice."""
    return {
        given["name"]: given["example"]
        for given in operation["parameters"]
        if given["in"] == "header" and (given["required"] or method == "post")
    }


def _sent(method: str, body: Object, reader: Reader) -> Any:
    """Of what is added, what matters; of what is changed, one thing."""
    whole = reader.example(body)
    if method == "patch":
        name = "notes" if "notes" in whole else next(reversed(whole))
        return {name: whole[name] or "…"}
    if "runs" in whole:
        return {**whole, "runs": [{k: v for k, v in whole["runs"][0].items() if v is not None}]}
    return {name: value for name, value in whole.items() if value not in (None, "", []) and name != "id"}


def _answer(responses: Object, reader: Reader) -> Object:
    """The good answer: its status, an example, and what stands in it."""
    status = "201" if "201" in responses else "200"
    schema = responses[status]["content"]["application/json"]["schema"]
    return {
        "status": status,
        "answer": json.dumps(reader.example(schema), indent=2, ensure_ascii=False),
        "answer_fields": reader.fields(schema),
    }


def _answers(responses: Object) -> list[Object]:
    """The refusals, each leading to its paragraph."""
    return [{"status": status, "anchor": f"status-{status}"} for status in responses if status >= "400"]


def _problems(responses: Object) -> list[Object]:
    found = []
    for status, response in responses.items():
        examples = response["content"]["application/problem+json"]["examples"]
        for number, (slug, example) in enumerate(examples.items()):
            found.append(
                {
                    "anchor": f"problem-{slug}",
                    "status": status,
                    "status_anchor": "" if number else f"status-{status}",
                    "title": example["value"]["title"],
                    "words": plain(example["value"]["detail"]),
                }
            )
    return found


def _curl(address: str, method: str, path: str, body: Any, headers: dict[str, str]) -> str:
    """A call as it is typed into a shell."""
    lines = [f"curl {'' if method in ('get', 'post') else f'-X {method.upper()} '}{address}{path}"]
    lines += [
        '-H "Authorization: Bearer $TOKEN"',
        *(f"-H '{name}: {value}'" for name, value in headers.items()),
    ]
    if body is not None:
        lines += ["-H 'Content-Type: application/json'", f"-d '{_shell(body)}'"]
    elif method == "post":
        lines[0] = f"curl -X POST {address}{path}"
    return " \\\n  ".join(lines)


def _shell(body: Any) -> str:
    return json.dumps(body, indent=2, ensure_ascii=False).replace("'", "'\\''")

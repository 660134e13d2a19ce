"""Why a value is refused, in words: what pydantic found, said as KneeLog says things."""

from __future__ import annotations

from typing import Any

from training.api.fields import DAY, MOMENT, UUID
from training.importing.problems import printable

UNKNOWN = "There is no such field."
WORDS = {
    "missing": "This is required.",
    "extra_forbidden": UNKNOWN,
    "int_type": "Write a whole number.",
    "int_parsing": "Write a whole number.",
    "int_from_float": "Write a whole number.",
    "int_parsing_size": "Write a smaller number.",
    "bool_type": "Write true or false.",
    "string_type": "Write text.",
    "list_type": "Write a list, […].",
    "model_type": "Write an object, {{…}}.",
    "model_attributes_type": "Write an object, {{…}}.",
    "dict_type": "Write an object, {{…}}.",
    "greater_than_equal": "At least {ge}.",
    "less_than_equal": "At most {le}.",
    "string_too_long": "At most {max_length} characters.",
    "string_too_short": "This is required.",
    "too_long": "At most {max_length} of these.",
    "literal_error": "Write one of {expected}.",
}
EXAMPLES = {
    DAY: "Write a day like 2026-03-01.",
    MOMENT: "Write a date and time like 2026-03-01T07:30:00+01:00.",
    UUID: "Write a UUID like 3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11.",
}
OTHERWISE = "This cannot be taken as it is."


def sentence(message: str) -> str:
    """`must be text` as a sentence."""
    return f"{message[:1].upper()}{message[1:]}."


def complaints(errors: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(field, message) pairs of what ninja and pydantic found; nothing of what was sent stands in them."""
    return [(_field(error["loc"]), _message(error)) for error in errors]


def _field(place: tuple[Any, ...]) -> str:
    """`signs[1]`: without where it was sent, and under which name our code has it."""
    path = ""
    for part in place[2:] if place[:1] == ("body",) else place[1:]:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return printable(path.removeprefix("."), 100)


def _message(error: dict[str, Any]) -> str:
    context = error.get("ctx", {})
    if error["type"] == "string_pattern_mismatch":
        return EXAMPLES.get(context["pattern"], OTHERWISE)
    return WORDS.get(error["type"], OTHERWISE).format(**context)

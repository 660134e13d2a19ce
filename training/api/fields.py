"""The fields of the log in JSON: which type, which bounds and which words is read off the models."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from training.models.fields import WordSetField

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?$"
)
UUID = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"
LONGEST_KEY = 60

# What a field is: its type, and how it is told apart from the others.
Told = tuple[Any, Any]


class Sent(BaseModel):
    """What other programs send: of the type that is said, and nothing else beside it."""

    model_config = ConfigDict(extra="forbid", strict=True)


def of(model: type[models.Model], name: str, words: str, example: Any, low: int | None = None) -> Told:
    """A field as its model has it. low: where less makes no sense, though the model would keep it."""
    field: Any = model._meta.get_field(name)
    kind = _kind(field, low)
    if field.null or (field.blank and field.flatchoices):
        kind, default = kind | None, None
    elif field.has_default() or field.blank:
        default = _default(field)
    else:
        default = ...
    return kind, partial(Field, default, description=words, examples=[example])


def text(words: str, example: str, *, pattern: str | None = None, null: bool = False, **more: Any) -> Told:
    """A field that is no column: a moment, a key."""
    kind = Annotated[str, Field(pattern=pattern, **more)]
    return (kind | None if null else kind), partial(
        Field, None if null else ..., description=words, examples=[example]
    )


def shape(name: str, fields: dict[str, Told], words: str, base: type[BaseModel] = Sent) -> type[BaseModel]:
    return create_model(
        name,
        __base__=base,
        __doc__=words,
        **{field: (kind, make()) for field, (kind, make) in fields.items()},
    )


def changes(name: str, fields: dict[str, Told], words: str) -> type[BaseModel]:
    """The same fields, each of which may be left out."""
    return shape(name, {field: (kind, _left_out(make)) for field, (kind, make) in fields.items()}, words)


def answer(name: str, fields: dict[str, Told], words: str) -> type[BaseModel]:
    """The same fields, none of which is ever left out."""
    told = {field: (kind, _always_there(make)) for field, (kind, make) in fields.items()}
    return shape(name, told, words, BaseModel)


def _left_out(make: Callable[..., Any]) -> Callable[..., Any]:
    return partial(Field, None, **make.keywords)


def _always_there(make: Callable[..., Any]) -> Callable[..., Any]:
    return partial(Field, ..., **make.keywords)


def _kind(field: Any, low: int | None) -> Any:
    if isinstance(field, WordSetField):
        words = Literal[tuple(word for word, _label in field.words)]
        return Annotated[list[words], Field(max_length=len(field.words))]
    if field.flatchoices:
        return Literal[tuple(word for word, _label in field.flatchoices if word)]
    if isinstance(field, models.BooleanField):
        return bool
    if isinstance(field, models.IntegerField):
        return Annotated[int, Field(**_bounds(field, low)), BeforeValidator(_whole)]
    if isinstance(field, models.DateField):
        return Annotated[str, Field(pattern=DAY, json_schema_extra={"format": "date"})]
    return Annotated[str, Field(max_length=field.max_length, min_length=None if field.blank else 1)]


def _whole(value: Any) -> Any:
    """JSON knows one kind of number: 10.0 is whole too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _bounds(field: models.IntegerField, low: int | None) -> dict[str, int]:
    bounds = {"ge": low or 0}
    for check in field.validators:
        if isinstance(check, MinValueValidator):
            bounds["ge"] = max(bounds["ge"], check.limit_value)
        elif isinstance(check, MaxValueValidator):
            bounds["le"] = min(bounds.get("le", check.limit_value), check.limit_value)
    return bounds


def _default(field: Any) -> Any:
    default = field.get_default()
    return sorted(default) if isinstance(default, frozenset) else default

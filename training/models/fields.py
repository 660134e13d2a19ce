"""Fields of our own: a set of words from a fixed list, and the moment a row was added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class AddedAtField(models.DateTimeField):
    """Now, when the row is added, unless a moment was given: an entry that moves here keeps its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "auto_now_add": True})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        given = getattr(model_instance, self.attname)
        return given if add and given is not None else super().pre_save(model_instance, add)


class WordSetField(models.CharField):
    """A frozenset of words; empty text for none, so that a constraint and an index can ask for it."""

    def __init__(self, *args: Any, words: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.words = tuple(words)
        super().__init__(*args, **{"max_length": 600, "blank": True, "default": frozenset, **kwargs})

    def from_db_value(self, value: str | None, *_args: Any) -> frozenset[str]:
        return frozenset((value or "").split())

    def to_python(self, value: Any) -> frozenset[str]:
        return frozenset(value.split() if isinstance(value, str) else value or ())

    def get_prep_value(self, value: Any) -> str:
        return " ".join(sorted(self.to_python(value)))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        unknown = value - {word for word, _label in self.words}
        if unknown:
            raise ValidationError(
                _("%(words)s: not a word of this list."), params={"words": ", ".join(sorted(unknown))}
            )

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))

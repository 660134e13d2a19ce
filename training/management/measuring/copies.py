"""Rows of one runner once more for another, made by the database: millions by way of objects take minutes."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Model

from training.models import CheckIn, Run, Shoe

NEW_ID = {"postgresql": "gen_random_uuid()", "sqlite": "lower(hex(randomblob(16)))"}


def copy_log(source: Shoe, target: Shoe) -> None:
    """The runs and check-ins of one pair's owner for the owner of another pair."""
    for model in (Run, CheckIn):
        _copy(model, source, target)


def _copy(model: type[Model], source: Shoe, target: Shoe) -> None:
    names = [field.column for field in model._meta.concrete_fields]
    theirs = {"runner_id": native(target.runner_id), "shoe_id": native(target.pk)}
    quote = connection.ops.quote_name
    values = [
        NEW_ID[connection.vendor] if name == "id" else "%s" if name in theirs else quote(name)
        for name in names
    ]
    table, columns = quote(model._meta.db_table), ", ".join(map(quote, names))
    sql = f"INSERT INTO {table} ({columns}) SELECT {', '.join(values)} FROM {table} WHERE runner_id = %s"  # noqa: S608
    given = [theirs[name] for name in names if name in theirs]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, native(source.runner_id)])


def native(key: UUID) -> UUID | str:
    return key if connection.features.has_native_uuid_field else key.hex

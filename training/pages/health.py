"""Whether this process can answer requests; without a word about anybody, or about what it runs on."""

from __future__ import annotations

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def readiness() -> str:
    """`ready`, or what is missing."""
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError:
        return "no database"
    return "ready" if _needed() <= applied.keys() else "not migrated"


@cache
def _needed() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)

"""Copies of the database, taken while others write, and the way back. Decisions: docs/adr/0017-backups.md."""

from types import ModuleType

from django.db import connection

from kneelog.backups import postgresql, sqlite


def engine() -> ModuleType:
    """What copies the database in use: `SUFFIX`, `write(draft)`, `read(file)` and `put(file, stamp)`."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]

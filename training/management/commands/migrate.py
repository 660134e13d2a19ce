from typing import Any

from django.core.management.commands import migrate
from django.db import transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor


class WholeMigrations(MigrationExecutor):
    """Applies a migration and records it in one transaction.

    Django records after the transaction where indexes were left for its end: killed in between, a migration
    would be applied, not recorded, and fail the next time on what is there already.
    """

    def apply_migration(self, state: Any, migration: Migration, *args: Any, **options: Any) -> Any:
        if not migration.atomic:
            return super().apply_migration(state, migration, *args, **options)
        # SQLite turns its checks off only outside of a transaction; Django does so too, inside of ours.
        with self.connection.constraint_checks_disabled(), transaction.atomic(self.connection.alias):
            return super().apply_migration(state, migration, *args, **options)


# The command makes its executor by this name and offers no other way.
migrate.MigrationExecutor = WholeMigrations


class Command(migrate.Command):
    """Django's own, where each migration happens whole or not at all."""

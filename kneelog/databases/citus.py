"""How the tables spread over the nodes of Citus: by runner, whole on each node, or on the first node alone.

What Citus demands of a table that is spread: its column of the runner in every unique index, the primary key
among them, and in every foreign key to another one. Django keeps its single-column keys: it names rows by
them and never asks what the database calls a primary key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

SPREAD, EVERYWHERE, FIRST_NODE = "spread by runner", "whole on each node", "on the first node"
RUNNER = "runner_id"

# Joined from every log: who is who, and how a coach groups them.
ON_EACH_NODE = frozenset({"training.user", "training.team", "training.teamoverride", "training.invitation"})
# Never joined to a log.
ALONE = frozenset(
    {
        *("admin.logentry", "auth.group", "auth.group_permissions", "auth.permission"),
        *("contenttypes.contenttype", "sessions.session", "training.user_groups"),
        *("training.user_user_permissions", "account.emailaddress", "account.emailconfirmation"),
        *("mfa.authenticator", "usersessions.usersession", "django_tasks_database.dbtaskresult"),
        *("training.backtest", "training.schedule", "training.thresholdrevision", "training.worker"),
    }
)

FOREIGN_KEYS = """
    SELECT conrelid::regclass::text, conname, confrelid::regclass::text, pg_get_constraintdef(c.oid), attname
    FROM pg_constraint c JOIN pg_attribute a ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
PRIMARY_KEYS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
    WHERE contype = 'p' AND connamespace = 'public'::regnamespace
"""


def models() -> list[type[Model]]:
    """Every model with a table, those that only join two among them."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def place_of(model: type[Model]) -> str:
    """Where its rows are. LookupError where nobody has said."""
    label = model._meta.label_lower
    if any(field.column == RUNNER for field in model._meta.concrete_fields):
        return SPREAD
    if label in ON_EACH_NODE:
        return EVERYWHERE
    if label in ALONE:
        return FIRST_NODE
    raise LookupError(f"{label} has no place among the nodes yet: give it one in {__name__}.")


@dataclass(frozen=True)
class ForeignKey:
    """As PostgreSQL has it. definition: what stands behind ADD CONSTRAINT."""

    table: str
    name: str
    target: str
    definition: str
    column: str

    def between_spread_tables(self) -> str:
        """The same with the runner in it, for rows of one runner lie together."""
        ends = self.definition.partition(")")[2].partition(")")[2]
        return f"FOREIGN KEY ({RUNNER}, {self.column}) REFERENCES {self.target} ({RUNNER}, id){ends}"


def statements(cursor: Any) -> Iterator[str]:
    """What spreads this database, in order; one transaction. Rows that are there move along."""
    places = {model._meta.db_table: place_of(model) for model in models()}
    spread = sorted(table for table, place in places.items() if place == SPREAD)
    cursor.execute(FOREIGN_KEYS)
    keys = [ForeignKey(*row) for row in cursor.fetchall()]
    cursor.execute(PRIMARY_KEYS)
    primary = dict(cursor.fetchall())
    # All at once would be refused where a table that is whole on each node changed just before.
    yield "SET LOCAL citus.multi_shard_modify_mode TO 'sequential'"
    for key in keys:
        yield f"ALTER TABLE {key.table} DROP CONSTRAINT {key.name}"
    for table in sorted(table for table, place in places.items() if place == EVERYWHERE):
        yield f"SELECT create_reference_table('{table}')"
    for table in spread:
        yield from _spread(table, primary[table], _own_id(table))
    for key in keys:
        together = places[key.table] == places[key.target] == SPREAD
        definition = key.between_spread_tables() if together else key.definition
        yield f"ALTER TABLE {key.table} ADD CONSTRAINT {key.name} {definition}"


def _own_id(table: str) -> bool:
    """Whether its rows have an id of their own, not the runner's."""
    (model,) = (model for model in models() if model._meta.db_table == table)
    return model._meta.pk.column != RUNNER


def _spread(table: str, primary_key: str, own_id: bool) -> Iterator[str]:
    if own_id:
        yield f"ALTER TABLE {table} DROP CONSTRAINT {primary_key}"
        yield f"ALTER TABLE {table} ADD CONSTRAINT {primary_key} PRIMARY KEY ({RUNNER}, id)"
        yield f"CREATE INDEX {table}_id ON {table} (id)"
    first = "" if table == "training_run" else ", colocate_with => 'training_run'"
    yield f"SELECT create_distributed_table('{table}', '{RUNNER}'{first})"

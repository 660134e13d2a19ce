"""Refuses a database that would lose or garble a log. Each line names the setting and says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import WARNING, CheckMessage, Error, Tags, register
from django.db import Error as DatabaseProblem
from django.db import NotSupportedError, connections

from kneelog.databases import REPLICA

LEAST_BUSY_MS = 10_000


@dataclass(frozen=True)
class Demand:
    """What a database must answer when it is asked for a setting in force."""

    id: str
    name: str
    holds: Callable[[Any], bool]
    otherwise: str
    do: str

    def fault(self, value: object) -> Error | None:
        if self.holds(value):
            return None
        return Error(f"{self.name} is {value}: {self.otherwise}. {self.do}", id=f"kneelog.{self.id}")


SQLITE = (
    Demand(
        "E011",
        "journal_mode",
        lambda value: value == "wal",
        "readers and a writer would lock each other out",
        "Set it to WAL in init_command, and keep the file on a disk of this computer.",
    ),
    Demand(
        "E012",
        "synchronous",
        lambda value: value >= 1,
        "a power cut could ruin the file",
        "Set it to NORMAL in init_command.",
    ),
    Demand(
        "E013",
        "busy_timeout",
        lambda value: value >= LEAST_BUSY_MS,
        "whoever meets a writer would get an error",
        "Set timeout to 20 seconds in OPTIONS.",
    ),
    Demand(
        "E014",
        "mmap_size",
        lambda value: not value,
        "reads beside a writer went wrong with it (disk image is malformed)",
        "Leave it away, or set it to 0.",
    ),
    Demand(
        "E015",
        "secure_delete",
        lambda value: value == 1,
        "what was deleted could still be read in the file",
        "Set it to ON in init_command.",
    ),
)
POSTGRESQL = (
    Demand(
        "E021",
        "synchronous_commit",
        lambda value: value != "off",
        "what was acknowledged could be lost when the server crashes",
        "Set it to on for this database.",
    ),
)


@register("databases")
def as_set(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """What the settings alone tell; before every command."""
    return [fault for alias in connections for fault in _faults_of(alias, connections.settings[alias])]


def _faults_of(alias: str, config: dict[str, Any]) -> Iterator[Error]:
    options = config.get("OPTIONS", {})
    if config.get("ATOMIC_REQUESTS"):
        yield Error(
            f"ATOMIC_REQUESTS is on for {alias}: each page that is read would lock out who writes. "
            "Set it to False.",
            id="kneelog.E001",
        )
    if config["ENGINE"].endswith("sqlite3") and options.get("transaction_mode") != "IMMEDIATE":
        yield Error(
            f"transaction_mode is {options.get('transaction_mode')} for {alias}: two writers at once would "
            "get “database is locked”. Set it to IMMEDIATE in OPTIONS.",
            id="kneelog.E002",
        )
    if options.get("pool") and config.get("CONN_MAX_AGE", 0) != 0:
        yield Error(
            f"CONN_MAX_AGE is {config['CONN_MAX_AGE']} for {alias}, which has a pool: one or the other. "
            "Set it to 0.",
            id="kneelog.E003",
        )


@register(Tags.database)
def in_force(app_configs: object, databases: Sequence[str] | None, **kwargs: object) -> list[CheckMessage]:
    """What the databases answer; with `check --database default`, `migrate`, and at each start."""
    return [fault for alias in databases or () for fault in _asked(alias)]


def _asked(alias: str) -> list[CheckMessage]:
    try:
        return list(_answers(alias))
    except NotSupportedError as problem:
        return [Error(f"{problem.args[0]} Update the server.", id="kneelog.E004")]
    except DatabaseProblem as problem:
        reason = str(problem).strip().partition("\n")[0]
        return [CheckMessage(WARNING, f"The {alias} database cannot be used ({reason}).", id="kneelog.W005")]


def _answers(alias: str) -> Iterator[Error]:
    connection = connections[alias]
    asks, demands = ("PRAGMA", SQLITE) if connection.vendor == "sqlite" else ("SHOW", POSTGRESQL)
    with connection.cursor() as cursor:
        for demand in demands:
            cursor.execute(f"{asks} {demand.name}")
            (value,) = cursor.fetchone() or (None,)
            if fault := demand.fault(value):
                yield fault
        if alias == REPLICA:
            cursor.execute("SELECT pg_is_in_recovery()")
            if cursor.fetchone() != (True,):
                yield Error(
                    "DATABASE_REPLICA_URL names a database that follows no other. Unset it, or name one.",
                    id="kneelog.E006",
                )


def unsafe() -> list[str]:
    """A line for each reason not to start. A database that is away is none: it may come back."""
    found = [*as_set(None), *in_force(None, list(settings.DATABASES))]
    return [fault.msg for fault in found if fault.is_serious()]

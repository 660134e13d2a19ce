"""The parts of a report, in its order: what is measured, how, and on which engines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from training.management.measuring.back_tests import back_tests
from training.management.measuring.figures import Figure
from training.management.measuring.importing import importing
from training.management.measuring.logging_runs import logging_runs
from training.management.measuring.memory import archive, memory
from training.management.measuring.pages import pages
from training.management.measuring.reading import reading
from training.management.measuring.roster import roster
from training.management.measuring.rules import rules
from training.management.measuring.scale import Scale
from training.management.measuring.starting import starting
from training.management.measuring.storage import storage
from training.management.measuring.weights import weights
from training.management.trials.places import POSTGRESQL, SQLITE

BOTH = (SQLITE, POSTGRESQL)


@dataclass(frozen=True)
class Part:
    """act: measures in a process of its own; engines: on which; column: its heading, else the engine's."""

    title: str
    about: str
    act: Callable[[Scale], Iterator[Figure]]
    engines: tuple[str, ...] = BOTH
    column: str = ""


# Those that fill the database most come last: all parts on one engine share it.
PARTS = {
    "pages": Part(
        "Pages",
        "By the clock in one process, the median of some rounds, with no server in between. Logs of each "
        "length take turns in every round, and a ratio is the median over rounds, so that no busy moment "
        "makes it. PostgreSQL has looked at its tables before, as it does within a minute of an import.",
        pages,
    ),
    "logging": Part(
        "Logging a run over HTTP",
        "KneeLog runs as `./run` starts it, server and worker beside each other. The clients are threads of "
        "one other process on the same cores, each with a kept connection; what they take is said.",
        logging_runs,
    ),
    "reading": Part(
        "Reading activity files",
        "An hour of running with a point a second, as a watch writes it, made by the benchmark. Files a "
        "second of processor time of one core, in the quietest of some rounds.",
        reading,
        (SQLITE,),
        "measured",
    ),
    "importing": Part(
        "Whole imports",
        "The same files from a folder into the log, by the clock. The share of reading is that of the "
        "process that parses in all processor time of KneeLog; a FIT file is read in a millisecond, so that "
        "nothing is wished of its share.",
        importing,
    ),
    "rules": Part(
        "Rules",
        "Processor time of one core: five runs a week, a check-in a day, an episode open half of the time.",
        rules,
        (SQLITE,),
        "measured",
    ),
    "weights": Part(
        "Weight of pages",
        "Bytes as the server sends them, packed: the page, every static file that it names, and what those "
        "name in turn.",
        weights,
        (SQLITE,),
        "measured",
    ),
    "starting": Part("Start-up", "From the command to the first `200` of `/readyz`.", starting),
    "memory": Part("Memory", "PSS: what processes share is counted in parts. Linux alone tells it.", memory),
    "storage": Part(
        "A row on the disk",
        "With all indexes of its table, rows of many runners, after a VACUUM.",
        storage,
        (POSTGRESQL,),
    ),
    "back-test": Part(
        "Back-test of a threshold",
        "Logs read from the database and judged by two rulesets, day by day.",
        back_tests,
    ),
    "archive": Part(
        "An archive of a gigabyte",
        "Sent in pieces to the server, read and taken in by the worker; PSS looked at ten times a second.",
        archive,
        (SQLITE,),
        "measured",
    ),
    "roster": Part(
        "A coach's list",
        "Three years of a run and a check-in a day for each athlete. The first look of a day reads the logs, "
        "in steps that the page asks for; every other look takes them from memory.",
        roster,
    ),
}

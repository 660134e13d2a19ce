"""The import order of docs/architecture.md, and what the pure layers do without."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from tests.architecture.source import Module, resolve

LAYERS = (
    ("units", "engine", "importers"),
    ("rules", "insights", "charts", "knowledge"),
    ("models", "migrations"),
    (
        "access",
        "history",
        "thresholds",
        "logbook",
        "sharing",
        "importing",
        "exporting",
        "keys",
        "tokens",
    ),
    (
        "assessment",
        "backtests",
        "reactions",
        "remembering",
        "summaries",
        "timelines",
        "coaching",
        "returning",
        "announcing",
    ),
    ("forms", "tasks", "pages", "webhooks", "mailing", "leaving"),
    ("views", "api", "admin", "management", "templatetags", "demo"),
    ("urls", "apps"),
)
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
LAST_PURE_LAYER = 1

# Frameworks, file systems, networks, clocks and dice.
IMPURE_IMPORTS = {
    *("django", "kneelog", "crispy_forms", "sqlite3", "psycopg"),
    *("os", "pathlib", "shutil", "tempfile", "glob", "subprocess", "socket", "urllib", "http"),
    *("time", "random", "secrets", "logging"),
}
IMPURE_CALLS = {"open", "input", "print", "datetime.now", "datetime.utcnow", "datetime.today", "date.today"}


def room_complaints(modules: dict[str, Module]) -> Iterator[str]:
    for module in modules.values():
        if module.room and module.room not in LAYER:
            name = module.room
            yield f"{module.name}: {name} has no layer yet: give it one here and in docs/architecture.md"


def order_complaints(modules: dict[str, Module]) -> Iterator[str]:
    for module in modules.values():
        for line, imported in module.imports():
            target = resolve(imported, modules)
            if target is None or module.room not in LAYER:
                continue
            if LAYER.get(modules[target].room, 0) > LAYER[module.room]:
                yield f"{module.name}:{line} imports {target}, which lies above it"


def circle_complaints(modules: dict[str, Module]) -> Iterator[str]:
    graph = {
        module.name: {resolve(imported, modules) for _, imported in module.imports()} - {None}
        for module in modules.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        yield "a circle: " + " -> ".join(circle.args[1])


def purity_complaints(modules: dict[str, Module]) -> Iterator[str]:
    for module in modules.values():
        if LAYER.get(module.room, LAST_PURE_LAYER + 1) > LAST_PURE_LAYER:
            continue
        for line, imported in module.imports():
            if imported.split(".")[0] in IMPURE_IMPORTS:
                yield f"{module.name}:{line} is pure and may not import {imported}"
        for line, called in module.calls():
            if called.removeprefix("datetime.") in IMPURE_CALLS or called in IMPURE_CALLS:
                yield f"{module.name}:{line} is pure and may not call {called}"


def view_complaints(modules: dict[str, Module]) -> Iterator[str]:
    for module in modules.values():
        if module.room != "views":
            continue
        for line, imported in module.imports():
            if imported.startswith("django.db"):
                yield f"{module.name}:{line} is a view and may not import {imported}"
        for number, text in enumerate(module.path.read_text(encoding="utf-8").splitlines(), 1):
            if ".objects" in text:
                yield f"{module.name}:{number} is a view and may not build a query"

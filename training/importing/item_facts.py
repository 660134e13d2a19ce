"""What a file says of a run, as plain values that wait beside the log, and back to a run of it.

Blanks are left out. `start` is the moment on the runner's clock, `zone` where that was, `proposed` the facts
that the file only suggests. Beside the fields of a run: `shoe`, its name; `retired_shoe`, one that was
retired before the run; `distance_if_km_m` and `distance_if_miles_m`, where the file names no unit; `unnamed`,
no sport named; `damaged`, a part of the file is missing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from training.importers.run import ImportedRun
from training.importing.values import find_problem, place
from training.models import Run
from training.models.bounds import MAX_NOTES

Facts = dict[str, Any]

FIELDS = (
    "distance_m", "duration_s", "elapsed_s", "surface", "terrain", "session", "trigger", "rpe", "warm_up",
    "cool_down", "notes",
)  # fmt: skip
BLANK = (None, "")
# Of fields whose own name is no word: how a runner is told of them.
NAMES = {
    "distance_m": "distance in metres",
    "duration_s": "duration in seconds",
    "elapsed_s": "elapsed time in seconds",
    "rpe": "effort",
}


def storable(text: str) -> str:
    """Text that every database keeps."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def run_facts(
    source: ImportedRun, home: str, now: datetime, *, miles: bool, is_damaged: bool
) -> tuple[Run, Facts]:
    """The run, unsaved and without its shoe, and its facts; ValueError says why a log cannot hold it."""
    values = {name: getattr(source, name) for name in FIELDS}
    if miles:
        values["distance_m"] = source.distance_if_miles_m or source.distance_m
    values["notes"] = storable(source.notes)[:MAX_NOTES]
    run = Run(**values)
    if problem := find_problem(run, FIELDS):
        raise ValueError(f"its {NAMES.get(problem[0], problem[0])} {problem[1]}")
    try:
        place(run, source.start, home, now)
    except ValueError as why:
        raise ValueError(f"its date {why}") from None
    return run, _facts(run, source, values, is_damaged)


def _facts(run: Run, source: ImportedRun, values: Facts, is_damaged: bool) -> Facts:
    facts = {name: value for name, value in values.items() if value not in BLANK}
    facts |= {"start": run.local_text, "zone": run.zone}
    if proposed := sorted(name for name in source.proposed if name in facts):
        facts["proposed"] = proposed
    if shoe := " ".join(storable(source.shoe).split()):
        facts["shoe"] = shoe
    if source.distance_if_miles_m is not None:
        facts |= {"distance_if_km_m": source.distance_m, "distance_if_miles_m": source.distance_if_miles_m}
    if not source.names_sport:
        facts["unnamed"] = True
    if is_damaged:
        facts["damaged"] = True
    return facts


def facts_of_run(run: Run) -> Facts:
    """The same of a logged run, its shoe loaded; `shoe_key` says which of its name."""
    facts = {name: value for name in FIELDS if (value := getattr(run, name)) not in BLANK}
    facts |= {"start": run.local_text, "zone": run.zone}
    if run.proposed:
        facts["proposed"] = sorted(run.proposed)
    if run.shoe:
        facts |= {"shoe": run.shoe.name, "shoe_key": run.shoe.key}
    return facts


def values_of(facts: Facts) -> dict[str, Any]:
    """The fields of a run with these facts, but for its instant and its shoe."""
    blank = {name: Run._meta.get_field(name).get_default() for name in FIELDS}
    return {
        **blank,
        **{name: facts[name] for name in FIELDS if name in facts},
        "zone": facts["zone"],
        "local_date": datetime.fromisoformat(facts["start"]).date(),
        "proposed": frozenset(facts.get("proposed", ())),
    }

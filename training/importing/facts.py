"""A log file as the facts that rules read, without a database."""

from __future__ import annotations

from training.engine.basics import Basics
from training.engine.facts import Profile
from training.engine.log import Log
from training.history import rows
from training.importing.log_file import LogFile

PROFILE = ("foot_type", "weak_quadriceps", "stiff_hamstrings", "stiff_calves")


def log_of(file: LogFile, basics: Basics) -> Log:
    """The log a file holds; an entry that stands there twice counts once."""
    known = {name: file.profile[name] for name in PROFILE if name in file.profile}
    runs = {(run.entry.starts_at, run.entry.distance_m): run for run in reversed(file.runs)}
    check_ins = {(entry.at, entry.side, entry.moment): entry for entry in reversed(file.check_ins)}
    care = {(act.on, act.kind, act.minutes): act for act in file.care}
    return Log(
        runs=[rows.run_fact({**vars(run.entry), "shoe__key": run.shoe_key}) for run in runs.values()],
        check_ins=[rows.check_in_fact(vars(entry)) for entry in check_ins.values()],
        care=[rows.care_fact(vars(act)) for act in care.values()],
        answers=[rows.gap_fact(vars(gap)) for gap in file.gaps],
        shoes=[rows.shoe_fact(vars(shoe.entry), {}) for shoe in file.shoes],
        profile=Profile(**known, injuries=tuple(rows.injury(vars(past)) for past in file.injuries)),
        basics=basics,
    )

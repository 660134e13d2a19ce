"""Which facts of a reading are suggestions of its file, to be confirmed by the runner."""

from __future__ import annotations

from dataclasses import replace

from training.importers.moments import Moment
from training.importers.places import ZONE
from training.importers.run import ImportedRun, Reading

FACTS = ("surface", "terrain", "session")


def is_placed(moment: Moment) -> bool:
    """Whether the file told the clock of the runner together with its offset."""
    return moment.at.tzinfo is not None and not moment.is_instant


def with_proposals(reading: Reading, *, is_own: bool) -> Reading:
    """The reading with what each run proposes. is_own: the runner wrote the file, whose words count."""
    return replace(reading, runs=[_with_proposals(run, is_own=is_own) for run in reading.runs])


def _with_proposals(run: ImportedRun, *, is_own: bool) -> ImportedRun:
    facts = set() if is_own else {name for name in FACTS if getattr(run, name)}
    # A day and a time that the runner wrote are those of their clock; an instant needs a zone to be one.
    is_guessed = run.start.is_instant if is_own else not is_placed(run.start)
    proposed = run.proposed | facts | ({ZONE} if is_guessed else set())
    return run if proposed == run.proposed else replace(run, proposed=proposed)

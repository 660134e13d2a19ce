"""The files of a batch, read one after the other and kept beside the log; broken off, it goes on there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from django.db import DataError, IntegrityError

from training.importers.run import Reading, UnknownKind, UnreadableFile
from training.importers.spreadsheet_mapping import Answers, mapping_of
from training.importing.archive import Content, Seen
from training.importing.joined import IS_NO_RUN, Joined
from training.importing.limits import read_limits
from training.importing.parse_door import read_apart
from training.importing.sources import count_sources, sources
from training.importing.staging import Place, Told, stage
from training.importing.states import State, beat
from training.importing.uploads import path_of
from training.models import ImportBatch, ImportFile, ImportUpload

# Room for the files of one upload; limits.ArchiveLimits allows fewer.
PLACES = 2**15
BEAT_SECONDS = 5
GONE = UnreadableFile("It is no longer on the server", "Send it again.")
NOT_TAKEN = UnreadableFile("KneeLog could not take it in", "Please report this file.")

PathOf = Callable[[ImportUpload], Path]


def read_batch(
    batch: ImportBatch,
    path: PathOf = path_of,
    state: State = State.READING,
    answers: Answers | None = None,
) -> Iterator[ImportFile]:
    """Each file that was not read before, as soon as it is; stopping between two of them does no harm.

    answers: what the runner said in advance of sheets that leave something open.
    """
    if not batch.expected:
        beat(batch, expected=sum(count_sources(path(upload)) for upload in batch.uploads.all()))
    for upload in batch.uploads.all():
        for told in _Upload(batch, upload, path(upload), answers).tell():
            if file := _stage(batch, told, state):
                yield file


def _stage(batch: ImportBatch, told: Told, state: State) -> ImportFile | None:
    try:
        return stage(batch, told, [state])
    except (DataError, IntegrityError, ValueError, OverflowError):
        return stage(batch, Told(told.place, NOT_TAKEN), [state])


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What became of a file before: its name, and whether it was read."""

    name: str
    is_read: bool


class _Upload:
    """One file as sent, which may be an archive; or, from the command line, a folder."""

    def __init__(self, batch: ImportBatch, upload: ImportUpload, path: Path, answers: Answers | None) -> None:
        self.batch, self.upload, self.path = batch, upload, path
        self.first = upload.number * PLACES
        rows = batch.files.filter(runner=batch.runner_id, upload=upload)
        self.recorded = {
            position - self.first: _Recorded(name, outcome == ImportFile.Outcome.READ)
            for position, name, outcome in rows.values_list("position", "name", "outcome")
        }
        self.limits = replace(read_limits(), last_day=batch.runner.profile.today())
        self.mapping = mapping_of(upload.mapping) if upload.mapping else None
        self.answers = answers
        self.joined: Joined[Place] = Joined()
        self.beaten = monotonic()

    def tell(self) -> Iterator[Told]:
        """What each file tells; a table of an export comes after the files that its rows name."""
        found = sources(self.path, self.upload.name, self._before)
        for number, (name, content) in enumerate(found):
            yield from self._left_behind(name)
            if isinstance(content, Seen):
                if content is Seen.READ:
                    self.joined.came(name)
                continue
            place = self._place(number, name, content)
            if place and (told := self._told(place, content)):
                yield told
        yield from self._left_behind("")

    def _before(self, number: int) -> Seen | None:
        recorded = self.recorded.get(number)
        if recorded is None:
            return None
        if recorded.is_read:
            return Seen.READ
        return Seen.LAST if recorded.name == self.upload.name else Seen.LEFT_OUT

    def _place(self, number: int, name: str, content: Content) -> Place | None:
        """None where it was said before that the whole is not read."""
        if number in self.recorded and isinstance(content, UnreadableFile):
            if any(recorded.name == self.upload.name for recorded in self.recorded.values()):
                return None
            number = max(self.recorded) + 1
        return Place(self.upload, self.first + number, name)

    def _told(self, place: Place, content: Content) -> Told | None:
        """None for a table that waits for its files."""
        reading = (
            UnknownKind(IS_NO_RUN) if self.joined.is_no_run(place.name) else self._read(content, place.name)
        )
        if isinstance(reading, UnreadableFile):
            return Told(place, reading)
        if self.joined.hold(place, reading):
            return None
        return Told(place, self.joined.join(place.name, reading))

    def _left_behind(self, name: str) -> Iterator[Told]:
        for place, reading, came in self.joined.left_behind(name):
            yield Told(place, reading, came)

    def _read(self, content: Content, name: str) -> Reading | UnreadableFile:
        if isinstance(content, UnreadableFile):
            return content if self.path.exists() or not self._is_sent else GONE
        if not isinstance(content, bytes):
            content = map(self._beating, content)
        try:
            mapping = self.mapping if name == self.upload.name else None
            return read_apart(content, self.limits, mapping or self.answers)
        except UnreadableFile as problem:
            # A traceback would keep the content of the file for as long as the report.
            return problem.with_traceback(None)

    @property
    def _is_sent(self) -> bool:
        return self.path == path_of(self.upload)

    def _beating(self, piece: bytes) -> bytes:
        """A large file takes its time, and nobody else should think that it was left."""
        if monotonic() - self.beaten > BEAT_SECONDS:
            beat(self.batch)
            self.beaten = monotonic()
        return piece

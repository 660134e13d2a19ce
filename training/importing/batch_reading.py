"""The files of a batch, read one after the other and kept beside the log; broken off, it goes on there.

While one file is read, in the process behind the parse door, those before it are kept, several at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from django.db import DataError, IntegrityError

from training.importers.run import Reading, UnknownKind, UnreadableFile
from training.importers.spreadsheet_mapping import Answers, mapping_of
from training.importing.archive import Content, Seen
from training.importing.joined import IS_NO_RUN, Joined
from training.importing.limits import read_limits
from training.importing.log_batches import GONE, is_log_file, told_of_log
from training.importing.parse_door import read_apart
from training.importing.sources import count_sources, sources
from training.importing.staging import FILES_AT_ONCE, Place, Told, stage
from training.importing.states import State, beat
from training.importing.uploads import path_of
from training.models import ImportBatch, ImportFile, ImportUpload

# Room for the files of one upload; limits.ArchiveLimits allows fewer.
PLACES = 2**15
# What was read is kept after so long, though it is not as many files as are kept at once.
KEEP_SECONDS = 1
BEAT_SECONDS = 5
NOT_TAKEN = UnreadableFile("KneeLog could not take it in", "Please report this file.")

PathOf = Callable[[ImportUpload], Path]
_Answer = Callable[[], Reading | UnreadableFile]
_Begun = tuple[Place, _Answer]


def read_batch(
    batch: ImportBatch,
    path: PathOf = path_of,
    state: State = State.READING,
    answers: Answers | None = None,
) -> Iterator[ImportFile]:
    """Each file that was not read before, as soon as it is kept; stopping between two of them does no harm.

    answers: what the runner said in advance of sheets that leave something open.
    """
    if not batch.expected:
        beat(batch, expected=sum(_count(path(upload)) for upload in batch.uploads.all()))
    group, began = list[Told](), monotonic()
    with ThreadPoolExecutor(1) as reader:
        for told in _tell(batch, path, answers, reader):
            if told:
                group.append(told)
            elif len(group) >= FILES_AT_ONCE or monotonic() - began > KEEP_SECONDS:
                yield from keep(batch, group, state)
                group, began = [], monotonic()
    yield from keep(batch, group, state)


def _tell(
    batch: ImportBatch, path: PathOf, answers: Answers | None, reader: Executor
) -> Iterator[Told | None]:
    for upload in batch.uploads.all():
        yield from _Upload(batch, upload, path(upload), answers, reader).tell()


def _count(path: Path) -> int:
    return 1 if is_log_file(path) else count_sources(path)


def keep(batch: ImportBatch, group: list[Told], state: State) -> list[ImportFile]:
    """Those of some files that are kept now; one that cannot be takes no other with it."""
    try:
        return stage(batch, group, [state]) if group else []
    except (DataError, IntegrityError, ValueError, OverflowError):
        if len(group) == 1:
            return stage(batch, [Told(group[0].place, NOT_TAKEN)], [state])
        return [file for told in group for file in keep(batch, [told], state)]


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What became of a file before: its name, and whether it was read."""

    name: str
    is_read: bool


class _Upload:
    """One file as sent, which may be an archive; or, from the command line, a folder."""

    def __init__(
        self,
        batch: ImportBatch,
        upload: ImportUpload,
        path: Path,
        answers: Answers | None,
        reader: Executor,
    ) -> None:
        self.batch, self.upload, self.path, self.reader = batch, upload, path, reader
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
        self.is_log = self._is_sent and is_log_file(path)

    def _log(self) -> Iterator[Told]:
        if not self.recorded:
            place = Place(self.upload, self.first, self.upload.name)
            yield Told(place, told_of_log(self.batch.runner, self.path))

    def tell(self) -> Iterator[Told | None]:
        """What each file tells; a table of an export comes after the files that its rows name.

        None while a file is being read, which is the time to do something else.
        """
        if self.is_log:
            yield from self._log()
            return
        found = sources(self.path, self.upload.name, self._before)
        begun: _Begun | None = None
        for number, (name, content) in enumerate(found):
            yield from self._ended(begun)
            begun = None
            yield from self._left_behind(name)
            if isinstance(content, Seen):
                if content is Seen.READ:
                    self.joined.came(name)
                continue
            if place := self._place(number, name, content):
                begun = place, self._begin(place, content)
                yield None
        yield from self._ended(begun)
        yield from self._left_behind("")

    def _ended(self, begun: _Begun | None) -> Iterator[Told]:
        """What a file tells, once it is read; nothing for a table that waits for its files."""
        if begun and (told := self._told(begun[0], begun[1]())):
            yield told

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

    def _told(self, place: Place, reading: Reading | UnreadableFile) -> Told | None:
        if isinstance(reading, UnreadableFile):
            return Told(place, reading)
        if self.joined.hold(place, reading):
            return None
        return Told(place, self.joined.join(place.name, reading))

    def _left_behind(self, name: str) -> Iterator[Told]:
        for place, reading, came in self.joined.left_behind(name):
            yield Told(place, reading, came)

    def _begin(self, place: Place, content: Content) -> _Answer:
        """Begin to read a file; what is given waits for the end of it."""
        reading: Reading | UnreadableFile
        if self.joined.is_no_run(place.name):
            reading = UnknownKind(IS_NO_RUN)
        elif isinstance(content, UnreadableFile):
            reading = content if self.path.exists() or not self._is_sent else GONE
        elif isinstance(content, bytes):
            return self.reader.submit(self._read, content, place.name).result
        else:
            # Its pieces are to be had here alone.
            reading = self._read(map(self._beating, content), place.name)
        return lambda: reading

    def _read(self, content: bytes | Iterator[bytes], name: str) -> Reading | UnreadableFile:
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

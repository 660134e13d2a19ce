"""The parts of an Excel workbook: XML in a zip archive, unpacked no further than a file may be large."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from training.importers.run import ReadLimits, UnreadableFile

PIECE = 256 * 1024
MOST_PARTS = 10_000
IS_ENCRYPTED = 0x1
DAMAGED = "The workbook is damaged"
SAVE_AGAIN = "Open it, save it as a new workbook or as CSV, and try again."


class Parts:
    """Reads parts by their names; UnreadableFile where one is damaged, or all are too large."""

    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        self.limits = limits
        self.left = limits.file_bytes
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except Exception as problem:
            raise UnreadableFile(DAMAGED, SAVE_AGAIN) from problem
        self.names = [info.filename for info in self.archive.infolist()]
        if len(self.names) > MOST_PARTS:
            raise UnreadableFile(f"The workbook has more than {MOST_PARTS:,} parts")

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part as it is unpacked; nothing where there is none of that name."""
        if name not in self.names:
            return
        try:
            if self.archive.getinfo(name).flag_bits & IS_ENCRYPTED:
                raise UnreadableFile("The workbook is locked with a password", "Save it without one.")
            with self.archive.open(name) as stream:
                while piece := stream.read(PIECE):
                    self._count(piece)
                    yield piece
        except (UnreadableFile, MemoryError, GeneratorExit):
            raise
        except Exception as problem:
            raise UnreadableFile(DAMAGED, SAVE_AGAIN) from problem

    def _count(self, piece: bytes) -> None:
        self.left -= len(piece)
        if self.left < 0:
            raise UnreadableFile(
                f"The workbook unpacks to more than {self.limits.file_bytes // 1024 // 1024} MB"
            )


class Elements:
    """What a part is made of: overridden `start` and `end` get each element, named without its prefix.

    text: what stands in the elements whose text is wanted, since it was last emptied.
    """

    wanted: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.text: list[str] = []
        self.local: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _refuse_doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def read(self, pieces: Iterator[bytes]) -> None:
        """The whole part; UnreadableFile where it is no XML."""
        for _ in self.steps(pieces):
            pass

    def steps(self, pieces: Iterator[bytes]) -> Iterator[None]:
        """The same, pausing after each piece."""
        try:
            is_any = False
            for piece in pieces:
                is_any = True
                self.parser.Parse(piece, False)
                yield
            if is_any:
                self.parser.Parse(b"", True)
                yield
        except expat.ExpatError as problem:
            raise UnreadableFile(DAMAGED, SAVE_AGAIN) from problem

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self.local.get(name) or self.local.setdefault(name, name.rpartition(":")[2])
        self.start(local, attributes)
        if local in self.wanted:
            self.parser.CharacterDataHandler = self.text.append

    def _end(self, name: str) -> None:
        local = self.local[name]
        if local in self.wanted:
            self.parser.CharacterDataHandler = None
        self.end(local)


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile("The workbook defines entities, which no sheet needs", SAVE_AGAIN)

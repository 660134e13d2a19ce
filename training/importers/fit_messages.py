"""The messages of a FIT file that matter here; the others are stepped over, which is where the time goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fitdecode import FIT_FRAME_CRC, FIT_FRAME_DATA, FIT_FRAME_HEADER, FitReader
from fitdecode.reader import CrcCheck, ErrorHandling
from fitdecode.records import FitDataMessage

from training.importers.run import ReadLimits, UnreadableFile, refuse_more_points

HEADER_SIZES = (12, 14)
MAGIC = b".FIT"
SUMMARIES = {0: "file_id", 12: "sport", 18: "session", 19: "lap", 34: "activity"}
POINTS = {20: "record", 21: "event"}
RECORD = 20

# Values by name, scaled to SI; what the device did not know is missing.
Message = dict[str, Any]


@dataclass(slots=True)
class FitFile:
    """One of the files chained in the bytes: messages (kind, values) in their order, and how many points.

    is_whole: nothing is damaged or missing before its end.
    """

    messages: list[tuple[str, Message]] = field(default_factory=list)
    points: int = 0
    is_whole: bool = False

    def all(self, kind: str) -> list[Message]:
        return [values for name, values in self.messages if name == kind]

    def first(self, kind: str) -> Message:
        return next(iter(self.all(kind)), {})


def is_fit(head: bytes) -> bool:
    """Whether a file begins with the header of a FIT file, sound or not."""
    return head[8:12] == MAGIC


def read_messages(data: bytes, wanted: dict[int, str], limits: ReadLimits) -> list[FitFile]:
    """The files chained in `data`, as far as they can be read; UnreadableFile past `limits.points`.

    wanted: number and kind of the messages.
    """
    points = 0
    files: list[FitFile] = []
    try:
        for frame in _SteppingReader(_mended(data), wanted):
            if frame.frame_type == FIT_FRAME_HEADER:
                files.append(FitFile())
            elif frame.frame_type == FIT_FRAME_DATA:
                _take(files[-1], frame, wanted)
                points += frame.global_mesg_num == RECORD
                refuse_more_points(points, limits)
            if files:
                files[-1].is_whole = frame.frame_type == FIT_FRAME_CRC
    except (MemoryError, UnreadableFile):
        raise
    except Exception:
        # Whatever the decoder stumbled over: what came before it is kept.
        return files
    return files


def _take(file: FitFile, frame: Any, wanted: dict[int, str]) -> None:
    number = frame.global_mesg_num
    file.points += number == RECORD
    if kind := wanted.get(number):
        known = (each for each in frame.fields if each.raw_value is not None)
        values: Message = {}
        for each in known:
            values.setdefault(each.name, each.value)
        file.messages.append((kind, values))


def _mended(data: bytes) -> bytes:
    """The same with a header the decoder accepts: devices that lost power leave zeros for the sizes."""
    header = data[0] if data[0] in HEADER_SIZES else HEADER_SIZES[-1]
    size = int.from_bytes(data[4:8], "little")
    if header == data[0] and size:
        return data
    return bytes([header]) + data[1:4] + (size or len(data) - header).to_bytes(4, "little") + data[8:]


class _SteppingReader(FitReader):  # type: ignore[misc]
    """Decodes the wanted messages and steps over the others by the size their definition gives."""

    def __init__(self, data: bytes, wanted: dict[int, str]) -> None:
        super().__init__(
            data, processor=None, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE
        )
        self.wanted = wanted
        self.sizes: dict[int, tuple[Any, int]] = {}

    def _read_data_message(self, header_chunk: bytes, record_header: Any) -> Any:
        local = record_header.local_mesg_num
        definition = self._local_mesg_defs.get(local)
        if definition is None or definition.global_mesg_num in self.wanted:
            return super()._read_data_message(header_chunk, record_header)
        sized, size = self.sizes.get(local, (None, 0))
        if sized is not definition:
            size = sum(each.size for each in definition.all_field_defs)
            self.sizes[local] = definition, size
        if size:
            self._read_bytes(size)
        return FitDataMessage(False, local, record_header.time_offset, definition, [], None)

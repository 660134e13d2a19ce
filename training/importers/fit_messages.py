"""The messages of a FIT file that matter here; the others are stepped over, which is where the time goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fitdecode import FIT_FRAME_CRC, FIT_FRAME_DATA, FitReader
from fitdecode.reader import CrcCheck, ErrorHandling
from fitdecode.records import FitDataMessage

from training.importers.fit_quick import Decode, quick_decoder
from training.importers.run import ReadLimits, UnreadableFile, refuse_more_points

HEADER_SIZES = (12, 14)
MAGIC = b".FIT"
SUMMARIES = {0: "file_id", 12: "sport", 18: "session", 19: "lap", 26: "workout", 34: "activity"}
POINTS = {20: "record", 21: "event"}
RECORD = 20
# Of which the first says all that is asked of them.
ONCE = frozenset({0, 12, 19, 26, 34})
# The fields of a record that tell the way; speed and distance packed into one are left to the decoder.
WAY = {
    0: "position_lat", 1: "position_long", 2: "altitude", 5: "distance", 78: "enhanced_altitude",
    253: "timestamp",
}  # fmt: skip
PACKED_DISTANCE = 8
# The first byte of a message: its local number, which a compressed header packs together with a time.
HEADERS, IS_COMPRESSED, LOWEST_BITS = 256, 0x80, 0x1F
_HEADERS_OF = [
    [
        header
        for header in range(HEADERS)
        if ((header >> 5 & 3) == local if header & IS_COMPRESSED else header & 0x4F == local)
    ]
    for local in range(16)
]

# Values by name, scaled to SI; what the device did not know is missing.
Message = dict[str, Any]


@dataclass(slots=True)
class FitFile:
    """One of the files chained in the bytes: messages (kind, values) in their order, and how many points.

    Of summaries but sessions only the first is kept. is_whole: nothing is damaged or missing before
    its end.
    """

    messages: list[tuple[str, Message]] = field(default_factory=list)
    points: int = 0
    is_whole: bool = False

    def all(self, kind: str) -> list[Message]:
        return [values for name, values in self.messages if name == kind]

    def first(self, kind: str) -> Message:
        return next(iter(self.all(kind)), {})


def number_of(message: Message, name: str, otherwise: float | None = None) -> float | None:
    """A value that is a number from 0 on; `otherwise` where there is none."""
    value: Any = message.get(name)
    return value if isinstance(value, int | float) and value >= 0 else otherwise


def is_fit(head: bytes) -> bool:
    """Whether a file begins with the header of a FIT file, sound or not."""
    return head[8:12] == MAGIC


def read_messages(data: bytes, wanted: dict[int, str], limits: ReadLimits) -> list[FitFile]:
    """The files chained in `data`, as far as they can be read; UnreadableFile past `limits.points`.

    wanted: number and kind of the messages.
    """
    reader = _SteppingReader(_mended(data), wanted, limits)
    files = reader.files
    try:
        for frame in reader:
            if frame.frame_type == FIT_FRAME_DATA and frame is not reader.stepped:
                reader.take(frame)
            files[-1].is_whole = frame.frame_type == FIT_FRAME_CRC
    except (MemoryError, UnreadableFile):
        raise
    except Exception:
        # Whatever the decoder stumbled over: what came before it is kept.
        return files
    return files


def _mended(data: bytes) -> bytes:
    """The same with a header the decoder accepts: devices that lost power leave zeros for the sizes."""
    header = data[0] if data[0] in HEADER_SIZES else HEADER_SIZES[-1]
    size = int.from_bytes(data[4:8], "little")
    if header == data[0] and size:
        return data
    return bytes([header]) + data[1:4] + (size or len(data) - header).to_bytes(4, "little") + data[8:]


class _SteppingReader(FitReader):  # type: ignore[misc]
    """Decodes the wanted messages and steps over the others by the size their definition gives.

    By the first byte of a message: strides, its size, 0 where it has to be decoded; is_point; quick, its own
    decoder. stepped: stands for the messages at the end that were stepped over.
    """

    _compressed_ts_accumulator: int

    def __init__(self, data: bytes, wanted: dict[int, str], limits: ReadLimits) -> None:
        super().__init__(
            data, processor=None, check_crc=CrcCheck.DISABLED, error_handling=ErrorHandling.IGNORE
        )
        self.data, self.wanted, self.limits = data, wanted, limits
        self.files: list[FitFile] = []
        self.points = 0
        self.stepped = FitDataMessage(False, 0, None, None, [], None)

    def _reset_per_fit_state(self) -> None:
        super()._reset_per_fit_state()
        self.strides = [0] * HEADERS
        self.is_point = [False] * HEADERS
        self.quick: list[Decode | None] = [None] * HEADERS
        self.taken: set[int] = set()

    def _read_header(self) -> None:
        super()._read_header()
        if self._header is not None:
            self.files.append(FitFile())

    def _read_definition_message(self, header_chunk: bytes, record_header: Any) -> Any:
        definition = super()._read_definition_message(header_chunk, record_header)
        self._plan(definition)
        return definition

    def _plan(self, definition: Any) -> None:
        """Fill the tables for messages of this definition."""
        number, local = definition.global_mesg_num, definition.local_mesg_num
        size = 1 + sum(each.size for each in definition.all_field_defs)
        is_kept = number in self.wanted and number not in self.taken
        fields = {each.def_num for each in definition.field_defs}
        is_quick = is_kept and number == RECORD and PACKED_DISTANCE not in fields
        decode = quick_decoder(definition, WAY) if is_quick else None
        for header in _HEADERS_OF[local]:
            self.strides[header] = 0 if is_kept and decode is None else size
            self.is_point[header] = number == RECORD
            self.quick[header] = decode

    def _read_record(self) -> Any:
        if self._step() == self._body_bytes_left:
            return self.stepped
        return super()._read_record()

    def _step(self) -> int:
        """Go on to the next message that has to be decoded; how many bytes that was."""
        data, strides, quick, is_point = self.data, self.strides, self.quick, self.is_point
        start: int = self._fd.tell()
        place = start
        end = min(len(data), start + self._body_bytes_left)
        while place < end:
            header = data[place]
            stride = strides[header]
            if not stride or place + stride > end:
                break
            if is_point[header]:
                self._count()
                if decode := quick[header]:
                    self._keep(header, decode(data, place + 1))
            place += stride
        self._fd.seek(place)
        self._chunk_size += place - start
        return place - start

    def _count(self) -> None:
        self.points += 1
        self.files[-1].points += 1
        refuse_more_points(self.points, self.limits)

    def _keep(self, header: int, point: Message) -> None:
        if header & IS_COMPRESSED:
            # Its seconds are the lowest five bits of a time that only goes on.
            last = self._compressed_ts_accumulator
            point["timestamp"] = last + ((header - last) & LOWEST_BITS)
        if "timestamp" in point:
            self._compressed_ts_accumulator = point["timestamp"]
        self.files[-1].messages.append((POINTS[RECORD], point))

    def take(self, message: Any) -> None:
        """Keep the values of a message that was decoded, if it is one of the wanted."""
        number = message.global_mesg_num
        if number == RECORD:
            self._count()
        if number not in self.wanted or number in self.taken:
            return
        values: Message = {}
        for each in message.fields:
            if each.raw_value is not None:
                values.setdefault(each.name, each.value)
        self.files[-1].messages.append((self.wanted[number], values))
        if number in ONCE:
            self.taken.add(number)
            self._plan(message.def_mesg)

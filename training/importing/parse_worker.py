"""The other side of the parse door: reads files it is sent until its input ends.

It is a program of its own, imports no Django and opens nothing. A message is its length in eight bytes, then
what it holds; a file that is read as it comes is several of them, the last one empty. See `parse_door`.
"""

from __future__ import annotations

import io
import pickle
import sys
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from training.importers.readers import read_file
from training.importers.run import Reading, ReadLimits, UnreadableFile
from training.importers.spreadsheet_mapping import Told

try:
    import resource
except ImportError:  # Windows has none: there only the time is bounded.
    resource = None  # type: ignore[assignment]

LENGTH_BYTES = 8
TOO_MUCH_MEMORY = "Reading it takes more memory than a file may take"
BROKEN = "It is damaged and cannot be read"

Answer = Reading | UnreadableFile
# Before each file: its limits, whether it comes whole, and what the runner says of it.
How = tuple[ReadLimits, bool, Told | None]


def send(stream: BinaryIO, *pieces: bytes) -> None:
    """One message made of the pieces."""
    stream.write(sum(map(len, pieces)).to_bytes(LENGTH_BYTES, "little"))
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """The next message; EOFError where the other side is gone."""
    length = int.from_bytes(_exactly(stream, LENGTH_BYTES), "little")
    return _exactly(stream, length)


def answer(data: bytes | Iterator[bytes], limits: ReadLimits, told: Told | None = None) -> Answer:
    """What a file gives; whatever a reader raises, a panic of its library too, becomes a reason."""
    try:
        return read_file(data, limits, told) if told else read_file(data, limits)
    except UnreadableFile as problem:
        return UnreadableFile(TOO_MUCH_MEMORY) if isinstance(problem.__cause__, MemoryError) else problem
    except MemoryError:
        return UnreadableFile(TOO_MUCH_MEMORY)
    except BaseException:
        return UnreadableFile(BROKEN)


def serve(requests: BinaryIO, answers: BinaryIO, memory_bytes: int) -> None:
    """Answer each request, a limit for its memory once and for all."""
    if resource:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            data, limits, told = _request(requests)
            reply = pickle.dumps(answer(data, limits, told))
            if not isinstance(data, bytes):
                deque(data, maxlen=0)
            del data
        except EOFError:
            return
        except MemoryError:
            # What is left in the pipe cannot be told from the next request.
            send(answers, pickle.dumps(UnreadableFile(TOO_MUCH_MEMORY)))
            return
        send(answers, reply)


def _request(stream: BinaryIO) -> tuple[bytes | Iterator[bytes], ReadLimits, Told | None]:
    how: How = pickle.loads(receive(stream))  # noqa: S301 written by the process that started this one
    limits, is_whole, told = how
    return (receive(stream) if is_whole else iter(partial(receive, stream), b"")), limits, told


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


if __name__ == "__main__":
    # Nothing that a library prints may get between the answers.
    output, sys.stdout = sys.stdout.buffer, io.StringIO()
    serve(sys.stdin.buffer, output, int(sys.argv[1]))

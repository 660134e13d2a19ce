"""Whatever a file does to its reader, it becomes a reason, and the next file is read."""

from __future__ import annotations

import gc
import gzip
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.importers.fit_files import FILE_ID, fit_file, session
from training.importers import readers
from training.importers.readers import HEAD_BYTES, Reader, read_file
from training.importers.run import Reading, ReadLimits, UnknownKind, UnreadableFile
from training.importing import parse_worker
from training.importing.limits import MB, ParseLimits
from training.importing.parse_door import ParseDoor, _Watch, read_apart

FIT = fit_file(FILE_ID, session())
LIMITS = ReadLimits()
PATIENT = {"seconds": 600}


@pytest.fixture
def door():
    """Makes doors, all of them closed at the end."""
    doors: list[ParseDoor] = []

    def make(**limits: float) -> ParseDoor:
        doors.append(ParseDoor(ParseLimits(**PATIENT | limits)))
        return doors[-1]

    yield make
    for each in doors:
        each.close()


def reason(door: ParseDoor, data: bytes | Iterator[bytes]) -> str:
    with pytest.raises(UnreadableFile) as problem:
        door.read(data, LIMITS)
    return problem.value.message


def test_one_worker_reads_many_files(door):
    shared = door()
    assert shared.read(FIT, LIMITS) == read_file(FIT, LIMITS)
    worker = shared.process
    assert shared.read(gzip.compress(FIT), LIMITS) == read_file(FIT, LIMITS)
    assert shared.process is worker


def test_reasons_come_through_whole(door):
    with pytest.raises(UnknownKind) as problem:
        door().read(b"nothing", LIMITS)
    assert problem.value.message == "This is no kind of file that KneeLog reads"
    assert problem.value.hint.startswith("It reads FIT, ")
    assert reason(door(), b"") == "It is empty"


def test_limits_go_along(door):
    read_limits = ReadLimits(file_bytes=len(FIT))
    assert door().read(FIT, read_limits).runs
    with pytest.raises(UnreadableFile, match="It is larger than 0 MB"):
        door().read(FIT + b"\0", read_limits)


def test_a_file_that_takes_too_long(door):
    impatient = door(seconds=0)
    assert reason(impatient, FIT) == "Reading it takes longer than 0 seconds"
    assert impatient.process is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows bounds no memory")
@pytest.mark.parametrize(
    "data", [b"<gpx>" + b" " * 90 * MB, gzip.compress(b" " * 60 * MB)], ids=["taken in", "unpacked"]
)
def test_a_file_that_takes_too_much_memory(door, data):
    bounded = door(memory_bytes=80 * MB)
    with pytest.raises(UnreadableFile) as problem:
        bounded.read(data, ReadLimits(file_bytes=100 * MB))
    assert problem.value.message == "Reading it takes more memory than a file may take"
    assert bounded.read(FIT, LIMITS) == read_file(FIT, LIMITS)


def test_a_worker_that_dies_is_replaced(door):
    shared = door()
    shared.read(FIT, LIMITS)
    shared.process.kill()
    shared.process.wait()
    assert shared.read(FIT, LIMITS) == read_file(FIT, LIMITS)


def test_an_interrupted_file_is_not_answered_later(door):
    class Interrupting(bytes):
        def __len__(self) -> int:
            raise KeyboardInterrupt

    shared = door()
    shared.read(FIT, LIMITS)
    with pytest.raises(KeyboardInterrupt):
        shared.read(Interrupting(FIT), LIMITS)
    assert shared.process is None
    assert shared.read(FIT, LIMITS) == read_file(FIT, LIMITS)


def test_a_worker_that_dies_over_a_file(door):
    shared = door(memory_bytes="none that it could start with")
    assert reason(shared, FIT) == "It is damaged and cannot be read"


@pytest.mark.parametrize("raised", [SystemExit, KeyboardInterrupt, GeneratorExit, RecursionError, Exception])
def test_whatever_a_reader_raises_is_a_reason(monkeypatch, raised):
    def read(data: bytes, limits: ReadLimits) -> Reading:
        raise raised

    monkeypatch.setattr(readers, "READERS", (Reader("broken", lambda head: True, read),))
    assert str(parse_worker.answer(b"x", LIMITS)) == "It is damaged and cannot be read"


def test_memory_has_its_own_reason(monkeypatch):
    def read(data: bytes, limits: ReadLimits) -> Reading:
        raise MemoryError

    monkeypatch.setattr(readers, "READERS", (Reader("broken", lambda head: True, read),))
    assert str(parse_worker.answer(b"x", LIMITS)) == "Reading it takes more memory than a file may take"


def test_messages():
    stream = io.BytesIO()
    parse_worker.send(stream, b"ab", b"", b"c")
    parse_worker.send(stream, pickle.dumps(LIMITS))
    stream.seek(0)
    assert parse_worker.receive(stream) == b"abc"
    assert pickle.loads(parse_worker.receive(stream)) == LIMITS
    with pytest.raises(EOFError):
        parse_worker.receive(stream)


def test_settings_change_the_limits(settings):
    settings.KNEELOG_PARSE_LIMITS = {"seconds": 0}
    with pytest.raises(UnreadableFile, match="Reading it takes longer than 0 seconds"):
        read_apart(FIT, LIMITS)
    settings.KNEELOG_PARSE_LIMITS = PATIENT
    assert read_apart(FIT, LIMITS).runs


def test_a_refused_file_is_not_kept(door):
    data = b"nothing" * 10
    gc.disable()
    try:
        held = sys.getrefcount(data)
        with suppress(UnreadableFile):
            door().read(data, LIMITS)
        assert sys.getrefcount(data) == held
    finally:
        gc.enable()


def export(size: int) -> Iterator[bytes]:
    yield b"<HealthData>".ljust(HEAD_BYTES)
    for _ in range(size):
        yield b"<Record/>" * 1000
    yield (
        b'<Workout workoutActivityType="HKWorkoutActivityTypeRunning" totalDistance="5"'
        b' totalDistanceUnit="km" startDate="2026-03-01 07:30:00 +0100"/></HealthData>'
    )


def test_a_file_in_pieces(door):
    shared = door()
    assert shared.read(export(100), LIMITS) == read_file(export(1), LIMITS)
    worker = shared.process
    assert reason(shared, iter([b"<HealthData>", b"</b>", b"c", b"d"])) == "It is damaged in line 1"
    assert shared.read(FIT, LIMITS) == read_file(FIT, LIMITS)
    assert shared.process is worker


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (UnreadableFile("The archive unpacks to too much"), "The archive unpacks to too much"),
        (OSError("the disk"), "It is damaged and cannot be read"),
        (ValueError("the archive"), "It is damaged and cannot be read"),
    ],
)
def test_pieces_that_break_off(door, problem, why):
    def broken() -> Iterator[bytes]:
        yield from list(export(1))[:2]
        raise problem

    shared = door()
    assert reason(shared, broken()) == why
    assert shared.read(FIT, LIMITS) == read_file(FIT, LIMITS)


def test_no_time_is_over_before_anything_is_asked(door):
    shared = door()
    shared.read(FIT, LIMITS)
    with _Watch(shared.process, 0) as watch:
        assert watch.is_late
    assert shared.process.wait() != 0


@pytest.mark.parametrize(("allowed", "is_late"), [(0.05, True), (3600, False)])
def test_each_piece_gives_more_time(door, allowed, is_late):
    shared = door()
    shared.read(FIT, LIMITS)
    watch = _Watch(shared.process, 0)
    watch.allow(allowed)
    with watch:
        watch.thread.join(None if is_late else 0)
    assert watch.is_late is is_late
    assert shared.process.wait() != 0 if is_late else shared.process.poll() is None


def test_pieces_that_take_too_long(door):
    assert reason(door(seconds=0), export(10_000)) == "Reading it takes longer than 0 seconds"

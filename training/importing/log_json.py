"""A log file as JSON, decoded entry by entry: a hostile one takes no more memory than it has bytes."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from training.importing.limits import MB
from training.importing.problems import BadLog, printable

DEEPEST = 20
MOST_FIELDS = 1_000
MOST_VALUES = 5_000_000
LONGEST_VALUE = MB
PIECE = 64 * 1024
# As far from the end of what was read, an error may be one of reading no further.
LONGEST_WORD = 12

# Name, number in its list, value. A list is told first by its name, None and [], then by its items.
Field = tuple[str, int | None, Any]
Flaw = tuple[str, str]
_BLANKS = re.compile(r"[ \t\n\r]*")
_OF_A_NUMBER = re.compile(r"[\d.eE+-]*", re.A)
_DECODER = json.JSONDecoder()


class JsonLog:
    """The fields of one JSON object; BadLog where it is none, or holds what no log may hold."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def place(self, path: str) -> str:
        return path

    def fields(self) -> Iterator[Field]:
        for name, number, value in self._fields():
            if flaw := find_flaw(value, 1 if number is None else 2):
                path = name if number is None else f"{name}[{number}]"
                raise BadLog(printable(path + flaw[0]), flaw[1])
            yield name, number, value

    def _fields(self) -> Iterator[Field]:
        if sum(map(self.data.count, (b",", b"[", b"{"))) > MOST_VALUES:
            raise BadLog("", f"The file holds more than {MOST_VALUES:,} values.")
        text = _Text(self.data)
        if not text.takes("{"):
            text.value()
            raise BadLog("", "The file must hold one JSON object, {…}.")
        names: set[str] = set()
        for _ in text.until("}"):
            name = text.name()
            if name in names or len(names) == MOST_FIELDS:
                raise BadLog(printable(name), "stands twice" if name in names else "is one field too many")
            names.add(name)
            if not text.takes("["):
                yield name, None, text.value()
                continue
            yield name, None, []
            for number in text.until("]"):
                yield name, number, text.value()
        text.end()


class _Text:
    """The text of a file, of which only what was not yet taken is held."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.read = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.buffer, self.position = "", 0
        self.line, self.column = 1, 1

    def takes(self, char: str) -> bool:
        """Whether this stands next; then it is taken."""
        self._skip_blanks()
        found = self.buffer[self.position : self.position + 1] == char
        self.position += found
        return found

    def until(self, closing: str) -> Iterator[int]:
        """The number of each thing in a list or object; the caller takes one before it asks for the next."""
        if self.takes(closing):
            return
        for number in count():
            yield number
            if self.takes(closing):
                return
            if not self.takes(","):
                raise self._broken("Expecting ',' delimiter")

    def name(self) -> str:
        self._skip_blanks()
        if self.buffer[self.position : self.position + 1] != '"':
            raise self._broken("Expecting property name enclosed in double quotes")
        name = self.value()
        if not self.takes(":"):
            raise self._broken("Expecting ':' delimiter")
        return str(name)

    def value(self) -> Any:
        self._skip_blanks()
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.position)
            except json.JSONDecodeError as problem:
                self._read_on(problem)
            except RecursionError:
                raise BadLog("", "The file is nested too deeply.") from None
            except ValueError:
                raise BadLog("", "The file holds a number with thousands of digits.") from None
            else:
                if not self._may_go_on(end) or not self._more():
                    self.position = end
                    return value

    def end(self) -> None:
        self._skip_blanks()
        if self.position < len(self.buffer):
            raise self._broken("Extra data")

    def _may_go_on(self, end: int) -> bool:
        """Whether a number that seems to end there was cut by the end of what was read."""
        rest = _OF_A_NUMBER.match(self.buffer, end)
        return rest is not None and rest.end() == len(self.buffer)

    def _read_on(self, problem: json.JSONDecodeError) -> None:
        """Read more if what is missing may follow, else say what is wrong."""
        is_cut = problem.pos + LONGEST_WORD > len(self.buffer) or problem.msg.startswith("Unterminated")
        if is_cut and len(self.buffer) - self.position > LONGEST_VALUE:
            raise BadLog("", f"The file holds an entry of more than {LONGEST_VALUE // MB} MB.")
        if not is_cut or not self._more():
            raise self._broken(problem.msg, problem.pos)

    def _skip_blanks(self) -> None:
        while True:
            blanks = _BLANKS.match(self.buffer, self.position)
            self.position = blanks.end() if blanks else self.position
            if self.position < len(self.buffer) or not self._more():
                return

    def _more(self) -> bool:
        """Read the next piece, and forget what was taken; False at the end."""
        piece = self.data[self.read : self.read + PIECE]
        if not piece:
            return False
        start = self.read - len(self.decoder.getstate()[0])
        self.read += len(piece)
        try:
            text = self.decoder.decode(piece, final=self.read >= len(self.data))
        except UnicodeDecodeError as problem:
            where = f"it cannot be read from byte {start + problem.start + 1} on"
            raise BadLog("", f"The file is not UTF-8 text: {where}. Save it as UTF-8.") from None
        self.line, self.column = self._place(self.position)
        self.buffer, self.position = self.buffer[self.position :] + text, 0
        return True

    def _place(self, position: int) -> tuple[int, int]:
        lines = self.buffer.count("\n", 0, position)
        if not lines:
            return self.line, self.column + position
        return self.line + lines, position - self.buffer.rindex("\n", 0, position)

    def _broken(self, why: str, position: int | None = None) -> BadLog:
        line, column = self._place(self.position if position is None else position)
        return BadLog("", f"The file is not JSON: {why} at line {line}, column {column}.")


def find_flaw(value: Any, depth: int) -> Flaw | None:
    """Path below `value` and message of the first flaw."""
    if isinstance(value, str):
        return text_flaw(value)
    if isinstance(value, float):
        return None if math.isfinite(value) else ("", "must be a finite number")
    if not isinstance(value, dict | list):
        return None
    if depth == DEEPEST:
        return "", "is nested too deeply"
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if flaw := find_flaw(item, depth + 1):
            part = f"[{key}]" if isinstance(key, int) else f".{key}"
            return part + flaw[0], flaw[1]
    return None


def text_flaw(text: str) -> Flaw | None:
    """What no text of a log may hold."""
    if "\0" in text:
        return "", "must not hold a NUL character"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "", "must be valid text, without half of a character pair"
    return None

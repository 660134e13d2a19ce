"""The text of a token: `kneelog_`, 256 random bits and whose it is, and a checksum, in letters and digits.

A scanner recognises one that was published by mistake. What is mistyped or made up is refused without asking
the database, and the look-up of the others names a runner, so that one part of a database spread by runner
answers it.
"""

from __future__ import annotations

import re
import secrets
import string
import zlib
from uuid import UUID

PREFIX = "kneelog_"
DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
RANDOM_BYTES, RUNNER_BYTES = 32, 16
# As many digits as those bytes, and the four of the checksum, can take.
BODY_LENGTH, SUM_LENGTH = 65, 6
PATTERN = re.compile(f"{PREFIX}([0-9A-Za-z]{{{BODY_LENGTH}}})([0-9A-Za-z]{{{SUM_LENGTH}}})")


def make_secret(runner: UUID) -> str:
    drawn = secrets.token_bytes(RANDOM_BYTES) + runner.bytes
    body = _in_digits(int.from_bytes(drawn), BODY_LENGTH)
    return PREFIX + body + _checksum(body)


def runner_of(secret: str) -> UUID | None:
    """Whose token this says it is; None for what is none."""
    match = PATTERN.fullmatch(secret)
    if match is None or match[2] != _checksum(match[1]):
        return None
    return UUID(int=_number(match[1]) % 2 ** (8 * RUNNER_BYTES))


def _checksum(body: str) -> str:
    return _in_digits(zlib.crc32(body.encode()), SUM_LENGTH)


def _in_digits(number: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        number, rest = divmod(number, len(DIGITS))
        digits = DIGITS[rest] + digits
    return digits


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + DIGITS.index(digit)
    return number

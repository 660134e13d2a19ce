"""How long to wait before a message is sent again."""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2s
from uuid import UUID

# After the first attempt, the second and so on: three days in all.
PAUSES = tuple(
    timedelta(**pause)
    for pause in (
        *({"minutes": 1}, {"minutes": 5}, {"minutes": 30}),
        *({"hours": 2}, {"hours": 5}, {"hours": 10}, {"hours": 14}, {"hours": 20}, {"hours": 21}),
    )
)
MOST_ATTEMPTS = len(PAUSES) + 1
# Each pause is up to so much longer, so that what failed together does not come back together.
SPREAD = 0.2


def pause_after(attempts: int, message: UUID) -> timedelta:
    """The pause after so many attempts; after the last, the time in which its answer must be noted.

    The same each time it is asked for one message and number, so that nothing depends on dice.
    """
    pause = PAUSES[attempts - 1] if attempts < MOST_ATTEMPTS else PAUSES[0]
    drawn = blake2s(message.bytes + bytes([attempts]), digest_size=2).digest()
    return pause * (1 + SPREAD * int.from_bytes(drawn, "big") / 0xFFFF)

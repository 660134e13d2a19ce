"""Ports for programs that a trial or a test starts."""

from __future__ import annotations

import random
import socket
from itertools import islice

# Below those that systems give away by themselves: such a one could be taken before the program starts.
OURS = range(20_000, 32_000)


def free_ports(number: int) -> list[int]:
    """So many different ones on which nobody listens."""
    return list(islice((port for port in random.sample(OURS, len(OURS)) if _is_free(port)), number))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0

"""How long KneeLog takes from its command to the first answer that it is ready."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from training.management.measuring.figures import Figure
from training.management.measuring.scale import Scale
from training.management.trials.places import Place, here
from training.management.trials.servers import Server

FIRST_S = 20


def starting(scale: Scale) -> Iterator[Figure]:
    """The first start makes the tables and packs the static files; later ones find both."""
    if not here().url:
        with TemporaryDirectory() as name:
            new = _seconds(Server(Place(Path(name))))
        yield Figure("first start, an empty folder", new, "s", at_most=FIRST_S)
    again = [_seconds(Server(here())) for _ in range(scale.starts)]
    yield Figure("every other start: median", statistics.median(again), "s")


def _seconds(server: Server) -> float:
    try:
        return server.start()
    finally:
        server.stop()

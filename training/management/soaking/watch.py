"""The memory of KneeLog's processes over time, looked at once a second."""

from __future__ import annotations

import statistics
import threading
from dataclasses import dataclass, field

from training.management.trials.processes import pss_mb
from training.management.trials.servers import Server

EVERY_S = 1
WARM_UP, LAST = 0.3, 0.2  # of the whole time
MOST_GROWTH = 1.1
FEWEST_LOOKS = 20


@dataclass
class Watch:
    """web, worker: MB of each look; what a fault killed begins anew."""

    server: Server
    web: list[float] = field(default_factory=list)
    worker: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self.over.wait(EVERY_S):
            self.web.append(sum(map(pss_mb, self.server.web_pids())))
            self.worker.append(sum(map(pss_mb, self.server.worker_pids())))

    def growth(self, looks: list[float]) -> float | None:
        """The end against the time after warming up; None where it was too short to tell."""
        known = [look for look in looks if look]
        if len(known) < FEWEST_LOOKS:
            return None
        first, last = int(len(known) * WARM_UP), max(int(len(known) * LAST), 1)
        return statistics.median(known[-last:]) / statistics.median(known[first : first + last])

"""What the clients met: answers by act and status, seconds, outages. Shared by threads."""

from __future__ import annotations

import statistics
import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

# What a page of ours says when something is wrong; anything else is no clean page.
OURS = "</html>"
OUTAGE = range(500, 600)


@dataclass
class Tally:
    """outage: a fault is under way, and what fails is counted apart; failures: those of quiet times."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: Counter[int] = field(default_factory=Counter)
    in_outage: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    outage: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, act: str, status: int, seconds: float, page: str) -> None:
        with self.lock:
            self.statuses[status] += 1
            if status not in OUTAGE:
                self.times[act].append(seconds)
            elif not self.outage:
                self.failures.append(f"{act} was answered with {status}")
            elif OURS not in page and not page.startswith("{"):
                self.failures.append(f"{act}: {status} and no page of ours during {self.outage}")
            else:
                self.in_outage[f"{self.outage}: {status}"] += 1

    def unanswered(self, act: str) -> None:
        with self.lock:
            if self.outage:
                self.in_outage[f"{self.outage}: no answer"] += 1
            else:
                self.failures.append(f"{act} was not answered")

    def unexpected(self, act: str, what: str) -> None:
        with self.lock:
            if not self.outage:
                self.failures.append(f"{act}: {what}")

    @property
    def requests(self) -> int:
        return sum(self.statuses.values())

    def rows(self) -> Iterator[tuple[str, int, float, float]]:
        """Act, how often, median and 95th percentile in milliseconds."""
        for act, times in sorted(self.times.items()):
            ordered = sorted(times)
            yield act, len(times), statistics.median(times) * 1000, ordered[len(ordered) * 95 // 100] * 1000

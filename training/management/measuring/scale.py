"""How much is measured: enough for a report, or just enough to see that everything still runs."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scale:
    """histories: runs in a log, ascending; athletes: of a coach; logs: that each client sends."""

    rounds: int = 15
    round_s: float = 0.3
    histories: tuple[int, ...] = (100, 1_000, 10_000)
    written_to: tuple[int, ...] = (0, 1_000, 10_000)
    clients: int = 8
    logs: int = 60
    athletes: tuple[int, ...] = (50, 500)
    athlete_days: int = 3 * 365
    tested_runners: int = 100
    table_rows: int = 10_000
    activity_files: int = 40
    archive: dict[str, int] = field(default_factory=lambda: {"FIT": 300, "GPX": 490, "TCX": 490})
    starts: int = 5
    years: int = 2


FULL = Scale()
QUICK = Scale(
    rounds=1,
    round_s=0.01,
    histories=(5, 10),
    written_to=(0, 5),
    clients=2,
    logs=2,
    athletes=(2,),
    athlete_days=10,
    tested_runners=2,
    table_rows=20,
    activity_files=1,
    archive={"FIT": 3, "GPX": 1},
    starts=1,
    years=1,
)

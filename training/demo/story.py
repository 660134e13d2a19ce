from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
KM_PER_MILE = 1.609344
USUAL_CLOCK = {
    "before": "06:45",
    "during": "07:20",
    "after": "12:00",
    "next_morning": "06:40",
    "rest": "20:30",
}
EVENING = "21:00"
Document = dict[str, Any]


class Diary:
    """A log written in days before `today`, on the runner's clock; the same for the same day, always."""

    def __init__(self, today: date, time_zone: str) -> None:
        self.today = today
        self.zone = ZoneInfo(time_zone)
        self.runner: Document = {"time_zone": time_zone, "previous_injuries": []}
        self.shoes: list[Document] = []
        self.runs: list[Document] = []
        self.check_ins: list[Document] = []
        self.acts: list[Document] = []
        self.sessions: list[Document] = []

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def days(self, first: int, last: int, weekdays: Iterable[int]) -> Iterator[int]:
        """The days from `first` to `last` days ago, both included, that fall on these weekdays."""
        wanted = set(weekdays)
        return (ago for ago in range(first, last - 1, -1) if self.day(ago).weekday() in wanted)

    def injury(self, side: str, months_ago: int) -> None:
        months = self.today.year * 12 + self.today.month - 1 - months_ago
        month = f"{months // 12}-{months % 12 + 1:02}"
        known = self._logged_at((self.today - date.fromisoformat(f"{month}-01")).days, EVENING)
        self.runner["previous_injuries"].append({"side": side, "month": month, "logged_at": known})

    def shoe(self, key: str, name: str, since: int, *, until: int | None = None, **facts: Any) -> None:
        """A pair in use since so many days ago, and retired `until` so many days ago."""
        dates = {"started_on": self._iso(since), "retired_on": None if until is None else self._iso(until)}
        logged_at = self._logged_at(since, "06:00")
        self.shoes.append({"key": key, "name": name, **dates, **facts, "logged_at": logged_at})

    def run(
        self, ago: int, km: float, clock: str = "07:00", *, pace_s: int = 345, late: int = 0, **facts: Any
    ) -> None:
        """One run, within 10 seconds of `pace_s` a kilometre; logged at once, or so many days late."""
        pace = pace_s + self.day(ago).toordinal() * 53 % 21 - 10
        metres, seconds = round(km * 1000), round(km * pace)
        values = {"start": self._moment(ago, clock), "distance_m": metres, "duration_s": seconds}
        self.runs.append({**values, **facts, "logged_at": self._logged_at(ago - late, clock)})

    def habit(self, first: int, last: int, weekdays: Iterable[int], km: float, **facts: Any) -> None:
        """A run of about `km` on each of these weekdays."""
        for ago in self.days(first, last, weekdays):
            self.run(ago, self.about(km, ago), **facts)

    def about(self, km: float, ago: int) -> float:
        """Within 4 % of `km`: nobody runs the same to the metre each week."""
        return round(km * (100 + self.day(ago).toordinal() * 37 % 9 - 4) / 100, 2)

    def knee(
        self,
        ago: int,
        score: int,
        moment: str = "rest",
        *,
        side: str = "left",
        clock: str = "",
        late: int = 0,
        **facts: Any,
    ) -> None:
        """A check-in of one knee, at the usual time of that moment; logged at once, or so many days late."""
        clock = clock or USUAL_CLOCK[moment]
        entry = {"at": self._moment(ago, clock), "side": side, "moment": moment, "score": score, **facts}
        self.check_ins.append({**entry, "logged_at": self._logged_at(ago - late, clock)})

    def care(self, ago: int, *kinds: str, minutes: int | None = None) -> None:
        logged = {"on": self._iso(ago), "minutes": minutes, "logged_at": self._logged_at(ago, EVENING)}
        self.acts += [{**logged, "kind": kind} for kind in kinds]

    def session(self, ago: int, step: str, minutes: int) -> None:
        """One session of the ladder back to running."""
        self.sessions.append({"on": self._iso(ago), "step": step, "minutes": minutes})

    def document(self) -> Document:
        """The whole log as `kneelog-log/1`, in the order in which a log is exported."""
        return {
            "format": "kneelog-log/1",
            "runner": self.runner,
            "shoes": sorted(self.shoes, key=itemgetter("key")),
            "runs": sorted(self.runs, key=itemgetter("start")),
            "check_ins": sorted(self.check_ins, key=itemgetter("at", "side", "moment")),
            "care": sorted(self.acts, key=itemgetter("on", "kind")),
            "ladder": sorted(self.sessions, key=itemgetter("on")),
        }

    def _iso(self, ago: int) -> str:
        return self.day(ago).isoformat()

    def _moment(self, ago: int, clock: str) -> str:
        return self._at(ago, clock).isoformat()

    def _logged_at(self, ago: int, clock: str) -> str:
        return f"{self._at(ago, clock).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"

    def _at(self, ago: int, clock: str) -> datetime:
        return datetime.combine(self.day(ago), time.fromisoformat(clock), self.zone)


@dataclass(frozen=True)
class Story:
    """An account of the demo: who it is, in one sentence, and the ids of the rules it lights today."""

    name: str
    plot: str
    lights: tuple[str, ...] = ()
    tell: Callable[[Diary], None] = lambda diary: None
    time_zone: str = "Europe/Berlin"
    is_admin: bool = False

    def log(self, today: date) -> Document:
        """The log as it stands on `today`, as `kneelog-log/1`."""
        diary = Diary(today, self.time_zone)
        self.tell(diary)
        return diary.document()

"""A million runners on paper: from measured figures and named assumptions to disks, cores and nodes. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from training.management.measuring.figures import in_words

DAYS_A_WEEK, DAYS_A_YEAR, SECONDS_A_DAY, SECONDS_AN_HOUR = 7, 365, 86_400, 3_600
GB = 10**9


@dataclass(frozen=True)
class Assumed:
    """What nobody has measured: how people behave, and how far a core and a node are filled."""

    runners: int = 1_000_000
    runs_a_week: float = 4
    check_ins_a_week: float = 5
    looks_a_day: float = 1.5
    years: float = 5
    other_share: float = 0.15  # of the bytes of runs and check-ins: shoes, care, accounts, sessions
    busiest_hour: float = 0.15  # of a day's acts
    core_filled: float = 0.5
    digest_hours: float = 4
    node_gb: float = 500
    node_cores: int = 16
    copies: int = 2

    def in_words(self) -> dict[str, str]:
        return {
            "runners": f"{self.runners:,}",
            "runs a week of each": f"{self.runs_a_week:g}",
            "check-ins a week of each": f"{self.check_ins_a_week:g}",
            "looks at Today a day of each": f"{self.looks_a_day:g}",
            "years kept": f"{self.years:g}",
            "bytes of all other rows, of those of runs and check-ins": f"{self.other_share:.0%}",
            "share of a day's acts in its busiest hour": f"{self.busiest_hour:.0%}",
            "how far a core is filled": f"{self.core_filled:.0%}",
            "hours for the weekly digests": f"{self.digest_hours:g}",
            "bytes kept on a database node": f"{self.node_gb:g} GB",
            "cores of a database node": f"{self.node_cores}",
            "copies of each node": f"{self.copies}",
        }


@dataclass(frozen=True)
class Measured:
    """bytes: of a row with its indexes on PostgreSQL; ms: of processor time for one act, web or database."""

    run_bytes: float
    check_in_bytes: float
    log_ms: float
    today_ms: float
    log_database_ms: float
    today_database_ms: float
    digest_ms: float


@dataclass(frozen=True)
class Sum:
    """A line of the paper: what, how much of what unit, and from what."""

    what: str
    value: float
    unit: str
    how: str

    @property
    def said(self) -> str:
        return in_words(self.value, self.unit)


def on_paper(measured: Measured, assumed: Assumed) -> list[Sum]:
    """The whole reckoning, in the order in which one line rests on those before."""
    return [*_storage(measured, assumed), *_load(measured, assumed), *_nodes(measured, assumed)]


def _storage(measured: Measured, assumed: Assumed) -> Iterator[Sum]:
    yield Sum("runs a day", _runs_a_day(assumed), "", "runners by runs a week ÷ 7")
    yield Sum("check-ins a day", _check_ins_a_day(assumed), "", "runners by check-ins a week ÷ 7")
    year = (
        _runs_a_day(assumed) * measured.run_bytes + _check_ins_a_day(assumed) * measured.check_in_bytes
    ) * DAYS_A_YEAR
    yield Sum(
        "a year of log",
        year * (1 + assumed.other_share) / GB,
        "GB",
        "bytes a row with indexes, and the share of other rows",
    )
    yield Sum("all years", _stored_gb(measured, assumed), "GB", "one copy")


def _load(measured: Measured, assumed: Assumed) -> Iterator[Sum]:
    writes, reads = _writes_a_second(assumed), _reads_a_second(assumed)
    yield Sum("writes a second, busiest hour", writes, "", "share of a day's runs and check-ins in that hour")
    yield Sum("looks at Today a second, busiest hour", reads, "", "the same share of a day's looks")
    a_core = 1_000 / measured.log_ms
    yield Sum(
        "runs logged a second by a web core", a_core, "", "1 s ÷ processor time of one, all of the core"
    )
    web_ms = writes * measured.log_ms + reads * measured.today_ms
    yield Sum(
        "web cores", _cores(web_ms, assumed), "cores", "processor time asked for ÷ how far a core is filled"
    )
    yield Sum(
        "database cores", _database_cores(measured, assumed), "cores", "the same, of the database's processes"
    )
    digests = assumed.runners * measured.digest_ms / (assumed.digest_hours * SECONDS_AN_HOUR)
    yield Sum(
        "worker cores",
        _cores(digests, assumed),
        "cores",
        "a digest for everybody within its hours, once a week",
    )


def _nodes(measured: Measured, assumed: Assumed) -> Iterator[Sum]:
    by_bytes = math.ceil(_stored_gb(measured, assumed) / assumed.node_gb)
    by_cores = math.ceil(_database_cores(measured, assumed) / assumed.node_cores)
    yield Sum("database nodes for the bytes", by_bytes, "nodes", "all years ÷ bytes a node")
    yield Sum("database nodes for the work", by_cores, "nodes", "database cores ÷ cores a node")
    nodes = max(by_bytes, by_cores)
    yield Sum("shards by runner, on nodes of their own", nodes, "nodes", "the larger of both")
    yield Sum("with their replicas", nodes * assumed.copies, "nodes", "each node in copies")


def _runs_a_day(assumed: Assumed) -> float:
    return assumed.runners * assumed.runs_a_week / DAYS_A_WEEK


def _check_ins_a_day(assumed: Assumed) -> float:
    return assumed.runners * assumed.check_ins_a_week / DAYS_A_WEEK


def _stored_gb(measured: Measured, assumed: Assumed) -> float:
    runs = _runs_a_day(assumed) * measured.run_bytes
    check_ins = _check_ins_a_day(assumed) * measured.check_in_bytes
    return (runs + check_ins) * DAYS_A_YEAR * assumed.years * (1 + assumed.other_share) / GB


def _writes_a_second(assumed: Assumed) -> float:
    return (_runs_a_day(assumed) + _check_ins_a_day(assumed)) * assumed.busiest_hour / SECONDS_AN_HOUR


def _reads_a_second(assumed: Assumed) -> float:
    return assumed.runners * assumed.looks_a_day * assumed.busiest_hour / SECONDS_AN_HOUR


def _database_cores(measured: Measured, assumed: Assumed) -> float:
    writes = _writes_a_second(assumed) * measured.log_database_ms
    return _cores(writes + _reads_a_second(assumed) * measured.today_database_ms, assumed)


def _cores(ms_a_second: float, assumed: Assumed) -> float:
    """Whole cores for so many milliseconds of work in each second."""
    return math.ceil(ms_a_second / 1_000 / assumed.core_filled)

"""Measuring all parts on all engines, and writing it down."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from training.management.measuring.figures import unpacked
from training.management.measuring.logging_runs import (
    LOG_CPU,
    LOG_DATABASE_CPU,
    TODAY_CPU,
    TODAY_DATABASE_CPU,
)
from training.management.measuring.paper import Assumed, Measured, on_paper
from training.management.measuring.parts import PARTS
from training.management.measuring.report import Section, head, line, section_lines, summary
from training.management.measuring.storage import CHECK_IN_BYTES, RUN_BYTES
from training.management.trials.places import POSTGRESQL, NoEngineError, Place, place

LONGEST_S = 600
MODULE = "training.management.measuring"
Tell = Callable[[str], None]


@dataclass
class Report:
    """sections: by the name of their part; tell: what is called with each figure as it comes."""

    names: list[str]
    quick: bool
    tell: Tell
    sections: dict[str, Section] = field(default_factory=dict)

    def measure(self, engines: Iterable[str], server: str) -> None:
        """Each engine in a place of its own, part after part; what cannot be measured becomes a problem."""
        for name in self.names:
            self.sections[name] = Section(PARTS[name].title, PARTS[name].about)
        for engine in engines:
            wanted = [name for name in self.names if engine in PARTS[name].engines]
            try:
                self._measure_on(engine, server, wanted)
            except (NoEngineError, OSError) as problem:
                for name in wanted:
                    self._miss(name, engine, str(problem))

    def _measure_on(self, engine: str, server: str, names: list[str]) -> None:
        with place(engine, server) as where:
            where.manage("migrate", "-v0", "--no-input")
            for name in names:
                self._part(name, engine, where)

    def _part(self, name: str, engine: str, where: Place) -> None:
        figures = self.sections[name].figures.setdefault(PARTS[name].column or engine, [])
        words = ("-W", "ignore", "-m", MODULE, name, "quick" if self.quick else "full")
        with where.start(*words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            try:
                said, complaint = process.communicate(timeout=LONGEST_S)
            except subprocess.TimeoutExpired:
                process.kill()
                said, complaint = process.communicate()
                complaint = f"it took longer than {LONGEST_S} seconds"
        for packed in said.splitlines():
            figure = unpacked(packed)
            figures.append(figure)
            self.tell(f"{engine:<11} {name:<10} {figure.what}: {figure.said}")
        if process.returncode:
            self._miss(name, engine, (complaint.strip().splitlines() or ["it ended"])[-1])

    def _miss(self, name: str, engine: str, why: str) -> None:
        self.sections[name].problems.append(f"{engine}: {why.rstrip('.')}")
        self.tell(f"{engine:<11} {name:<10} not measured: {why}")


def markdown(report: Report, machine: Mapping[str, str], command: str) -> Iterator[str]:
    """The whole report, line by line."""
    yield "# Benchmarks"
    yield ""
    yield f"Written by `{command}`, which takes a few minutes on a quiet computer. It needs nothing of"
    yield "a KneeLog that runs: it measures in data folders and databases of its own and throws them away. No"
    yield "test rests on this; what was wished is a goal for a computer with two cores."
    yield ""
    yield from head(["the computer", ""], numbers=0)
    for name, value in machine.items():
        yield line([name, value])
    yield ""
    yield from _verdict(report)
    for section in report.sections.values():
        yield from section_lines(section)
    yield from _paper(report)


def _verdict(report: Report) -> Iterator[str]:
    met, judged, missed = summary(report.sections.values())
    yield f"**{met} of {judged} goals are met.**" + (" Not met:" if missed else "")
    yield ""
    for words in missed:
        yield f"- {words}"
    if missed:
        yield ""


def _paper(report: Report) -> Iterator[str]:
    measured = measured_for_paper(report.sections)
    if measured is None:
        return
    assumed = Assumed()
    yield "## A million runners, on paper"
    yield ""
    yield "From the figures above and these assumptions; nobody has run it. Change them in"
    yield "`training/management/measuring/paper.py`."
    yield ""
    yield from head(["assumed", ""], numbers=1)
    for words, value in assumed.in_words().items():
        yield line([words, value])
    yield ""
    yield from head(["reckoned", "", "from"], numbers=1)
    for row in on_paper(measured, assumed):
        yield line([row.what, row.said, row.how])
    yield ""


def measured_for_paper(sections: Mapping[str, Section]) -> Measured | None:
    """What the paper rests on, measured on PostgreSQL; None where a part of it is missing."""
    found = {
        figure.what: figure.value
        for name in ("logging", "storage")
        if name in sections
        for figure in sections[name].figures.get(POSTGRESQL, [])
    }
    needed = (RUN_BYTES, CHECK_IN_BYTES, LOG_CPU, TODAY_CPU, LOG_DATABASE_CPU, TODAY_DATABASE_CPU)
    if not all(name in found for name in needed):
        return None
    # A digest reads and judges a log and writes a mail: about what Today does.
    return Measured(*(found[name] for name in needed), digest_ms=found[TODAY_CPU])

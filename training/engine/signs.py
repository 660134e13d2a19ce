"""Which signs an episode showed, and the check-in at which each was first complete."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date

from training.engine.facts import SWELLING, WITH_A_RUN, CheckInFact, Episode
from training.engine.history import History
from training.engine.log import Log
from training.engine.text import LIST_SEPARATOR, Evidence
from training.engine.text import gettext_noop as _

Noted = dict[str, CheckInFact]


def first_noted(entries: Iterable[CheckInFact], signs: Iterable[str]) -> Noted:
    """The first of the entries, which come in order, with each sign that occurs."""
    noted: Noted = {}
    wanted = tuple(signs)
    for entry in entries:
        if entry.signs:
            for sign in wanted:
                if sign in entry.signs:
                    noted.setdefault(sign, entry)
    return noted


def swelling(entries: Iterable[CheckInFact], days: int) -> Noted:
    """The first entries that complete swelling on `days` days, and swelling with giving way on one day."""
    noted: Noted = {}
    swollen: set[date] = set()
    unstable: set[date] = set()
    for entry in entries:
        if entry.signs & SWELLING:
            swollen.add(entry.day)
        if "gives_way" in entry.signs:
            unstable.add(entry.day)
        if len(swollen) >= days:
            noted.setdefault("swelling_days", entry)
        if entry.day in swollen & unstable:
            noted.setdefault("swelling_unstable", entry)
    return noted


def sharp_pain(log: Log, entries: Iterable[CheckInFact], score: int, runs: int) -> Noted:
    """The first entries that complete sharp pain at rest, of `score` or more, and with `runs` runs."""
    noted: Noted = {}
    behind: set[str] = set()
    for entry in entries:
        if entry.score and "sharp" in entry.feel:
            if entry.moment == "rest":
                noted.setdefault("sharp_at_rest", entry)
            if entry.score >= score:
                noted.setdefault("sharp_strong", entry)
            if entry.moment in WITH_A_RUN:
                behind.add(_run_behind(log, entry))
                if len(behind) >= runs:
                    noted.setdefault("sharp_after_runs", entry)
    return noted


def _run_behind(log: Log, entry: CheckInFact) -> str:
    """The name of the latest run begun by the time of an entry; its date where none was logged."""
    run = log.run_before(entry.day.toordinal(), entry.instant_s)
    return run.start if run else entry.day.isoformat()


def noted_so_far(
    history: History, episode: Episode, key: Hashable, find: Callable[[Log, list[CheckInFact]], Noted]
) -> Noted:
    """What `find` dates in the whole episode, as far as it was known today, in order.

    key names `find` among all that is remembered of the log.
    """
    log, knee = history.log, history.knee(episode.side)

    def in_order() -> list[tuple[str, CheckInFact]]:
        noted = find(log, knee.between(*knee.whole_span(episode.opened_on)))
        return sorted(noted.items(), key=lambda item: (item[1].day, item[1].instant_s))

    found = log.remember((key, episode.side, episode.opened_on), in_order)
    return {sign: entry for sign, entry in found if entry.day <= history.today}


def sign_rows(noted: Noted, words: Mapping[str, str]) -> tuple[Evidence, ...]:
    """`{signs}` with the day of the first as `{signs_on}`, then a row with the day of each."""
    first = next(iter(noted.values()))
    listed = LIST_SEPARATOR.join(words[sign] for sign in noted)
    return (
        Evidence("signs", _("signs"), listed, "list", first.day, first.ref),
        *(
            Evidence(sign, words[sign], entry.day.isoformat(), "date", entry.day, entry.ref)
            for sign, entry in noted.items()
        ),
    )

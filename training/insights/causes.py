"""Which of the signs that the documents give for a cause a log holds: a count, no ranking, no likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from training.engine.facts import SIDES, SWELLING, CheckInFact, RunFact
from training.engine.history import History, Span
from training.engine.rule import Source
from training.engine.text import gettext_noop as _
from training.knowledge.causes import (
    CAUSES_OF_PAIN,
    CYST,
    HAMSTRING,
    MENISCUS,
    NERVE,
    POPLITEUS,
    SUPPORT,
    SYMPTOMS,
    TENDONITIS,
)

# Our choice: without an open episode the last four weeks are read, and runs from a week before it began.
RECENT_DAYS = 28
LEAD_DAYS = 7


@dataclass(frozen=True, slots=True)
class Clue:
    """One sign of a cause: a check-in with any of these words and above 0 where it is a feel or a moment, or
    a run with any of these words."""

    text: str
    source: Source
    signs: frozenset[str] = frozenset()
    feel: frozenset[str] = frozenset()
    moments: frozenset[str] = frozenset()
    terrain: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()

    def in_check_in(self, entry: CheckInFact) -> bool:
        said = bool(self.feel & entry.feel) or entry.moment in self.moments
        return bool(self.signs & entry.signs) or (entry.score > 0 and said)

    def in_run(self, run: RunFact) -> bool:
        return run.terrain in self.terrain or run.session in self.sessions


@dataclass(frozen=True, slots=True)
class Cause:
    """key: the section of the page about causes that it belongs to."""

    key: str
    clues: tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days of one knee that are read. opened: the first day of its open episode; None without one."""

    side: str
    span: Span
    opened: date | None


@dataclass(frozen=True, slots=True)
class Match:
    """The clues of a cause in one knee, in order, each with its newest day; None where there is none."""

    window: Window
    days: tuple[date | None, ...]

    @property
    def held(self) -> int:
        return sum(day is not None for day in self.days)


def _words(*words: str) -> frozenset[str]:
    return frozenset(words)


def _tight(source: Source) -> Clue:
    return Clue(_("it feels tight"), source, feel=_words("tight"))


def _swollen(source: Source) -> Clue:
    return Clue(_("it is swollen"), source, signs=SWELLING)


HARD_TO_MOVE = _words("cannot_bend", "cannot_straighten")
# In the order of the documents, which says nothing of how likely each is.
CAUSES = (
    Cause(
        "hamstring",
        (
            _tight(HAMSTRING),
            Clue(_("it is there during or after a run"), HAMSTRING, moments=_words("during", "after")),
            Clue(_("sprints or hills shortly before"), HAMSTRING, sessions=_words("sprints", "hills")),
        ),
    ),
    Cause(
        "popliteus",
        (
            _tight(POPLITEUS),
            Clue(
                _("downhill or uneven runs shortly before"), POPLITEUS, terrain=_words("downhill", "uneven")
            ),
            Clue(_("it does not fully bend or straighten"), POPLITEUS, signs=HARD_TO_MOVE),
        ),
    ),
    Cause(
        "tendonitis",
        (
            _tight(TENDONITIS),
            Clue(
                _("it is tender to the touch in one place"),
                TENDONITIS,
                signs=_words("tender_inner", "tender_outer", "tender_middle"),
            ),
            _swollen(TENDONITIS),
            Clue(_("the pain is sharp or dull"), CAUSES_OF_PAIN, feel=_words("sharp", "dull")),
            Clue(_("it is warm or red"), SYMPTOMS, signs=_words("warmth")),
            Clue(
                _("hard sessions shortly before"),
                TENDONITIS,
                sessions=_words("sprints", "intervals", "hills", "race"),
            ),
        ),
    ),
    Cause(
        "cyst",
        (
            Clue(_("it feels full"), CYST, feel=_words("full")),
            _tight(CYST),
            _swollen(CYST),
        ),
    ),
    Cause(
        "meniscus",
        (
            _swollen(MENISCUS),
            Clue(_("it locks or catches"), MENISCUS, signs=_words("locks")),
            Clue(_("it does not fully bend or straighten"), MENISCUS, signs=HARD_TO_MOVE),
            _tight(MENISCUS),
            Clue(_("it pops or clicks"), SYMPTOMS, signs=_words("pops")),
        ),
    ),
    Cause(
        "nerve",
        (
            _tight(NERVE),
            Clue(_("numbness or tingling down the leg"), NERVE, signs=_words("numbness")),
        ),
    ),
    Cause(
        "pcl",
        (
            Clue(_("it began with a twist or blow"), CAUSES_OF_PAIN, signs=_words("after_trauma")),
            Clue(_("it gives way"), SYMPTOMS, signs=_words("gives_way")),
            _tight(SUPPORT),
        ),
    ),
)


def windows(history: History) -> list[Window]:
    """The knees with an open episode since it opened, else those with symptoms in the last four weeks."""
    open_now = [
        Window(episode.side, history.episode_span(episode), episode.opened_on)
        for episode in history.open_episodes
    ]
    recent = history.last_days(RECENT_DAYS)
    sore = (side for side in SIDES if not all(entry.is_clear for entry in history.check_ins_in(recent, side)))
    return open_now or [Window(side, recent, None) for side in sore]


def matches(history: History, cause: Cause) -> list[Match]:
    """What the log holds of the signs of a cause, for each knee that is read."""
    return [
        Match(window, tuple(_newest(history, window, clue) for clue in cause.clues))
        for window in windows(history)
    ]


def _newest(history: History, window: Window, clue: Clue) -> date | None:
    first, last = window.span
    entries = history.check_ins_in(window.span, window.side)
    runs = history.runs_in((first - LEAD_DAYS, last))
    days = [entry.day for entry in entries if clue.in_check_in(entry)]
    return max([*days, *(run.day for run in runs if clue.in_run(run))], default=None)

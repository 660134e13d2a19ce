"""Whole random logs for properties: up to a season of one runner, knees, care, shoes and profile included.

A day is seven drawn bytes, so that drawing is quick and a failing log shrinks to few and simple days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.builders import care, check_in, on, run
from training.engine.basics import Basics
from training.engine.facts import CareFact, CheckInFact, Injury, Profile, RunFact, ShoeFact
from training.engine.history import History
from training.engine.log import Log
from training.engine.words import SIGNS

DAY_BYTES = 7
MOST_DAYS = 70

SURFACES = ("", "asphalt", "concrete", "trail", "grass", "treadmill")
TERRAINS = ("", "flat", "hilly", "downhill", "uneven")
SESSIONS = ("", "easy", "long", "intervals", "race")
SCORES = (0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 10)
CLOCKS = {"before": "07:00", "during": "07:50", "after": "19:00", "next_morning": "06:30", "rest": "21:00"}
MOMENTS = ("after", "after", "before", "next_morning", "rest", "during")
FEELS = ((), ("tight",), (), ("dull",), ("sharp",), (), ("full", "sharp"))
SIGN_WORDS = tuple(SIGNS)
CARE_KINDS = ("rest_day", "ice", "stretch_sitting", "hamstring_curl", "physio_visit")
SHOES = (
    ShoeFact("ghost", "Ghost", "neutral", earlier_m=470_000, started_on=on(0)),
    ShoeFact("glide", "Glide", "stability", earlier_m=0, notice_at_m=30_000, replace_at_m=90_000),
    ShoeFact("old", "Old", "neutral", earlier_m=790_000, retired_on=on(40)),
)

SHOES_WORN = (("", "ghost", "glide", "old"), ("glide",), ("",))


@dataclass(frozen=True)
class Diary:
    """One runner's log, and the day on which it is asked about."""

    today: date
    runs: tuple[RunFact, ...]
    check_ins: tuple[CheckInFact, ...]
    care: tuple[CareFact, ...]
    shoes: tuple[ShoeFact, ...]
    profile: Profile

    def log(self, **changes: Any) -> Log:
        parts = {name: getattr(self, name) for name in ("runs", "check_ins", "care", "shoes", "profile")}
        return Log(**{**parts, "basics": Basics(), **changes})

    def history(self, today: date | None = None, **changes: Any) -> History:
        return History(self.log(**changes), today or self.today)

    def up_to(self, day: date) -> Diary:
        """The same runner before anything after `day` was logged."""
        kept = {
            name: tuple(fact for fact in getattr(self, name) if fact.day <= day)
            for name in ("runs", "check_ins", "care")
        }
        return replace(self, **kept)


@dataclass(frozen=True)
class Habits:
    """How often a day brings what, of 256 (signs: of 16); the shoes worn in turn; a break from running."""

    run: int
    left: int
    right: int
    care: int
    signs: int
    shoes: tuple[str, ...]
    break_from: int
    break_days: int


def decode(raw: bytes, habits: Habits, profile: Profile, today: int) -> Diary:
    """The diary that these bytes spell, day after day."""
    days = [raw[start : start + DAY_BYTES] for start in range(0, len(raw), DAY_BYTES)]
    off = range(habits.break_from, habits.break_from + habits.break_days)
    return Diary(
        today=on(today),
        runs=tuple(r for day, b in enumerate(days) if day not in off for r in _runs(day, b, habits)),
        check_ins=tuple(entry for day, b in enumerate(days) for entry in _both_knees(day, b, habits)),
        care=tuple(care(day, CARE_KINDS[b[6] % 5]) for day, b in enumerate(days) if b[6] < habits.care),
        shoes=SHOES,
        profile=profile,
    )


def _runs(day: int, b: bytes, habits: Habits) -> list[RunFact]:
    if b[0] >= habits.run:
        return []
    traits = {
        "surface": SURFACES[b[2] % 6],
        "terrain": TERRAINS[b[2] // 6 % 5],
        "session": SESSIONS[b[2] // 30 % 5],
        "shoe": habits.shoes[b[1] % len(habits.shoes)],
        "rpe": (None, 3, 7, 9)[b[0] % 4],
        "warm_up": (None, True, False)[b[0] % 3],
        "cool_down": (None, True, False)[b[2] % 3],
    }
    first = run(day, 1 + b[1] / 8, **traits)
    return [first, run(day, 4, "18:00")] if b[0] % 8 == 1 else [first]


def _both_knees(day: int, b: bytes, habits: Habits) -> list[CheckInFact]:
    left = _check_ins(day, "left", b[3], b[4], habits) if b[3] < habits.left else []
    right = _check_ins(day, "right", b[5], b[4] ^ b[5], habits) if b[5] < habits.right else []
    return [*left, *right]


def _check_ins(day: int, side: str, seen: int, said: int, habits: Habits) -> list[CheckInFact]:
    moment, score = MOMENTS[seen % 6], SCORES[said // 16]
    signs = (SIGN_WORDS[seen % len(SIGN_WORDS)],) if said % 16 >= 16 - habits.signs else ()
    entry = check_in(day, score, side, CLOCKS[moment], moment=moment, feel=FEELS[said % 7], signs=signs)
    noon = check_in(day, SCORES[seen // 16], side, "12:00", moment="rest")
    return [entry, noon] if seen % 5 == 4 else [entry]


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    """A whole log, asked about on one of its days or soon after."""
    days = draw(st.integers(1, MOST_DAYS))
    habits = Habits(
        run=draw(st.sampled_from((0, 60, 130, 256))),
        left=draw(st.sampled_from((0, 40, 130, 256))),
        right=draw(st.sampled_from((0, 0, 40, 130))),
        care=draw(st.sampled_from((0, 20, 130))),
        signs=draw(st.sampled_from((0, 0, 1, 3))),
        shoes=draw(st.sampled_from(SHOES_WORN)),
        break_from=draw(st.integers(0, MOST_DAYS)),
        break_days=draw(st.sampled_from((0, 0, 13, 14, 30))),
    )
    raw = draw(st.binary(min_size=days * DAY_BYTES, max_size=days * DAY_BYTES))
    today = draw(st.integers(max(days - 40, 0), days + 12))
    return decode(raw, habits, draw(PROFILES), today)


PROFILES = st.builds(
    Profile,
    foot_type=st.sampled_from(("unknown", "neutral", "overpronating")),
    weak_quadriceps=st.booleans(),
    stiff_calves=st.booleans(),
    injuries=st.sampled_from(((), (Injury("left", date(2025, 4, 1)),))),
)

"""What a plan looks like, sent and answered."""

from typing import Literal

from pydantic import BaseModel, Field

from training.api.fields import Sent, of, shape
from training.api.own_shapes import Day, Finding, SeverityWord
from training.api.shapes import RUN
from training.engine.facts import SIDES
from training.insights.week_text import DAYS, MOST_RUNS_A_DAY
from training.insights.what_if import Verdict
from training.models import CareEntry

VerdictWord = Literal[tuple(verdict.name.lower() for verdict in Verdict)]

ON = {"on": of(CareEntry, "on", "The day, from today on, at most four weeks ahead.", "2026-03-02")}
IN_MIND = {**ON, "distance_m": RUN["distance_m"], "session": RUN["session"]}
WHERE = {name: RUN[name] for name in ("surface", "terrain", "shoe")}

RunInMind = shape("RunInMind", {**IN_MIND, **WHERE}, "A run in mind; what is null is as on the last run.")
RunOfAWeek = shape("RunOfAWeek", IN_MIND, "A run of a week in mind.")


class WeekInMind(Sent):
    """Seven days and their runs; a day without one is a day of rest."""

    first: Day = Field(alias="from", description="The first of the seven days.", examples=["2026-03-02"])
    runs: list[RunOfAWeek] = Field(max_length=DAYS * MOST_RUNS_A_DAY, description="In any order.")


class KneeFirst(BaseModel):
    """What comes before any question of distance: a knee with symptoms."""

    side: Literal[SIDES]
    text: str = Field(description="How the knee is.")
    hint: str = Field(description="The next step.")


class Change(BaseModel):
    """What one rule says without the planned runs, and with them."""

    rule: str = Field(description="Which rule.", examples=["load.longest_run"])
    before: SeverityWord | None = Field(description="How grave it is without them; null: it is silent.")
    after: SeverityWord | None = Field(description="How grave it is with them; null: it is silent.")
    decides: bool = Field(description="Whether the answer rests on it.")
    finding: Finding = Field(description="What it says, with its proof.")


class Other(BaseModel):
    """Another run that is answered better."""

    other: Literal["distance_m", "shoe", "surface", "terrain", "session", "day"] = Field(
        description="What is other about it."
    )
    verdict: VerdictWord
    run: RunInMind


class PlannedDay(BaseModel):
    """The answer to the runs of one day."""

    on: Day = Field(description="The day.", examples=["2026-03-02"])
    distance_m: int = Field(ge=0, description="All runs of that day, in metres.", examples=[10_000])
    verdict: VerdictWord = Field(description="`yes` says that nothing is raised, which is no promise.")
    text: str = Field(description="The answer in one sentence, in the runner's units.")
    is_judged: bool = Field(description="Whether the log is old enough to judge a distance.")
    room_m: int | None = Field(description="The most metres that raise nothing; null where none can be said.")
    room: str = Field(description="The same in words; may be empty.")
    first: KneeFirst | None = Field(description="What comes first, if anything does.")
    changes: list[Change] = Field(description="Every rule that speaks with or without it, worst first.")
    alternatives: list[Other] = Field(description="Other runs that are answered better.")


class PlannedWeek(BaseModel):
    """The answer to seven days."""

    verdict: VerdictWord = Field(description="The worst of the days.")
    days: list[PlannedDay]

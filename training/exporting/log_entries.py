"""A runner's whole log as plain values, entry by entry, in an order that never changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from training.engine.rule import Severity
from training.importing.log_file import PROFILE
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
    Shoe,
    User,
)
from training.models.entry import LogEntry

# Rows are read from the database this many at a time.
CHUNK = 2_000
SEVERITIES = {int(severity): severity.word for severity in Severity}

Object = dict[str, Any]


class LogEntries:
    """The lists of one log by name, each read from the database as it is asked for.

    The shoes are read once, so that no run names one that is not among them.
    """

    def __init__(self, runner: User) -> None:
        self.runner = runner
        # Sorted here: databases sort text each in their own way.
        self._shoes = sorted(Shoe.objects.filter(runner=runner), key=lambda shoe: shoe.key)
        self._keys: dict[UUID | None, str] = {shoe.pk: shoe.key for shoe in self._shoes}
        self.lists: dict[str, Callable[[], Iterator[Object]]] = {
            "shoes": self.shoes,
            "runs": self.runs,
            "check_ins": self.check_ins,
            "care": self.care,
            "gaps": self.gaps,
            "reactions": self.reactions,
            "ladder": self.ladder,
            "clearances": self.clearances,
        }

    def profile(self) -> Object:
        profile = Profile.objects.get(runner=self.runner)
        return {name: getattr(profile, name) for name in PROFILE}

    def injuries(self) -> Iterator[Object]:
        for past in PreviousInjury.objects.filter(runner=self.runner).order_by("month", "side"):
            yield {"side": past.side, "month": f"{past.month:%Y-%m}", "logged_at": _logged_at(past)}

    def shoes(self) -> Iterator[Object]:
        for shoe in self._shoes:
            yield told_shoe(shoe, self._keys.get(shoe.successor_id))

    def runs(self) -> Iterator[Object]:
        runs = Run.objects.filter(runner=self.runner).order_by("starts_at", "distance_m")
        for run in runs.iterator(CHUNK):
            yield told_run(run, self._keys.get(run.shoe_id))

    def check_ins(self) -> Iterator[Object]:
        entries = CheckIn.objects.filter(runner=self.runner).order_by("at", "side", "moment")
        yield from map(told_check_in, entries.iterator(CHUNK))

    def care(self) -> Iterator[Object]:
        acts = CareEntry.objects.filter(runner=self.runner)
        ordered = acts.order_by("on", "kind", F("minutes").asc(nulls_first=True))
        yield from map(told_care, ordered.iterator(CHUNK))

    def gaps(self) -> Iterator[Object]:
        for gap in GapAnswer.objects.filter(runner=self.runner).order_by("first", "last").iterator(CHUNK):
            yield {
                "first": _day(gap.first),
                "last": _day(gap.last),
                "answer": gap.answer,
                "logged_at": _logged_at(gap),
            }

    def reactions(self) -> Iterator[Object]:
        said = Reaction.objects.filter(runner=self.runner)
        for reaction in said.order_by("created_at", "rule", "subject", "kind").iterator(CHUNK):
            yield {
                "logged_at": _logged_at(reaction),
                "rule": reaction.rule,
                "subject": reaction.subject,
                "kind": reaction.kind,
                "severity": SEVERITIES.get(reaction.severity),
                "day": _day(reaction.day),
                "until": _day(reaction.until),
                "reason": reaction.reason,
            }

    def ladder(self) -> Iterator[Object]:
        for session in LadderSession.objects.filter(runner=self.runner).order_by("on").iterator(CHUNK):
            yield {
                "on": _day(session.on),
                "step": session.step,
                "minutes": session.minutes,
                "logged_at": _logged_at(session),
            }

    def clearances(self) -> Iterator[Object]:
        for word in Clearance.objects.filter(runner=self.runner).order_by("on", "side").iterator(CHUNK):
            yield {"on": _day(word.on), "side": word.side, "logged_at": _logged_at(word)}


def told_shoe(shoe: Shoe, successor: str | None) -> Object:
    """A pair of shoes; successor: the key of the one that took over."""
    return {
        "key": shoe.key,
        "name": shoe.name,
        "support": shoe.support,
        "start_distance_m": shoe.start_distance_m,
        "notice_at_m": shoe.notice_at_m,
        "replace_at_m": shoe.replace_at_m,
        "limit_reason": shoe.limit_reason,
        "started_on": _day(shoe.started_on),
        "retired_on": _day(shoe.retired_on),
        "successor": successor,
        "logged_at": _logged_at(shoe),
    }


def told_run(run: Run, shoe: str | None) -> Object:
    """One run; shoe: the key of the pair that was worn."""
    return {
        "start": run.local_text,
        "zone": run.zone,
        "distance_m": run.distance_m,
        "duration_s": run.duration_s,
        "elapsed_s": run.elapsed_s,
        "surface": run.surface or None,
        "terrain": run.terrain or None,
        "session": run.session or None,
        "proposed": sorted(run.proposed),
        "shoe": shoe,
        "rpe": run.rpe,
        "warm_up": run.warm_up,
        "cool_down": run.cool_down,
        "trigger": run.trigger or None,
        "notes": run.notes,
        "logged_at": _logged_at(run),
    }


def told_check_in(entry: CheckIn) -> Object:
    return {
        "at": entry.local_text,
        "zone": entry.zone,
        "side": entry.side,
        "moment": entry.moment,
        "score": entry.score,
        "feel": sorted(entry.feel),
        "signs": sorted(entry.signs),
        "notes": entry.notes,
        "logged_at": _logged_at(entry),
    }


def told_care(act: CareEntry) -> Object:
    return {"on": _day(act.on), "kind": act.kind, "minutes": act.minutes, "logged_at": _logged_at(act)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _logged_at(entry: LogEntry) -> str:
    return moment_text(entry.created_at)


def moment_text(moment: datetime) -> str:
    """`2026-03-01T19:05:00Z`"""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")

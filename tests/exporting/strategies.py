"""Logs as runners could have them, and with the texts that spreadsheets and CSV trip over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from training.models import Reaction
from training.models.choices import (
    CareKind,
    Feel,
    FootType,
    GapReason,
    LadderStep,
    Moment,
    Session,
    Sign,
    Support,
    Surface,
    Terrain,
)


def optional(**fields) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional=fields)


def words(choices) -> st.SearchStrategy:
    return st.sampled_from(choices.values)


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
# Half of them begin as a formula does, or hold what tables are made of.
NASTY = st.sampled_from([*"=+-@\t\r\n'\",;\ufeff \u2028", "\r\n", "''", "\uff1d", " =", "#", "yes", "1.0"])
TEXTS = st.one_of(
    st.text(CHARACTERS, max_size=30),
    st.builds(lambda *parts: "".join(parts), NASTY, st.text(CHARACTERS, max_size=9), NASTY, NASTY),
)
DAYS = st.dates(date(2024, 1, 1), date(2026, 3, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0).isoformat())
OFFSETS = st.sampled_from(["", "Z", "+01:00", "-08:00", "+05:45", "+00:00", "+13:00"])
MOMENTS = st.builds(lambda day, clock, offset: f"{day}T{clock}{offset}", DAYS, CLOCKS, OFFSETS)
LOGGED_AT = st.datetimes(datetime(2024, 1, 1), datetime(2026, 5, 31)).map(lambda at: f"{at.isoformat()}Z")
ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "+05:30", "-09:30", None])
METRES = st.one_of(st.none(), st.integers(0, 500_000))
SHOES = st.lists(
    st.builds(
        lambda told, number: {**told, "key": f"Shoe №.{number} / ✓"},
        optional(
            name=TEXTS.filter(bool),
            support=words(Support),
            start_distance_m=st.integers(0, 10_000_000),
            notice_at_m=METRES,
            replace_at_m=st.integers(500_001, 9_000_000),
            started_on=DAYS.map(str),
            retired_on=st.dates(date(2026, 4, 1), date(2026, 5, 31)).map(str),
            logged_at=LOGGED_AT,
            limit_reason=TEXTS,
            successor=st.just("shoe-0"),
        ),
        st.integers(1, 4),
    ),
    max_size=3,
    unique_by=lambda shoe: shoe["key"],
)
RUNS = st.builds(
    lambda told, start, metres: {**told, "start": start, "distance_m": metres},
    optional(
        duration_s=st.integers(1, 604_800),
        elapsed_s=st.integers(1, 604_800),
        proposed=st.lists(st.sampled_from(["surface", "terrain", "session", "zone"])),
        zone=ZONES,
        logged_at=LOGGED_AT,
        surface=words(Surface),
        terrain=words(Terrain),
        session=words(Session),
        shoe=st.just("shoe-0"),
        rpe=st.integers(0, 10),
        warm_up=st.one_of(st.none(), st.booleans()),
        cool_down=st.booleans(),
        trigger=st.just("terrain"),
        notes=TEXTS,
    ),
    MOMENTS,
    st.integers(1, 500_000),
)
CHECK_INS = st.builds(
    lambda told, at, side, score: {**told, "at": at, "side": side, "score": score},
    optional(
        moment=words(Moment),
        zone=ZONES,
        logged_at=LOGGED_AT,
        feel=st.lists(words(Feel), max_size=3),
        signs=st.lists(words(Sign), max_size=3),
        notes=TEXTS,
    ),
    MOMENTS,
    st.sampled_from(["left", "right"]),
    st.integers(0, 10),
)
CARE = st.builds(
    lambda day, kind, minutes: {"on": str(day), "kind": kind, "minutes": minutes},
    DAYS,
    words(CareKind),
    st.one_of(st.none(), st.integers(1, 1440)),
)
GAPS = st.builds(
    lambda day, days, answer, at: {
        "first": str(day),
        "last": str(day + timedelta(days=days)),
        "answer": answer,
        "logged_at": at,
    },
    DAYS,
    st.integers(0, 60),
    words(GapReason),
    LOGGED_AT,
)
LADDER = st.builds(
    lambda day, step, minutes, at: {"on": str(day), "step": step, "minutes": minutes, "logged_at": at},
    DAYS,
    words(LadderStep),
    st.one_of(st.none(), st.integers(1, 1440)),
    LOGGED_AT,
)
CLEARANCES = st.builds(
    lambda day, side, at: {"on": str(day), "side": side, "logged_at": at},
    DAYS,
    st.sampled_from(["left", "right"]),
    LOGGED_AT,
)
INJURIES = st.builds(
    lambda side, day, at: {"side": side, "month": f"{day:%Y-%m}", "logged_at": at},
    st.sampled_from(["left", "right"]),
    DAYS,
    LOGGED_AT,
)
REACTIONS = st.builds(
    lambda told, rule, kind, day, at, days: {
        **told,
        "rule": rule,
        "kind": kind,
        "day": str(day),
        "logged_at": at,
        "until": str(day + timedelta(days=days)) if days else None,
    },
    optional(
        subject=st.sampled_from(["", "runner", "knee:left", "shoe:=1+1", "run:2026-03-01T07:30:00+01:00"]),
        severity=st.sampled_from(["notice", "caution", "specialist", "emergency", None]),
        reason=TEXTS,
    ),
    st.sampled_from(["load.longest_run", "knee.pain_level"]),
    words(Reaction.Kind),
    DAYS,
    LOGGED_AT,
    st.integers(0, 90),
)
RUNNERS = st.builds(
    lambda told, zone, injuries: {**told, "time_zone": zone, "previous_injuries": injuries},
    optional(units=st.sampled_from(["km", "mi"]), foot_type=words(FootType), weak_quadriceps=st.booleans()),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "UTC"]),
    st.lists(INJURIES, max_size=2),
)
LOGS = st.builds(
    lambda runner, shoes, **lists: {
        "format": "kneelog-log/1",
        "runner": runner,
        "shoes": [{"key": "shoe-0"}, *shoes],
        **lists,
    },
    RUNNERS,
    SHOES,
    runs=st.lists(RUNS, max_size=6),
    check_ins=st.lists(CHECK_INS, max_size=5),
    care=st.lists(CARE, max_size=3),
    gaps=st.lists(GAPS, max_size=2),
    reactions=st.lists(REACTIONS, max_size=3),
    ladder=st.lists(LADDER, max_size=3),
    clearances=st.lists(CLEARANCES, max_size=2),
)

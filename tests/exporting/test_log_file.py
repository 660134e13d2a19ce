from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importing.documents import LOG, as_bytes, log
from training.assessment import assess_whole_log
from training.exporting.log_file import export_log
from training.importing.log_import import import_log
from training.models import User
from training.models.choices import CareKind, Feel, FootType, Moment, Session, Sign, Support, Surface, Terrain

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def exported(username: str) -> str:
    return "".join(export_log(User.objects.get(username=username)))


def test_a_file_comes_out_as_it_went_in():
    import_log("anna", as_bytes(LOG))
    assert json.loads(exported("anna")) == LOG


def test_an_empty_account():
    import_log("anna", as_bytes(log()))
    told = json.loads(exported("anna"))
    assert [told[name] for name in ("shoes", "runs", "check_ins", "care")] == [[], [], [], []]


def test_one_entry_a_line_in_the_order_of_time():
    starts = ["2026-03-02T07:30:00+01:00", "2026-03-01T07:30:00-05:00", "2026-03-01T07:30:00+01:00"]
    runs = [{"start": start, "distance_m": 5000} for start in starts]
    import_log("anna", as_bytes(log(runs=[*runs, {**runs[0], "distance_m": 4000}])))
    lines = [
        json.loads(line.strip().rstrip(",]")) for line in exported("anna").splitlines() if '"start"' in line
    ]
    assert [(run["start"], run["distance_m"]) for run in lines] == [
        (starts[2], 5000),
        (starts[1], 5000),
        (starts[0], 4000),
        (starts[0], 5000),
    ]


def test_another_accounts_log_stays_out():
    import_log("anna", as_bytes(LOG))
    import_log("bert", as_bytes(log()))
    assert json.loads(exported("bert"))["runs"] == []


def test_queries_do_not_grow_with_the_log(django_assert_num_queries):
    import_log("anna", as_bytes(LOG))
    import_log(
        "bert",
        as_bytes(
            log(runs=[{**LOG["runs"][0], "shoe": None, "rpe": n, "distance_m": 9 + n} for n in range(9)])
        ),
    )
    for name in ("anna", "bert"):
        runner = User.objects.get(username=name)
        with django_assert_num_queries(7):
            list(export_log(runner))


def optional(**fields) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional=fields)


def words(choices) -> st.SearchStrategy:
    return st.sampled_from(choices.values)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
DAYS = st.dates(date(2024, 1, 1), date(2026, 3, 31))
CLOCKS = st.times().map(lambda clock: clock.replace(microsecond=0).isoformat())
OFFSETS = st.sampled_from(["", "Z", "+01:00", "-08:00", "+05:45", "+00:00", "+13:00"])
MOMENTS = st.builds(lambda day, clock, offset: f"{day}T{clock}{offset}", DAYS, CLOCKS, OFFSETS)
METRES = st.one_of(st.none(), st.integers(0, 500_000))
SHOES = st.lists(
    st.builds(
        lambda told, number: {**told, "key": f"Shoe №.{number} / ✓"},
        optional(
            name=TEXTS.filter(str.strip),
            support=words(Support),
            start_distance_m=st.integers(0, 10_000_000),
            notice_at_m=METRES,
            started_on=DAYS.map(str),
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
INJURIES = st.builds(
    lambda side, day: {"side": side, "month": f"{day:%Y-%m}"}, st.sampled_from(["left", "right"]), DAYS
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
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=LOGS)
def test_import_of_an_export_is_an_equal_log_with_equal_findings(db, document):
    User.objects.all().delete()
    import_log("anna", as_bytes(document))
    first = exported("anna")
    import_log("bert", first.encode())
    assert exported("bert") == first
    anna, bert = (User.objects.get(username=name) for name in ("anna", "bert"))
    for day in (date(2024, 9, 1), date(2026, 4, 1)):
        assert assess_whole_log(anna, day).findings == assess_whole_log(bert, day).findings


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=LOGS)
def test_import_into_the_same_account_changes_nothing(db, document):
    User.objects.all().delete()
    import_log("anna", as_bytes(document))
    before = exported("anna")
    result = import_log("anna", before.encode())
    assert set(result.added.values()) == {0}
    assert exported("anna") == before

from __future__ import annotations

import json

import pytest
import time_machine

from tests.commands.run import refused, said
from tests.importing.documents import LOG, RUN, as_bytes, changed, log
from training.importing.log_import import import_log
from training.models import User
from training.thresholds import add_revision

pytestmark = pytest.mark.django_db

DAYS = [("02", 10_000), ("04", 10_000), ("06", 10_000), ("08", 10_000), ("10", 13_100)]
RUNS = [{"start": f"2026-03-{day}T07:30:00+01:00", "distance_m": metres, "shoe": "a"} for day, metres in DAYS]
SUBJECT = "run:2026-03-10T07:30:00+01:00"


@pytest.fixture
def anna() -> User:
    import_log("anna", as_bytes(log(shoes=[{"key": "a"}], runs=RUNS)))
    return User.objects.get()


def document(*options: str) -> dict:
    return json.loads(said("assess", "anna", *options, "--json"))


def longest(day: str) -> dict:
    (finding,) = [found for found in document("--on", day)["findings"] if found["subject"] == SUBJECT]
    return finding


def test_json_of_a_day(anna):
    told = document("--on", "2026-03-10")
    assert {name: value for name, value in told.items() if name != "findings"} == {
        "format": "kneelog-findings/1",
        "on": "2026-03-10",
        "coverage": 0.32,
        "ruleset": 0,
    }


def test_json_of_a_finding(anna):
    finding = longest("2026-03-10")
    assert [finding[name] for name in ("rule", "severity", "subject", "since")] == [
        "load.longest_run",
        "caution",
        SUBJECT,
        "2026-03-10",
    ]
    assert finding["text"].startswith("Your run of 13.1\u00a0km was 31\u00a0% longer than your longest")
    assert all(finding[name] for name in ("hint", "clears", "source"))
    before = "run:2026-03-02T07:30:00+01:00"
    assert finding["evidence"][:2] == [
        {"label": "this run", "value": 13_100, "unit": "m", "on": "2026-03-10", "ref": SUBJECT},
        {
            "label": "longest of the days before",
            "value": 10_000,
            "unit": "m",
            "on": "2026-03-02",
            "ref": before,
        },
    ]


def test_texts_are_in_the_runners_units_and_values_are_not(anna):
    anna.profile.units = "mi"
    anna.profile.save()
    finding = longest("2026-03-10")
    assert finding["text"].startswith("Your run of 8.1\u00a0mi ")
    assert finding["evidence"][0]["value"] == 13_100


def test_nothing_after_the_day_counts(anna):
    assert [
        found for found in document("--on", "2026-03-09")["findings"] if found["subject"] == SUBJECT
    ] == []
    assert [
        found for found in document("--on", "2026-03-18")["findings"] if found["subject"] == SUBJECT
    ] == []


def test_the_default_is_the_runners_today(anna):
    assert document()["on"] == "2026-06-01"
    anna.profile.time_zone = "Pacific/Kiritimati"
    anna.profile.save()
    assert document()["on"] == "2026-06-02"


def test_a_finding_tells_the_thresholds_it_was_held_against(anna):
    caution_from(25, "2026-03-01")
    percent, days, count = "percent", "days", "count"
    assert [tuple(item.values()) for item in longest("2026-03-10")["thresholds"]] == [
        ("above the longest: notice", 10, percent),
        ("above the longest: caution", 25, percent),
        ("above it: named as double", 100, percent),
        ("days before the run to compare with", 30, days),
        ("runs needed to compare with", 2, count),
        ("runs needed for more than a notice", 4, count),
        ("days after the run the card stands", 7, days),
    ]
    assert list(longest("2026-03-10")["thresholds"][0]) == ["label", "value", "unit"]


def test_thresholds_in_force(anna):
    caution_from(50, "2026-03-01")
    assert (longest("2026-03-10")["severity"], document()["ruleset"]) == ("notice", 1)


def test_a_day_of_the_past_keeps_the_thresholds_of_its_time(anna):
    caution_from(50, "2026-03-12")
    assert (longest("2026-03-10")["severity"], document("--on", "2026-03-10")["ruleset"]) == ("caution", 0)
    assert document("--on", "2026-03-12")["ruleset"] == 1


def caution_from(percent: int, day: str) -> None:
    with time_machine.travel(f"{day} 12:00Z", tick=False):
        add_revision({"load.longest_run": {"caution_percent": percent}}, reason="a try", author=None)


def test_a_day_long_ago_is_exact(anna):
    """Five years of runs since do not hide what stood then."""
    early = [{**RUN, "start": run["start"].replace("2026", "2020"), "shoe": None} for run in RUNS[:4]]
    import_log(
        "anna",
        as_bytes(log(runs=[*early, {**early[0], "start": "2020-03-10T07:30:00", "distance_m": 14_000}])),
    )
    severities = {found["rule"]: found["severity"] for found in document("--on", "2020-03-11")["findings"]}
    assert severities["load.longest_run"] == "caution"


def test_text_for_people(anna):
    lines = said("assess", "anna", "--on", "2026-03-10").splitlines()
    assert lines[:2] == [
        "anna on 10\u00a0March 2026",
        "The log covers 32\u00a0% of the last 28 days. Ruleset 0.",
    ]
    start = lines.index(f"EASE OFF: A run much longer than your recent longest [load.longest_run, {SUBJECT}]")
    assert lines[start + 1].startswith("  Your run of 13.1\u00a0km was 31\u00a0% longer")
    assert [line.partition(":")[0] for line in lines[start + 2 : start + 5]] == [
        "  Next",
        "  What clears it",
        "  Source",
    ]
    assert lines[start + 5] == "    this run                    13.1\u00a0km  (10\u00a0Mar)"
    end = next(number for number, line in enumerate(lines) if number > start and not line.startswith("  "))
    assert lines[end - 1].startswith(
        "  Thresholds: above the longest: notice 10\u00a0%; above the longest: caution 30\u00a0%; "
    )


def test_thresholds_for_people_are_in_their_units(anna):
    anna.profile.units = "mi"
    anna.profile.save()
    long_ago = [{"start": f"2026-04-{day}T07:30:00", "distance_m": 450_000, "shoe": "a"} for day in (10, 20)]
    import_log("anna", as_bytes({**log(runs=long_ago), "runner": {"time_zone": "Europe/Berlin"}}))
    lines = said("assess", "anna", "--on", "2026-04-21").splitlines()
    start = next(number for number, line in enumerate(lines) if "shoe.mileage" in line)
    (told,) = [line for line in lines[start:] if line.startswith("  Thresholds: plan")]
    assert told == (
        "  Thresholds: plan a replacement 300.0\u00a0mi; replace the shoe 500.0\u00a0mi; "
        "days back to seek the day it passed 90 days"
    )


def test_a_rule_without_thresholds_has_no_line_for_them():
    import_log("anna", as_bytes(changed("check_ins[0].signs", ["cannot_bear_weight"])))
    day = LOG["check_ins"][0]["at"][:10]
    first = document("--on", day)["findings"][0]
    lines = said("assess", "anna", "--on", day).splitlines()
    assert (first["thresholds"], lines[3].partition(":")[0]) == ([], "GET HELP NOW")
    assert [line for line in lines[4 : lines.index("", 4)] if "Thresholds" in line] == []


def test_text_of_a_quiet_day_promises_nothing(anna):
    assert said("assess", "anna", "--on", "2026-03-01").splitlines()[3:] == [
        "No warning stands on this day. That is no promise: only what was logged can be seen."
    ]


def test_signs_of_a_knee_come_through():
    import_log("anna", as_bytes(changed("check_ins[0].signs", ["cannot_bear_weight"])))
    first = document("--on", LOG["check_ins"][0]["at"][:10])["findings"][0]
    assert (first["severity"], first["subject"]) == ("emergency", "knee:left")


@pytest.mark.parametrize("day", ["1970-01-01", "2027-06-01"])
def test_first_and_last_day(anna, day):
    assert document("--on", day)["on"] == day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("1969-12-31", "is before 1970"),
        ("0001-01-01", "is before 1970"),
        ("2027-06-02", "is more than a year ahead"),
        ("9999-12-31", "is more than a year ahead"),
    ],
)
def test_a_day_out_of_reach(anna, day, why):
    assert refused("assess", "anna", "--on", day) == f"--on: {day} {why}."


@pytest.mark.parametrize(
    "day",
    ["2026-13-01", "yesterday", "", "01.03.2026", "20260320", "2026-W12-5", "2026-03-20 ", "202\uff16-03-20"],
)
def test_what_is_no_day(anna, day):
    assert refused("assess", "anna", "--on", day) == f"--on: “{day}” is no date. Write one like 2026-03-20."


@pytest.mark.parametrize(("name", "told"), [("nobody", "nobody"), ("a\udcff\0", "a\ufffd\ufffd")])
def test_nobody(name, told):
    assert refused("assess", name) == f"USERNAME: there is no account “{told}”."

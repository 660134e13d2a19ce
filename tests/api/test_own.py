"""What is answered about the runner as a whole is what the commands and the pages say."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.api.conftest import Program
from tests.factories import make_run, make_shoe
from training.api.words import UNKNOWN
from training.assessment import assess_whole_log
from training.exporting.log_file import export_log
from training.management.commands.assess import as_json

RUN_IN_MIND = {"on": "2026-06-01", "distance_m": 5_000}
pytestmark = pytest.mark.django_db


@pytest.fixture
def today(anna):
    """A log in which the last run is far longer than those before."""
    today = anna.profile.today()
    shoe = make_shoe(anna)
    for back in range(2, 40, 2):
        make_run(anna, today - timedelta(days=back), 5_000, shoe=shoe)
    make_run(anna, today - timedelta(days=1), 13_000, shoe=shoe)
    return today


def test_findings_are_those_of_the_command(program, anna, today):
    for day in (today, today - timedelta(days=5)):
        told = program.get(f"/findings?on={day}").json()
        assert told == json.loads(as_json(assess_whole_log(anna, day)))
    assert program.get("/findings").json()["findings"][0]["rule"] == "load.longest_run"


@pytest.mark.parametrize(
    "path", ["/me", "/findings", "/export", "/runs", "/runs/{run}", "/plan", "/undo/{run}"]
)
def test_a_parameter_that_there_is_not_is_refused(program, anna, today, path):
    """Ignored, it would give a whole log to whoever asked for a week of it."""
    path = path.format(run=anna.runs.first().pk)
    takes_posts = path.startswith(("/plan", "/undo"))
    answer = program.ask("POST" if takes_posts else "GET", f"{path}?form=2026-01-01", RUN_IN_MIND)
    told = (answer.status_code, answer.json()["errors"])
    assert told == (422, [{"field": "form", "message": UNKNOWN}])


def test_an_export_is_that_of_the_command(anna, today):
    program = Program(anna, ["export"])
    answer = program.get("/export")
    assert answer.getvalue().decode() == "".join(export_log(anna))


@pytest.mark.parametrize("day", ["1969-12-31", "2999-01-01", "2026-02-30"])
def test_a_day_nobody_can_judge(program, day):
    answer = program.get(f"/findings?on={day}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "on")


def test_a_run_in_mind_is_answered_with_its_proof(program, today):
    answer = program.post("/plan", {"on": today.isoformat(), "distance_m": 20_000})
    told = answer.json()
    assert (answer.status_code, told["verdict"], told["first"]) == (200, "no", None)
    decides = next(change for change in told["changes"] if change["decides"])
    assert decides["rule"] in told["text"] or decides["finding"]["evidence"]
    assert told["on"] == today.isoformat()


def test_a_plan_changes_nothing_in_the_log(program, anna, today):
    before = anna.runs.count()
    program.post("/plan", {"on": today.isoformat(), "distance_m": 20_000})
    assert anna.runs.count() == before


def test_a_week_is_answered_day_by_day(program, today):
    runs = [
        {"on": (today + timedelta(days=1)).isoformat(), "distance_m": 4_000, "session": "easy"},
        {"on": (today + timedelta(days=3)).isoformat(), "distance_m": 30_000},
    ]
    told = program.post("/plan/week", {"from": today.isoformat(), "runs": runs}).json()
    assert [day["distance_m"] for day in told["days"]] == [0, 4_000, 0, 30_000, 0, 0, 0]
    assert [day["on"] for day in told["days"]] == [(today + timedelta(days=n)).isoformat() for n in range(7)]
    assert (told["verdict"], told["days"][3]["verdict"]) == ("no", "no")


def test_the_way_back_to_running_comes_before_a_distance(program, anna):
    today = anna.profile.today()
    for back in range(20, 50, 3):
        make_run(anna, today - timedelta(days=back), 6_000)
    on = {"on": today.isoformat(), "distance_m": 2_000}
    told = program.post("/plan", on).json()
    said = (told["verdict"], told["text"].endswith("raises nothing, but back to running comes first."))
    assert said == ("yes_but", True)
    week = program.post("/plan/week", {"from": on["on"], "runs": [on]}).json()
    assert (week["verdict"], week["days"][0]["text"]) == ("yes_but", told["text"])


def test_a_sore_knee_comes_first(program, anna, today):
    program.post("/check-ins", {"at": f"{today}T00:00:00", "side": "left", "score": 5})
    told = program.post("/plan", {"on": today.isoformat(), "distance_m": 1_000}).json()
    assert (told["verdict"], told["first"]["side"], told["room_m"]) == ("no", "left", None)


@pytest.mark.parametrize(
    ("path", "sent", "field"),
    [
        ("/plan", {"on": 0, "distance_m": 0}, "distance_m"),
        ("/plan", {"on": -1, "distance_m": 1_000}, "on"),
        ("/plan", {"on": 29, "distance_m": 1_000}, "on"),
        ("/plan", {"on": 0, "distance_m": 1_000, "shoe": "nobody's"}, "shoe"),
        ("/plan/week", {"from": 29, "runs": []}, "from"),
        ("/plan/week", {"from": 0, "runs": [{"on": 7, "distance_m": 1_000}]}, "runs[0].on"),
        ("/plan/week", {"from": 0, "runs": [{"on": 0, "distance_m": 1_000}] * 5}, "runs"),
    ],
)
def test_a_plan_that_is_none(program, today, path, sent, field):
    def day(value):
        return (today + timedelta(days=value)).isoformat()

    runs = [{**run, "on": day(run["on"])} for run in sent.get("runs", ())]
    named = {name: day(value) for name, value in sent.items() if name in ("on", "from")}
    answer = program.post(path, sent | named | ({"runs": runs} if "runs" in sent else {}))
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize("first", ["9999-12-31", "0001-01-01", "2026-02-30"])
def test_a_week_at_the_end_of_the_calendar(program, first):
    answer = program.post("/plan/week", {"from": first, "runs": []})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "from")

"""What the report says of a log, and what it is careful not to say."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.architecture.source import REPOSITORY
from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.access import report_of
from training.engine.facts import SIDES
from training.models import CareEntry, GapAnswer, PreviousInjury, User
from training.models.choices import Sign
from training.pages.report import report
from training.pages.report_parts import NOT_SAID
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOON = "2026-06-10T12:00Z"  # a Wednesday


@pytest.fixture
def anna(time_machine):
    time_machine.move_to(NOON, tick=False)
    return make_runner("anna")


def sheet(runner: User, sides=SIDES, notes: bool = False) -> dict:
    return report(report_of(runner, sides, notes=notes))


def ago(runner: User, days: int):
    return runner.profile.today() - timedelta(days=days)


def test_an_empty_log_says_so(anna):
    said = sheet(anna)
    assert said["facts"] == [
        "Left knee: nothing was logged of it in these 12 weeks.",
        "Right knee: nothing was logged of it in these 12 weeks.",
        "Running: no run was logged in these 12 weeks.",
    ]
    assert (said["missing"], said["is_empty"], said["injuries"]) == (
        "Nothing is logged yet.",
        True,
        "None named.",
    )


def test_an_episode_in_one_sentence(anna):
    for back, score in ((8, 5), (7, 4), (1, 2)):
        make_check_in(anna, ago(anna, back), score, moment="rest")
    make_check_in(anna, ago(anna, 20), 0, "right")
    first, second, _ = sheet(anna)["facts"]
    assert first.replace("\u00a0", " ") == (
        "Left knee: an episode since 2 June, day 9. "
        "Latest score 2 of 10 (9 June, at rest), worst 5 of 10 (2 June)."
    )
    assert second == "Right knee: no symptoms in these 12 weeks; check-ins: 1."


def test_an_episode_that_nobody_spoke_of_since_says_so(anna):
    make_check_in(anna, ago(anna, 30), 5)
    assert sheet(anna)["facts"][0].endswith("Nothing was logged of it since.")


def test_runs_in_numbers(anna):
    for back, metres in ((1, 10_000), (9, 5_000), (40, 21_100)):
        make_run(anna, ago(anna, back), metres)
    assert sheet(anna)["facts"][2].replace("\u00a0", " ") == (
        "Running: 3 runs, 36.1 km in these 12 weeks; the longest 21.1 km (1 May). "
        "Last 7 days 10.0 km, the 7 before 5.0 km."
    )


def test_the_weeks_begin_on_a_monday_and_speak_the_runners_units(anna):
    anna.profile.units = "mi"
    anna.profile.save()
    make_run(anna, ago(anna, 2), 16_093)
    make_check_in(anna, ago(anna, 3), 4)
    weeks = sheet(anna)["weeks"]
    assert [row[0] for row in weeks["rows"]] == ["Distance, mi", "Runs", "Left knee, worst"]
    assert [row[-2:] for row in [weeks["head"], *weeks["rows"]]] == [
        ["1\u00a0Jun", "8\u00a0Jun"],
        ["0.0", "10.0"],
        ["0", "1"],
        ["4", NOT_SAID],
    ]
    assert len(weeks["head"]) == 13


def test_signs_asked_and_answered(anna):
    make_check_in(anna, ago(anna, 3), 3, signs={"locks"}, feel={"tight"})
    make_check_in(anna, ago(anna, 2), 4, signs={"locks", "hot_with_fever"}, feel={"tight", "dull"})
    make_check_in(anna, ago(anna, 1), 0)
    left, right = sheet(anna)["signs"]
    never = left.pop("never").split(", ")
    assert left == {
        "title": "Left knee",
        "asked": "Asked in 2 check-ins with symptoms since 7\u00a0June; clear, and so not asked: 1.",
        "feel": "tight (2), dull (1)",
        "rows": [
            ["Hot knee with fever", "1 of 2", "8\u00a0Jun", "8\u00a0Jun"],
            ["Locks or catches", "2 of 2", "7\u00a0Jun", "8\u00a0Jun"],
        ],
        "also": "",
    }
    assert ("gives way" in never, "locks or catches" in never) == (True, False)
    assert right["asked"] == "Not asked: nothing was logged of this knee since 23\u00a0March."
    assert (right["never"], right["rows"]) == ("", [])


def test_a_knee_that_was_always_clear_was_never_asked(anna):
    make_check_in(anna, ago(anna, 1), 0)
    assert (
        sheet(anna)["signs"][0]["asked"] == "Not asked: only clear check-ins since 23\u00a0March, 1 in all."
    )
    assert sheet(anna)["signs"][0]["never"] == ""


def test_no_sign_that_was_ticked_is_left_out(anna):
    make_check_in(anna, ago(anna, 1), 4, signs=set(Sign.values))
    left = sheet(anna)["signs"][0]
    assert len(left["rows"]) + len(re.findall(r"\(1\)", left["also"])) == len(Sign)
    assert left["never"] == ""


def test_warnings_name_their_thresholds_and_who_set_them(anna):
    make_check_in(anna, ago(anna, 16), 3)
    make_check_in(anna, ago(anna, 1), 2)
    before = sheet(anna)["warnings"][0]
    admin = User.objects.create_superuser("ada", password="x" * 12)
    add_revision({"knee.two_weeks": {"after_days": 10}}, reason="a try", author=admin)
    after = sheet(anna)["warnings"][0]
    assert [(str(line["word"]), line["thresholds"]) for line in (before, after)] == [
        ("See a professional", "Defaults: days after which to see someone 14 days."),
        (
            "See a professional",
            "Thresholds: days after which to see someone 10 days (set by an admin on 10\u00a0June).",
        ),
    ]


def test_care_shoes_and_injuries(anna):
    for back, minutes in ((1, 15), (2, 10), (200, 10)):
        CareEntry.objects.create(runner=anna, on=ago(anna, back), kind="ice", minutes=minutes)
    CareEntry.objects.create(runner=anna, on=ago(anna, 3), kind="rest_day")
    shoe = make_shoe(anna, start_distance_m=300_000)
    make_shoe(anna, "Old", retired_on=ago(anna, 300))
    make_run(anna, ago(anna, 1), 10_000, shoe=shoe)
    for side in ("right", "left"):
        PreviousInjury.objects.create(runner=anna, side=side, month=ago(anna, 400).replace(day=1))
    said = sheet(anna)
    assert said["care"] == [["Ice", "2", "25", "9\u00a0Jun"], ["Rest day", "1", NOT_SAID, "7\u00a0Jun"]]
    assert said["shoes"] == [["Ghost", "310.0\u00a0km", "10.0\u00a0km"]]
    assert said["injuries"] == "Left knee May 2025 and right knee May 2025."
    assert sheet(anna, ("left",))["injuries"] == "Left knee May 2025."


def test_missing_days_are_counted_from_the_first_of_the_log(anna):
    for back in (9, 8, 2):
        make_run(anna, ago(anna, back))
    assert sheet(anna)["missing"].replace("\u00a0", " ") == (
        "On 7 of 10 days nothing was logged. The log begins on 1 June. At most 5 such days in a row. "
        "How the knee was on such a day is unknown."
    )
    make_run(anna, ago(anna, 800))
    assert sheet(anna)["missing"].startswith("On 77 of 80 days nothing was logged. At most 70 such")


def test_what_was_said_of_missing_days_stands_beside_them(anna):
    make_run(anna, ago(anna, 9))
    GapAnswer.objects.create(runner=anna, first=ago(anna, 8), last=ago(anna, 5), answer="sick")
    GapAnswer.objects.create(runner=anna, first=ago(anna, 4), last=ago(anna, 3), answer="not_logged")
    assert "Asked about them, the runner said: sick: 4; not logged: 2. How" in sheet(anna)["missing"]


def test_no_day_missing(anna):
    make_run(anna, ago(anna, 0), hour=0)
    assert sheet(anna)["missing"].startswith("None: something was logged on the one day so far. The log")
    make_run(anna, ago(anna, 1), hour=0)
    assert sheet(anna)["missing"].replace("\u00a0", " ") == (
        "None: something was logged on each of 2 days. The log begins on 9 June."
    )


def test_own_words_only_where_they_are_wanted(anna):
    make_run(anna, ago(anna, 1), notes="from a run\nin two lines")
    make_check_in(anna, ago(anna, 2), 3, notes="left words")
    make_check_in(anna, ago(anna, 3), 3, "right", notes="right words")
    said = [sheet(anna), sheet(anna, notes=True), sheet(anna, ("left",), notes=True)]
    assert [[note["text"] for note in each["notes"]] for each in said] == [
        [],
        ["from a run in two lines", "left words", "right words"],
        ["from a run in two lines", "left words"],
    ]


def test_own_words_of_one_day_begin_with_the_latest(anna):
    for hour, words in ((7, "early"), (19, "late"), (12, "noon")):
        make_check_in(anna, ago(anna, 2), 3, notes=words, hour=hour)
    assert [note["text"] for note in sheet(anna, notes=True)["notes"]] == ["late", "noon", "early"]


def test_the_other_knee_leaves_no_trace(anna):
    make_check_in(anna, ago(anna, 1), 9, "right", signs={"locks"}, hour=0)
    assert sheet(anna)["warnings"] != []
    anna_left = sheet(anna, ("left",))
    assert (anna_left["warnings"], anna_left["drawing"].knees, len(anna_left["facts"])) == ([], [], 2)
    assert "ight knee" not in render_to_string("pages/report/pdf.html", {"sheet": anna_left})


def test_a_choice_that_makes_no_sense_is_both_knees_without_words(client, anna):
    make_run(anna, ago(anna, 1), notes="canary")
    client.force_login(anna)
    for query in ("", "?sides=neck", "?sides=&notes=on"):
        page = client.get(reverse("report") + query)
        assert (len(page.context["sheet"]["facts"]), page.context["sheet"]["notes"]) == (3, [])


def test_a_card_that_asks_for_a_professional_leads_here(client, anna):
    make_check_in(anna, ago(anna, 1), 3, signs={"locks"})
    make_check_in(anna, ago(anna, 1), 3, signs={"cold_or_pale_foot"}, side="right")
    client.force_login(anna)
    cards = {card["severity"]: card["links"] for card in client.get(reverse("today")).context["cards"]}
    assert cards["specialist"] == [{"text": "Take this to a professional", "url": reverse("report")}]
    assert cards["emergency"] == []


def test_knees_differ_by_shape_without_any_colour(anna):
    for side in SIDES:
        for back in (3, 2, 1):
            make_check_in(anna, ago(anna, back), 3, side)
    page = render_to_string("pages/report/pdf.html", {"sheet": sheet(anna)})
    left, right = (page.split(f'<g class="mark-{side}"')[1].split("</g>")[0] for side in SIDES)
    assert (left.count("<circle"), left.count("dasharray"), left.count("hatch-left")) == (3, 0, 1)
    assert (right.count("<circle"), right.count("dasharray"), right.count("hatch-right")) == (0, 1, 1)
    assert right.count('width="14"') == 3
    assert [page.count(f"rotate({degrees})") for degrees in (45, -45)] == [1, 1]


def test_the_drawing_is_in_the_colours_of_the_tokens():
    tokens = (REPOSITORY / "static/css/tokens.css").read_text().partition("@media")[0]
    drawn = "".join(path.read_text() for path in (REPOSITORY / "templates/components").glob("report_*.html"))
    assert set(re.findall(r"#[0-9a-f]{6}", drawn)) - set(re.findall(r"#[0-9a-f]{6}", tokens)) == set()

"""The list as a file: what it says, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.http import QueryDict

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import TRAINING, share
from training.models import Look, Team, TeamMember
from training.pages.roster_file import HEAD, roster_file, safe

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_memory():
    caches["summaries"].clear()


@pytest.fixture
def kim():
    return make_runner("kim")


def table(coach, asked="") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(roster_file(coach, QueryDict(asked)))))


def athlete(coach, name, **grant):
    runner = make_runner(name)
    share(runner, coach, **grant)
    today = runner.profile.today()
    for back in range(1, 40, 2):
        make_run(runner, today - timedelta(days=back), 8_000, shoe=runner.shoes.first(), hour=0)
    make_check_in(runner, today, 4, hour=0)
    return runner


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=1+1", "'=1+1"),
        ("+49", "'+49"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("  =1", "'=1"),
        ("\r\n=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("\uff1d1", "'\uff1d1"),
        ("|x", "'|x"),
        ("%x", "'%x"),
        ("8.0", "8.0"),
        (8, "8"),
        (None, ""),
        ("two\nlines", "two lines"),
        ("O'Neill", "O'Neill"),
    ],
)
def test_no_cell_begins_a_formula(cell, text):
    assert safe(cell) == text


def test_names_that_are_formulas_stay_names(kim):
    runner = make_runner("eve", units="km")
    runner.first_name, runner.last_name = "=HYPERLINK(1)", "x"
    runner.save()
    share(runner, kim)
    shoe = make_shoe(runner, "+cmd")
    make_run(runner, runner.profile.today(), shoe=shoe, hour=0)
    team = Team.objects.create(coach=kim, name="-team")
    TeamMember.objects.create(team=team, runner=runner)
    (row,) = table(kim)
    assert (row["Athlete"], row["Teams"], row["Shoe"]) == ("'=HYPERLINK(1) x", "'-team", "'+cmd")


def test_a_row_says_what_the_line_says(kim):
    athlete(kim, "anna")
    (row,) = table(kim)
    assert list(row) == [str(word) for word in HEAD]
    assert (row["Athlete"], row["Days without an entry"], row["Unit"]) == ("anna", "0", "km")
    assert (row["Knee"], row["Episode day"], row["Not shared"]) == ("left", "1", "")
    assert row["Warning"] == "A knee score that asks for less running"


def test_only_what_is_shared_is_in_it(kim):
    athlete(kim, "anna", categories=TRAINING)
    (row,) = table(kim)
    assert (row["Knee"], row["Episode day"], row["Not shared"]) == ("", "", "Knee, Notes, Profile")
    assert "knee" not in " ".join(row.values()).replace("Knee, Notes", "").lower()


def test_knee_alone_has_no_metres_in_it(kim):
    athlete(kim, "anna", categories={"knee"})
    (row,) = table(kim)
    assert (row["This week"], row["Left this week"], row["Shoe"], row["On the shoe"]) == ("", "", "", "")


def test_the_filters_hold_and_each_look_is_written_down(kim):
    athlete(kim, "anna")
    athlete(kim, "ben")
    assert [row["Athlete"] for row in table(kim, "q=an")] == ["anna"]
    assert [look.runner.username for look in Look.objects.filter(page="export")] == ["anna"]

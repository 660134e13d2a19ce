"""Days and times that a form takes, and those that it refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.factories import make_check_in, make_runner
from tests.forms.test_forms import run_form
from training.forms.check_in import RecoveredForm
from training.models import Run
from training.units import format_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    return make_runner()


def test_clear_since_is_a_day_that_has_come(runner):
    assert list(RecoveredForm({"side": "left", "since": "2999-01-01"}, profile=runner.profile).errors) == [
        "since"
    ]


def recovered_errors(runner, since):
    return dict(RecoveredForm({"side": "left", "since": since.isoformat()}, profile=runner.profile).errors)


def test_clear_since_is_refused_where_the_knee_was_said_not_to_be_clear(runner):
    today = runner.profile.today()
    day = today - timedelta(days=4)
    make_check_in(runner, day, 7)
    make_check_in(runner, today - timedelta(days=1), 0)
    make_check_in(runner, today - timedelta(days=1), 5, side="right")
    message = (
        f"Your left knee was at 7 of 10 on {format_day(day)}: choose a later day, or log today as clear."
    )
    assert recovered_errors(runner, day + timedelta(days=1)) == {}
    assert recovered_errors(runner, day) == {"since": [message]}
    assert recovered_errors(runner, day - timedelta(days=9)) == {"since": [message]}


def test_a_sign_without_pain_is_not_clear_and_today_has_no_later_day(runner):
    today = runner.profile.today()
    make_check_in(runner, today, 0, signs={"locks"})
    assert recovered_errors(runner, today) == {
        "since": ["Your left knee was at 0 of 10 with other signs today: come back on its first clear day."]
    }


def test_a_time_of_today_has_come_give_or_take_ten_minutes(runner):
    def errors(minutes: int) -> dict[str, list[str]]:
        later = datetime.now(ahead) + timedelta(minutes=minutes)
        return dict(run_form(runner, day=later.date().isoformat(), time=f"{later:%H:%M}").errors)

    # A zone in which it is morning, so that later today is still today.
    hours = (9 - datetime.now(UTC).hour) % 24
    runner.profile.time_zone = f"Etc/GMT{-hours if hours <= 12 else 24 - hours:+d}"
    ahead = ZoneInfo(runner.profile.time_zone)
    assert errors(-60) == {}
    assert errors(5) == {}
    assert errors(60) == {"time": ["This time has not come yet."]}


def test_an_old_entry_keeps_its_time_whatever_is_changed_in_it(runner):
    run = Run(runner=runner, distance_m=5_000)
    run.place(datetime.now(UTC) + timedelta(hours=2), "UTC")
    run.save()
    typed = {"day": run.local_date.isoformat(), "time": f"{run.local:%H:%M}", "distance_m": "6"}
    assert "time" not in run_form(runner, run, **typed).errors


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("52", 3_120),
        ("130", 7_800),
        ("300", 18_000),
        ("5230", 3_150),
        ("0945", 585),
        ("52:30", 3_150),
        ("330:00", 19_800),
        ("1:04:30", 3_870),
    ],
)
def test_a_duration_is_read_as_it_is_typed_on_a_phone(runner, typed, seconds):
    form = run_form(runner, duration_s=typed)
    assert form.errors == {}
    assert form.instance.duration_s == seconds


@pytest.mark.parametrize("typed", ["301", "530", "5290", "10430", "87000", "52.30", "5,5"])
def test_a_duration_that_may_mean_two_things_is_asked_again(runner, typed):
    assert run_form(runner, duration_s=typed).errors == {
        "duration_s": ["Write minutes and seconds like 52:30, or hours like 1:04:30."]
    }


def test_the_form_says_how_it_reads_digits_alone(runner):
    assert run_form(runner).fields["duration_s"].help_text == "45 is 45 minutes, 5230 is 52:30."

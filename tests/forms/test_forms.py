from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import make_run, make_runner, make_shoe
from training.forms.care import CareForm
from training.forms.check_in import CheckInForm
from training.forms.rest import RestForm
from training.forms.run import RunForm
from training.forms.settings import InjuryForm, ProfileForm
from training.forms.shoe import RetireForm, ShoeForm
from training.models import CareEntry, CheckIn, Run, Shoe

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    return make_runner()


def yesterday(runner) -> date:
    return runner.profile.today() - timedelta(days=1)


def run_form(runner, instance=None, **typed) -> RunForm:
    data = {"day": yesterday(runner).isoformat(), "time": "07:30", "distance_m": "10", **typed}
    return RunForm(data, instance=instance or Run(runner=runner), profile=runner.profile)


def test_a_distance_alone_is_enough(runner):
    form = run_form(runner)
    assert form.is_valid(), form.errors
    run = form.instance
    assert (run.distance_m, run.local_date, run.zone) == (10_000, yesterday(runner), "UTC")
    assert (run.duration_s, run.surface, run.shoe, run.rpe, run.warm_up) == (None, "", None, None, None)


@pytest.mark.parametrize(
    ("units", "typed", "metres"),
    [
        ("km", "10", 10_000),
        ("km", "9,72", 9_720),
        ("mi", "6.2", 9_978),
        ("km", " 0.001 ", 1),
        ("km", "500", 500_000),
    ],
)
def test_distances_in_the_runners_units(runner, units, typed, metres):
    runner.profile.units = units
    form = run_form(runner, distance_m=typed)
    assert form.is_valid(), form.errors
    assert form.instance.distance_m == metres


BAD = [
    ("distance_m", "", "This field is required."),
    ("distance_m", "0", "A distance must be more than 0."),
    ("distance_m", "-3", "A distance must be more than 0."),
    ("distance_m", "500.01", "At most 500 km."),
    ("distance_m", "nan", "Write a number like 10 or 6.2."),
    ("distance_m", "Infinity", "Write a number like 10 or 6.2."),
    ("distance_m", "1e999999", "Write a number like 10 or 6.2."),
    ("distance_m", "1e300", "Write a number like 10 or 6.2."),
    ("distance_m", "ten", "Write a number like 10 or 6.2."),
    ("distance_m", "🏃", "Write a number like 10 or 6.2."),
    ("distance_m", "1\x002", "Null characters are not allowed."),
    ("distance_m", "9" * 10_000, "Ensure this value has at most 20 characters (it has 10000)."),
    ("duration_s", "0", "A duration is more than 0 and at most 7 days."),
    ("duration_s", "169:00:00", "A duration is more than 0 and at most 7 days."),
    ("duration_s", "1:75", "Write minutes and seconds like 52:30, or hours like 1:04:30."),
    ("duration_s", "an hour", "Write minutes and seconds like 52:30, or hours like 1:04:30."),
    ("day", "2999-01-01", "This day has not come yet."),
    ("day", "1969-12-31", "A day from 1970 on, please."),
    ("day", "31.12.2020x", "Enter a valid date."),
    ("time", "25:00", "Enter a valid time."),
    ("rpe", "11", "Select a valid choice. 11 is not one of the available choices."),
    ("surface", "ice", "Select a valid choice. ice is not one of the available choices."),
    ("warm_up", "perhaps", "Select a valid choice. perhaps is not one of the available choices."),
    ("notes", "x" * 2_001, "Ensure this value has at most 2000 characters (it has 2001)."),
    ("notes", "a\x00b", "Null characters are not allowed."),
    ("entry_id", "1", "Enter a valid UUID."),
]


@pytest.mark.parametrize(("field", "typed", "message"), BAD)
def test_a_bad_value_names_its_field(runner, field, typed, message):
    form = run_form(runner, **{field: typed})
    assert not form.is_valid()
    assert form.errors[field][0] == message


def test_emoji_and_long_notes_are_kept(runner):
    notes = "🏃‍♀️ " * 300
    form = run_form(runner, notes=notes)
    assert form.is_valid(), form.errors
    assert form.instance.notes == notes.strip()


def test_a_retired_shoe_takes_earlier_runs_and_no_later_ones(runner):
    shoe = make_shoe(runner, retired_on=yesterday(runner))
    assert run_form(runner, shoe=shoe.pk).is_valid()
    late = run_form(runner, shoe=shoe.pk, day=runner.profile.today().isoformat(), time="00:00")
    assert list(late.errors) == ["shoe"]


def test_a_shoe_of_somebody_else_is_no_choice(runner):
    foreign = make_shoe(make_runner("ben"))
    assert "shoe" in run_form(runner, shoe=foreign.pk).errors


def test_an_unchanged_form_changes_nothing_in_the_hour_that_comes_twice(runner):
    run = Run(runner=runner, distance_m=5_000)
    run.place(datetime.fromisoformat("2025-10-26T02:30:00+01:00"), "Europe/Berlin")
    run.save()
    form = run_form(runner, run, day="2025-10-26", time="02:30", distance_m="5")
    assert form.is_valid(), form.errors
    assert form.instance.starts_at == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


def test_an_edited_time_stays_in_the_zone_of_the_run(runner):
    run = Run(runner=runner, distance_m=5_000)
    run.place(datetime.fromisoformat("2026-01-10T07:00:00+09:00"), "Europe/Berlin")
    run.save()
    form = run_form(runner, run, day="2026-01-10", time="08:15")
    assert form.is_valid(), form.errors
    assert form.instance.local_text == "2026-01-10T08:15:00+09:00"


def check_in_form(runner, **typed) -> CheckInForm:
    data = {
        "day": yesterday(runner).isoformat(),
        "time": "20:00",
        "side": "left",
        "score": "3",
        "moment": "after",
    }
    return CheckInForm({**data, **typed}, instance=CheckIn(runner=runner), profile=runner.profile)


def test_signs_of_both_groups_are_one_set(runner):
    form = check_in_form(runner, signs=["locks"], emergency=["cannot_bear_weight"], feel=["sharp"])
    assert form.is_valid(), form.errors
    assert form.instance.signs == {"locks", "cannot_bear_weight"}
    assert form.instance.feel == {"sharp"}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("score", "11"),
        ("score", ""),
        ("score", "-1"),
        ("side", "both"),
        ("moment", "noon"),
        ("signs", ["gone"]),
        ("feel", ["x"]),
    ],
)
def test_a_check_in_refuses_what_is_no_word_of_the_log(runner, field, typed):
    assert field in check_in_form(runner, **{field: typed}).errors


def test_care_needs_a_kind_and_sane_minutes(runner):
    def errors(**typed):
        data = {"kind": "ice", "on": yesterday(runner).isoformat(), **typed}
        return CareForm(data, instance=CareEntry(runner=runner), profile=runner.profile).errors

    assert errors() == {}
    assert list(errors(minutes="0")) == ["minutes"]
    assert list(errors(minutes="1441")) == ["minutes"]
    assert list(errors(kind="pills")) == ["kind"]
    assert list(errors(on="2999-01-01")) == ["on"]


def shoe_form(runner, **typed) -> ShoeForm:
    data = {"name": "Ghost", "support": "neutral", **typed}
    return ShoeForm(data, instance=Shoe(runner=runner), profile=runner.profile)


def test_own_limits_need_a_reason_and_an_order(runner):
    assert shoe_form(runner).is_valid()
    assert list(shoe_form(runner, notice_at_m="300").errors) == ["limit_reason"]
    assert list(shoe_form(runner, notice_at_m="500", replace_at_m="500", limit_reason="light").errors) == [
        "notice_at_m"
    ]
    assert list(shoe_form(runner, start_distance_m="10001").errors) == ["start_distance_m"]
    assert list(shoe_form(runner, name="x" * 81).errors) == ["name"]


def test_a_shoe_retires_no_earlier_than_its_last_run(runner):
    shoe = make_shoe(runner)
    make_run(runner, yesterday(runner), shoe=shoe)
    early = {"retired_on": (yesterday(runner) - timedelta(days=1)).isoformat()}
    today = runner.profile.today()
    assert list(RetireForm(early, shoe=shoe, today=today).errors) == ["retired_on"]
    assert RetireForm({"retired_on": yesterday(runner).isoformat()}, shoe=shoe, today=today).is_valid()


def test_a_zone_that_does_not_exist_is_refused(runner):
    data = {"units": "km", "foot_type": "neutral", "time_zone": "Europe/Atlantis"}
    assert list(ProfileForm(data, instance=runner.profile).errors) == ["time_zone"]


def test_an_injury_lies_in_the_past(runner):
    today = date(2026, 6, 15)
    assert InjuryForm({"side": "left", "month": "2026-06"}, today=today).is_valid()
    assert list(InjuryForm({"side": "left", "month": "2026-07"}, today=today).errors) == ["month"]
    assert list(InjuryForm({"side": "left", "month": "1969-12"}, today=today).errors) == ["month"]


def test_rest_runs_forward_and_not_forever(runner):
    def errors(first, last):
        data = {"rest-first": first, "rest-last": last}
        return list(RestForm(data, profile=runner.profile).errors)

    assert errors("2026-01-01", "2026-01-03") == []
    assert errors("2026-01-03", "2026-01-01") == ["last"]
    assert errors("2025-01-01", "2026-01-01") == ["last"]

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction

from tests.factories import make_runner
from training.engine.evaluate import Origin
from training.engine.limits import LimitError
from training.insights.ladder_steps import LadderLimits, ladder_limits
from training.models import ThresholdRevision
from training.rules import load_hard_days, load_longest_run, shoe_mileage
from training.thresholds import (
    StaleThresholdsError,
    add_revision,
    current_ruleset,
    current_setting,
    ruleset_at,
)
from training.thresholds.setting import Setting

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_defaults_are_in_force_until_somebody_changes_one():
    ruleset = current_ruleset()
    assert ruleset.number == 0
    assert ruleset.limits_of(shoe_mileage.RULE) == shoe_mileage.RULE.limits()


def test_a_revision_is_in_force_at_once_and_the_rest_stays_at_its_default():
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="soft midsoles", author=make_runner())
    ruleset = current_ruleset()
    assert (ruleset.number, ruleset.limits_of(shoe_mileage.RULE).notice_m) == (1, 400_000)
    assert ruleset.limits_of(load_longest_run.RULE) == load_longest_run.RULE.limits()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"notice_m": "far"}, "notice_m"),
        ({"notice_m": float("nan")}, "notice_m"),
        ({"notice_m": True}, "notice_m"),
        ({"notice_m": 1e12}, "notice_m"),
        ({"notice_m": 900_000}, "notice_m"),
        ({"colour": 1}, "colour"),
    ],
)
def test_a_bad_value_is_named_and_nothing_changes(values, field):
    with pytest.raises(LimitError) as caught:
        add_revision({"shoe.mileage": values}, reason="a try", author=None)
    assert caught.value.name == field
    assert ThresholdRevision.objects.count() == 0


def test_an_unknown_rule_is_refused():
    with pytest.raises(LimitError) as caught:
        add_revision({"shoe.colour": {"notice_m": 1}}, reason="a try", author=None)
    assert caught.value.name == "shoe.colour"


def test_the_past_is_never_rewritten():
    revision = add_revision({"log": {"gap_days": 10}}, reason="rarer runners", author=None)
    revision.reason = "another"
    with pytest.raises(TypeError):
        revision.save()
    with pytest.raises(TypeError):
        revision.delete()
    assert ThresholdRevision.objects.get().reason == "rarer runners"


def test_a_revision_of_an_older_version_does_not_stop_the_pages():
    ThresholdRevision.objects.create(
        number=1, values={"gone.rule": {"x": 1}, "shoe.mileage": {"old_name": 3}}, reason="old"
    )
    assert current_ruleset().limits_of(shoe_mileage.RULE) == shoe_mileage.RULE.limits()


def origins(rule_id: str) -> dict[str, Origin]:
    return dict(current_ruleset().origins_of(rule_id))


def test_when_a_threshold_got_its_value():
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="one", author=None)
    with time_machine.travel("2026-04-01 12:00Z", tick=False):
        more = {"shoe.mileage": {"notice_m": 400_000, "replace_m": 700_000}}
        add_revision(more, reason="two", author=None)
    assert origins("shoe.mileage") == {
        "notice_m": Origin("admin", date(2026, 3, 1)),
        "replace_m": Origin("admin", date(2026, 4, 1)),
    }
    with time_machine.travel("2026-05-01 12:00Z", tick=False):
        add_revision({"shoe.mileage": {"notice_m": 410_000}}, reason="three", author=None)
    assert origins("shoe.mileage") == {"notice_m": Origin("admin", date(2026, 5, 1))}
    add_revision({}, reason="back to the defaults", author=None)
    assert origins("shoe.mileage") == {}


def test_the_ruleset_of_a_moment():
    for month, metres in ((3, 400_000), (4, 410_000)):
        with time_machine.travel(f"2026-0{month}-01 12:00Z", tick=False):
            add_revision({"shoe.mileage": {"notice_m": metres}}, reason="a try", author=None)
    moments = [
        datetime(2026, month, 1, hour, tzinfo=UTC) for month, hour in ((3, 11), (3, 12), (4, 11), (4, 12))
    ]
    assert [ruleset_at(moment).number for moment in moments] == [0, 1, 1, 2]
    assert ruleset_at(moments[2]).limits_of(shoe_mileage.RULE).notice_m == 400_000


def test_the_second_of_two_admins_is_told_and_nothing_is_overwritten():
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="first", author=None, base=0)
    with pytest.raises(StaleThresholdsError) as told:
        add_revision({"shoe.mileage": {"notice_m": 420_000}}, reason="second", author=None, base=0)
    assert told.value.newest.reason == "first"
    assert current_ruleset().limits_of(shoe_mileage.RULE).notice_m == 400_000


def test_no_way_of_the_model_api_changes_or_removes_a_revision():
    revision = add_revision({"log": {"gap_days": 10}}, reason="rarer runners", author=make_runner())
    rows = ThresholdRevision.objects
    tries = [
        lambda: rows.update(reason="x"),
        lambda: rows.filter(number=1).update(reason="x"),
        lambda: rows.filter(number=1).delete(),
        lambda: rows.all().delete(),
        lambda: rows.bulk_update([revision], ["reason"]),
        lambda: rows.bulk_create([ThresholdRevision(number=1)], ignore_conflicts=True),
        lambda: rows.update_or_create(number=1, defaults={"reason": "x"}),
        lambda: revision.save(update_fields=["reason"]),
        lambda: revision.delete(),
    ]
    for attempt in tries:
        with pytest.raises(TypeError):
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        ThresholdRevision(number=1, reason="another").save()
    assert list(rows.values_list("number", "reason", "values")) == [
        (1, "rarer runners", {"log": {"gap_days": 10}})
    ]


def test_a_revision_outlives_its_author():
    author = make_runner()
    add_revision({"log": {"gap_days": 10}}, reason="rarer runners", author=author)
    author.delete()
    assert (ThresholdRevision.objects.get().author, current_ruleset().basics.gap_days) == (None, 10)


def test_a_rule_that_is_off_is_silent_and_one_in_shadow_keeps_its_first_day():
    trials = {"load.hard_days": {"values": {"hard_rpe": 8}, "days": 14}}
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        add_revision({}, reason="try", author=None, silent=["shoe.rotation"], trials=trials)
    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        add_revision({"log": {"gap_days": 9}}, reason="other", author=None, trials=trials)
    number, setting = current_setting()
    assert (number, setting.silent) == (2, frozenset())
    assert setting.trials == {"load.hard_days": {**trials["load.hard_days"], "since": "2026-03-01"}}
    assert ruleset_at(datetime(2026, 3, 2, tzinfo=UTC)).silent == {"shoe.rotation"}
    assert current_ruleset().limits_of(load_hard_days.RULE).hard_rpe == 7


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"silent": ["knee.red_flag"]}, "knee.red_flag"),
        ({"silent": ["log"]}, "log"),
        ({"silent": ["gone"]}, "gone"),
        ({"trials": {"shoe.mileage": {"values": {"notice_m": 900_000}, "days": 14}}}, "notice_m"),
    ],
)
def test_what_cannot_be_silent_or_tried_is_refused(more, name):
    with pytest.raises(LimitError) as refused:
        add_revision({}, reason="a try", author=None, **more)
    assert refused.value.name == name
    assert ThresholdRevision.objects.count() == 0


@pytest.mark.parametrize(
    "values",
    [{"notice_m": 1}, {"notice_m": "far"}, {"notice_m": 900_000}, {"notice_m": None, "replace_m": 1e9}],
)
def test_a_value_that_this_version_refuses_does_not_stop_the_pages(values):
    ThresholdRevision.objects.create(number=1, values={"shoe.mileage": values}, reason="older bounds")
    assert current_ruleset().limits_of(shoe_mileage.RULE) == shoe_mileage.RULE.limits()


def test_promoting_what_runs_in_shadow_puts_it_in_force():
    setting = Setting().with_trial("shoe.mileage", {"notice_m": 400_000, "replace_m": 804_672}, 14)
    assert setting.as_json()["trials"] == {"shoe.mileage": {"values": {"notice_m": 400_000}, "days": 14}}
    assert setting.switched("shoe.mileage", on=False).promoted("shoe.mileage") == Setting(
        {"shoe.mileage": {"notice_m": 400_000}}
    )


def test_the_numbers_of_the_ladder_are_set_and_bounded_like_those_of_a_rule():
    for values, field in (
        ({"run_2": 3, "run_3": 3}, "run_2"),
        ({"run_4": 5}, "run_4"),
        ({"sets": 99}, "sets"),
    ):
        with pytest.raises(LimitError) as caught:
            add_revision({"ladder": values}, reason="a try", author=None)
        assert caught.value.name == field
    add_revision({"ladder": {"sets": 4, "clean_sessions": 3}}, reason="slower", author=make_runner())
    assert ladder_limits(current_ruleset()) == LadderLimits(sets=4, clean_sessions=3)

from __future__ import annotations

import pytest

from tests.factories import make_runner
from training.engine.limits import LimitError
from training.models import ThresholdRevision
from training.rules import load_longest_run, shoe_mileage
from training.thresholds import add_revision, current_ruleset, set_on

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


def test_when_a_threshold_got_its_value():
    first = add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="one", author=None)
    add_revision({"shoe.mileage": {"notice_m": 400_000, "replace_m": 700_000}}, reason="two", author=None)
    day = first.created_at.date()
    assert set_on("shoe.mileage") == {"notice_m": day, "replace_m": day}
    add_revision({}, reason="back to the defaults", author=None)
    assert set_on("shoe.mileage") == {}

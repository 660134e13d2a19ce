"""Each warning is said once on each channel, whoever looks, however often."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_check_in, make_runner
from tests.views.test_concurrent import at_once
from training.announcing import Heard, Looked, listen, look, stop_listening
from training.assessment import assess
from training.leaving import leave
from training.models import CareEntry, Listener, LogStamp, Profile, Told
from training.reactions import react
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]
DAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
HOOK = "webhook:1"


class Ear:
    """What was said, as (runner, channel, rules)."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, list[str]]] = []

    def __call__(self, heard: Heard) -> None:
        rules = [finding.rule.id for finding in heard.new]
        self.heard.append((heard.runner.username, heard.channel, rules))

    def look(self, now: datetime = NOON) -> list[tuple[str, str, list[str]]]:
        """What is said at a look, by a worker who does not know of any other."""
        self.heard.clear()
        look(now, {"webhook": self})
        return list(self.heard)


@pytest.fixture
def ear(time_machine):
    time_machine.move_to(NOON)
    return Ear()


@pytest.fixture
def anna(ear):
    return listening("anna", ear)


def caring(name: str):
    """Somebody who stretches and builds strength, so that a sore knee alone is what stands out."""
    runner = make_runner(name)
    for kind, on in (("foam_roll", DAY - A_DAY), ("glute_bridge", DAY - A_DAY), ("ice", DAY)):
        CareEntry.objects.create(runner=runner, on=on, kind=kind)
    return runner


def listening(name: str, ear: Ear):
    runner = caring(name)
    listen(runner, HOOK)
    assert ear.look() == []
    return runner


def sore(runner, score: int = 4):
    return make_check_in(runner, DAY, score, hour=score)


def test_a_new_warning_is_said_once(anna, ear):
    assert ear.look() == []
    sore(anna)
    assert ear.look() == [("anna", HOOK, ["knee.pain_level"])]
    assert ear.look() == []
    assert ear.look(NOON + A_DAY) == []


def test_what_stood_when_somebody_began_to_listen_is_not_said(ear):
    runner = caring("anna")
    sore(runner)
    listen(runner, HOOK)
    assert (ear.look(), ear.look(NOON + A_DAY)) == ([], [])
    assert {told.rule for told in Told.objects.all()} == {"knee.pain_level"}
    sore(runner, score=7)
    assert ear.look(NOON + A_DAY + MINUTE) == [("anna", HOOK, ["knee.pain_level"])]


def test_who_began_twice_hears_once(anna, ear):
    listen(anna, HOOK)
    sore(anna)
    assert ear.look() == [("anna", HOOK, ["knee.pain_level"])]


def test_a_log_that_was_never_stamped_is_looked_at_once_too(ear, caplog):
    runner = caring("anna")
    LogStamp.objects.all().delete()
    listen(runner, HOOK)
    assert [look(NOON, {"webhook": ear}).number for _ in range(2)] == [1, 0]
    sore(runner)
    assert (ear.look(), caplog.records) == ([("anna", HOOK, ["knee.pain_level"])], [])


def test_who_does_not_listen_is_not_looked_at(ear):
    sore(caring("anna"))
    assert (look(NOON, {"webhook": ear}).number, ear.heard) == (0, [])


def test_nothing_is_read_while_nothing_changed(anna, ear):
    with CaptureQueriesContext(connection) as asked:
        assert ear.look() == []
    assert len(asked) == 3


def test_the_next_day_brings_what_needs_no_entry(anna, ear):
    sore(anna)
    ear.look()
    said = {day: ear.look(NOON + (day - 1) * A_DAY) for day in range(2, 6)}
    assert {day: heard for day, heard in said.items() if heard} == {4: [("anna", HOOK, ["knee.few_days"])]}


def test_the_day_is_the_runners_own(anna, ear):
    Profile.objects.filter(pk=anna.pk).update(time_zone="Pacific/Auckland")
    ear.look()
    ends = Listener.objects.get().day_ends_at
    assert ends == datetime(2026, 6, 16, 12, tzinfo=UTC)
    assert [look(moment, {"webhook": ear}).number for moment in (ends - MINUTE, ends)] == [0, 1]


def test_other_thresholds_are_looked_at(anna, ear):
    sore(anna, score=2)
    assert ear.look() == []
    add_revision({"knee.pain_level": {"notice_score": 2}}, reason="lower", author=None)
    assert ear.look() == [("anna", HOOK, ["knee.pain_level"])]


@pytest.mark.parametrize(("kind", "more"), [("acknowledged", {}), ("snoozed", {"until": DAY + 3 * A_DAY})])
def test_what_was_set_aside_is_not_said_until_it_grows_worse(anna, ear, kind, more):
    sore(anna)
    react(anna, assess([anna])[0].findings[0], kind=kind, today=DAY, **more)
    assert ear.look() == []
    sore(anna, score=8)
    assert ear.look() == [("anna", HOOK, ["knee.pain_level"])]


def test_a_muted_rule_is_not_said(anna, ear):
    sore(anna)
    react(anna, assess([anna])[0].findings[0], kind="muted", today=DAY)
    assert ear.look() == []
    sore(anna, score=8)
    assert ear.look() == []


def test_each_channel_is_told_by_itself(anna, ear):
    sore(anna)
    assert len(ear.look()) == 1
    listen(anna, "webhook:2")
    assert ear.look() == []
    sore(anna, score=8)
    assert [channel for _name, channel, _rules in sorted(ear.look())] == [HOOK, "webhook:2"]


def test_a_kind_of_channel_that_nobody_asks_for_waits(anna, ear):
    listen(anna, "mail")
    assert look(NOON, {"webhook": ear}).number == 0
    assert look(NOON, {"webhook": ear, "mail": ear}).number == 1


def test_nothing_is_remembered_of_a_channel_that_is_gone(anna, ear):
    sore(anna)
    ear.look()
    stop_listening(anna, HOOK)
    assert (Listener.objects.count(), Told.objects.count(), ear.look()) == (0, 0, [])


def test_who_is_about_to_go_is_not_looked_at(anna, ear):
    sore(anna)
    leave(anna)
    assert ear.look() == []


@pytest.mark.parametrize(("hears", "does_not"), [("anna", "ben"), ("ben", "anna")])
def test_what_could_not_be_said_is_said_at_the_next_look_and_keeps_nobody_from_hearing(
    anna, ear, hears, does_not
):
    for runner in (anna, listening("ben", ear)):
        sore(runner)

    def say(heard: Heard) -> None:
        if heard.runner.username == does_not:
            raise ValueError
        ear(heard)

    assert look(NOON, {"webhook": say}) == Looked(1, is_all=True)
    assert ear.heard == [(hears, HOOK, ["knee.pain_level"])]
    assert ear.look() == [(does_not, HOOK, ["knee.pain_level"])]


def test_many_are_read_together(ear):
    runners = [listening(name, ear) for name in ("anna", "ben", "cem", "dora")]
    counts = []
    for together in (runners[:1], runners[1:]):
        for runner in together:
            sore(runner)
        with CaptureQueriesContext(connection) as asked:
            assert len(ear.look()) == len(together)
        counts.append(sum("savepoint" not in query["sql"].lower() for query in asked))
    # For each the claim, what was told, and what was set aside.
    assert counts == [13 + 3, 13 + 3 * 3]


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_say_it_once(anna, ear):
    sore(anna)
    ears = [Ear() for _ in range(8)]
    at_once([lambda worker=worker: worker.look() for worker in ears])
    assert [said for worker in ears for said in worker.heard] == [("anna", HOOK, ["knee.pain_level"])]
    assert Told.objects.count() == 1

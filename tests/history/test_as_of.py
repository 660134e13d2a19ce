"""A day of the past is what its own entries say, however much came after it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.access import EVERYTHING, Sight
from training.assessment import assess_as_of, replay_seen
from training.demo.stories import STORIES
from training.engine.basics import Basics
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.importing.facts import log_of
from training.importing.log_file import read_log
from training.importing.log_import import import_log
from training.models import CareEntry, PreviousInjury, Run, User
from training.rules import ALL_RULES
from training.thresholds import add_revision

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TODAY = date(2026, 6, 30)
ZONES = [
    "UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Tehran",
    "Pacific/Chatham",
]  # fmt: skip


def own(name: str) -> Sight:
    return Sight(User.objects.select_related("profile").get(username=name), EVERYTHING)


def cut(log: Log, day: date) -> Log:
    """A log of the same facts, without those of later days."""
    return Log(
        runs=[run for run in log.runs if run.day <= day],
        check_ins=[entry for knee in log.knees.values() for entry in knee.entries if entry.day <= day],
        care=[act for act in log.care if act.day <= day],
        shoes=log.shoes,
        profile=log.profile,
    )


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_day_of_every_story_is_that_of_a_log_that_ends_there(story, time_machine):
    time_machine.move_to(datetime.combine(TODAY, time(20), UTC))
    told = json.dumps(story.log(TODAY)).encode()
    import_log(story.name, told)
    log, sight = log_of(read_log(told, datetime.now(UTC)), Basics()), own(story.name)
    first = (log.entry_days or [TODAY.toordinal()])[0]
    days = [date.fromordinal(day) for day in range(first, TODAY.toordinal() + 1)]
    replayed = {history.today: found for history, found in replay_seen(sight, days[0], TODAY)}
    for day in days:
        fresh = evaluate(History(cut(log, day), day), ALL_RULES, Ruleset())
        assert assess_as_of(sight, day).findings == fresh, day
        assert replayed[day] == fresh, day


def said(sight: Sight, day: date, known_at: datetime | None = None) -> list[tuple[str, str]]:
    return [(f.rule.id, f.severity.word) for f in assess_as_of(sight, day, known_at).findings]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 4, 4), date(2026, 4, 23), date(2026, 9, 5)])
def test_what_is_added_after_the_runners_midnight_was_not_known_then(zone, day):
    runner = make_runner(time_zone=zone)
    sight, midnight = own("anna"), runner.profile.end_of(day)
    before, after = midnight - timedelta(seconds=1), midnight
    assert [moment.astimezone(runner.profile.zone).date() - day for moment in (before, after)] == [
        timedelta(0),
        timedelta(1),
    ]
    make_check_in(runner, day, 7, "left", created_at=before)
    make_check_in(runner, day, 7, "right", created_at=after)
    then, now = (assess_as_of(sight, day, known_at).history for known_at in (midnight, None))
    assert [len(history.knee(side).entries) for history in (then, now) for side in ("left", "right")] == [
        *(1, 0),
        *(1, 1),
    ]


def add_late(runner: User, day: date) -> None:
    make_run(runner, day, 21_000, created_at=runner.profile.end_of(day) + timedelta(days=2))


def test_a_later_entry_is_known_now_and_was_not_known_then():
    runner = make_runner()
    day = TODAY - timedelta(days=90)
    end = runner.profile.end_of(day)
    for back in range(0, 40, 2):
        make_run(runner, day - timedelta(days=back), 6_000, created_at=end - timedelta(days=back, hours=2))
    sight = own("anna")
    before = said(sight, day)
    assert said(sight, day, end) == before
    add_late(runner, day - timedelta(days=1))
    assert ("load.longest_run", "caution") in said(sight, day)
    assert said(sight, day, end) == before
    make_run(runner, day + timedelta(days=1), 30_000)
    assert said(sight, day, end) == before


def test_what_is_deleted_or_changed_is_so_in_both_readings():
    runner = make_runner()
    day = TODAY - timedelta(days=90)
    end = runner.profile.end_of(day)
    entry = make_check_in(runner, day, 7, created_at=end - timedelta(hours=3))
    sight = own("anna")
    assert ("knee.pain_level", "caution") in said(sight, day, end)
    entry.score, entry.version = 0, 2
    entry.save()
    assert said(sight, day, end) == said(sight, day)
    assert "knee.pain_level" not in dict(said(sight, day))
    entry.delete()
    assert said(sight, day, end) == said(sight, day)


def test_thresholds_of_a_later_day_change_no_day_before(time_machine):
    runner = make_runner()
    make_run(runner, date(2026, 3, 1), shoe=make_shoe(runner, start_distance_m=450_000))
    time_machine.move_to("2026-03-05 12:00Z")
    add_revision({"shoe.mileage": {"notice_m": 400_000}}, reason="soft midsoles", author=None)
    time_machine.move_to("2026-03-07 12:00Z")
    add_revision({"log": {"close_after_days": 5}}, reason="a try", author=None)
    sight = own("anna")
    span = list(replay_seen(sight, date(2026, 3, 1), date(2026, 3, 10)))
    alone = [assess_as_of(sight, history.today) for history, _found in span]
    assert [assessment.ruleset.number for assessment in alone] == [0, 0, 0, 0, 1, 1, 2, 2, 2, 2]
    assert [found for _history, found in span] == [assessment.findings for assessment in alone]
    assert [history.log.basics for history, _ in span] == [one.history.log.basics for one in alone]


def test_a_pair_of_shoes_added_later_was_no_pair_then():
    runner = make_runner()
    day = TODAY - timedelta(days=90)
    end = runner.profile.end_of(day)
    shoe = make_shoe(runner, start_distance_m=900_000, created_at=end + timedelta(days=1))
    make_run(runner, day, shoe=shoe, created_at=end - timedelta(hours=1))
    PreviousInjury.objects.create(runner=runner, side="left", month=date(2026, 1, 1), created_at=end)
    sight = own("anna")
    then, now = (assess_as_of(sight, day, known_at).history for known_at in (end, None))
    assert ([run.shoe for run in then.log.runs], then.log.shoes, then.profile.injuries) == ([""], (), ())
    assert ([run.shoe for run in now.log.runs], len(now.log.shoes), len(now.profile.injuries)) == (
        ["ghost"],
        1,
        1,
    )


def test_a_day_of_long_ago_reads_no_more_than_its_own_weeks(django_assert_num_queries):
    runner = make_runner()
    for back in range(0, 2000, 5):
        make_run(runner, TODAY - timedelta(days=back))
        CareEntry.objects.create(runner=runner, on=TODAY - timedelta(days=back), kind="ice")
    sight, day = own("anna"), TODAY - timedelta(days=1000)
    with django_assert_num_queries(9):
        history = assess_as_of(sight, day).history
    assert (history.log.runs[0].day, history.log.runs[-1].day) == (day - timedelta(days=130), day)
    assert Run.objects.filter(runner=runner).count() == 400

"""A bounded log says the same as the whole log, however much lies before it."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from tests.factories import make_check_in, make_run, make_runner
from training.assessment import assess, assess_whole_log
from training.engine.basics import Basics
from training.history import load_log, load_recent_logs
from training.models import CareEntry, CheckIn, PreviousInjury, Run, Shoe, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
TODAY = date(2026, 6, 30)


def said(findings) -> list[tuple[str, str, str, str]]:
    return [(f.rule.id, f.severity.word, f.subject, f.text("km")) for f in findings]


def random_log(runner: User, seed: int) -> None:
    """Three years: runs and check-ins that come and go, with long silences and open ends."""
    dice = random.Random(seed)
    shoes = [Shoe.objects.create(runner=runner, key=name, name=name) for name in ("ghost", "pegasus")]
    day, busy, sore = TODAY - timedelta(days=1100), True, False
    while day <= TODAY:
        busy, sore = busy ^ (dice.random() < 0.02), sore ^ (dice.random() < 0.03)
        if busy and dice.random() < 0.5:
            make_run(
                runner, day, dice.randint(3000, 20000), shoe=dice.choice([*shoes, None]), surface="asphalt"
            )
        if busy and dice.random() < 0.3:
            make_check_in(runner, day, dice.randint(1, 7) if sore else 0, dice.choice(["left", "right"]))
        if busy and dice.random() < 0.05:
            CareEntry.objects.create(runner=runner, on=day, kind="rest_day")
        if not busy and dice.random() < 0.05:
            last = day + timedelta(days=dice.randint(0, 20))
            runner.gap_answers.create(first=day, last=last, answer=dice.choice(["sick", "not_logged"]))
        day += timedelta(days=1)


@pytest.mark.parametrize("seed", range(12))
def test_recent_log_says_what_the_whole_log_says(seed):
    runner = make_runner()
    random_log(runner, seed)
    for back in (0, 1, 7, 30):
        day = TODAY - timedelta(days=back)
        Run.objects.filter(runner=runner, local_date__gt=day).delete()
        CheckIn.objects.filter(runner=runner, local_date__gt=day).delete()
        CareEntry.objects.filter(runner=runner, on__gt=day).delete()
        (recent,) = assess([runner], day)
        whole = assess_whole_log(runner, day)
        assert said(recent.findings) == said(whole.findings)
        assert recent.history.coverage == whole.history.coverage
        assert recent.history.unasked_gaps == whole.history.unasked_gaps


def test_a_break_of_a_year_is_compared_with_the_weeks_before_it():
    runner = make_runner()
    for week in range(4):
        make_run(runner, TODAY - timedelta(days=370 + 7 * week), 10_000)
    make_run(runner, TODAY, 5_100)
    (assessment,) = assess([runner], TODAY)
    assert "load.return_after_break" in [finding.rule.id for finding in assessment.findings]
    assert said(assessment.findings) == said(assess_whole_log(runner, TODAY).findings)


def test_an_episode_that_opened_years_ago_keeps_its_day():
    runner = make_runner()
    for back in (800, 700, 400, 3):
        make_check_in(runner, TODAY - timedelta(days=back), 2)
    log = load_recent_logs([runner], TODAY, Basics())[runner.pk]
    assert [episode.opened_on for episode in log.knees["left"].episodes] == [TODAY - timedelta(days=800)]


def test_miles_on_a_shoe_are_the_sum_of_all_its_runs():
    runner = make_runner()
    shoe = Shoe.objects.create(runner=runner, key="ghost", name="Ghost", start_distance_m=1_000)
    for back in (900, 500, 131, 130, 129, 0):
        make_run(runner, TODAY - timedelta(days=back), 10_000, shoe=shoe)
    for log in (load_recent_logs([runner], TODAY, Basics())[runner.pk], load_log(runner, Basics())):
        assert log.shoe_distance(log.shoes[0], TODAY.toordinal()) == 61_000


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_a_table_for_any_number_of_runners(count, django_assert_num_queries):
    runners = [make_runner(f"runner{n}") for n in range(count)]
    for runner in runners:
        for back in range(0, 300, 3):
            make_run(runner, TODAY - timedelta(days=back), 8_000)
        make_check_in(runner, TODAY, 2)
        PreviousInjury.objects.create(runner=runner, side="left", month=date(2026, 3, 1))
    runners = list(User.objects.select_related("profile"))
    with django_assert_num_queries(9):
        assess(runners, TODAY)


def test_facts_carry_the_runners_clock():
    runner = make_runner()
    run = Run(runner=runner, distance_m=5_000)
    run.place(datetime.fromisoformat("2026-06-01T00:30:00+09:00"), "Europe/Berlin")
    run.save()
    (fact,) = load_log(runner, Basics()).runs
    assert (fact.start, fact.day, run.zone) == ("2026-06-01T00:30:00+09:00", date(2026, 6, 1), "+09:00")


@pytest.mark.parametrize("opened", [60, 95, 120, 300])
def test_spells_before_a_long_episode_are_still_counted(opened):
    runner = make_runner()
    for back in (opened + 85, opened + 45):
        make_check_in(runner, TODAY - timedelta(days=back), 2)
        for clear in (1, 2, 3):
            make_check_in(runner, TODAY - timedelta(days=back - clear), 0)
    make_check_in(runner, TODAY - timedelta(days=opened), 2)
    for side, back in [(side, back) for side in ("left", "right") for back in (130, 129, 128)]:
        make_check_in(runner, TODAY - timedelta(days=back), 0 if back > opened else 1, side, hour=21)
    (recent,) = assess([runner], TODAY)
    assert said(recent.findings) == said(assess_whole_log(runner, TODAY).findings)

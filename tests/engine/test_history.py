from __future__ import annotations

from datetime import date

import pytest

from tests.builders import care, check_in, on, run
from training.engine.basics import Basics
from training.engine.facts import Injury, Profile, ShoeFact
from training.engine.history import History
from training.engine.log import Log


def history(today: int, **log) -> History:
    return History(Log(**log), on(today))


def days(span: tuple[int, int]) -> tuple[int, int]:
    return span[0] - on(0).toordinal(), span[1] - on(0).toordinal()


def test_windows_are_whole_days_with_today_as_the_last():
    at = history(30)
    assert days(at.last_days(7)) == (24, 30)
    assert days(at.days_before(7, 7)) == (17, 23)
    assert days(at.days_before(7, 28)) == (-4, 23)


def test_nothing_after_today_is_seen_even_when_asked_for():
    at = history(
        5,
        runs=[run(5, 1), run(6, 2)],
        check_ins=[check_in(5, 1), check_in(6, 9)],
        care=[care(5), care(6)],
    )
    wide = at.last_days(7)[0], at.day + 30
    assert at.distance_in(wide) == 1000
    assert at.runs_in(wide) == [run(5, 1)]
    assert [at.log.runs[position] for position in at.run_positions(wide)] == [run(5, 1)]
    assert at.check_ins_in(wide, "left") == [check_in(5, 1)]
    assert at.care_in(wide) == [care(5)]
    assert at.last_run == run(5, 1)
    assert history(-1, runs=[run(0, 1)]).last_run is None


def test_a_log_before_its_first_entry_is_empty():
    at = history(-1, runs=[run(0, 1)], check_ins=[check_in(0, 3)])
    assert at.open_episodes == []
    assert at.episodes("left") == []
    assert not at.has_had_episode
    assert at.distance_in(at.last_days(28)) == 0


SPELL = [check_in(0, 2), check_in(1, 0), check_in(2, 0), check_in(3, 0)]


def test_an_episode_is_known_as_of_today():
    opened, closing, closed = (history(day, check_ins=SPELL) for day in (0, 2, 3))
    assert [(e.opened_on, e.last_entry_on, e.closed_on) for e in opened.open_episodes] == [
        (on(0), on(0), None)
    ]
    assert [(e.opened_on, e.last_entry_on, e.closed_on) for e in closing.episodes("left")] == [
        (on(0), on(2), None)
    ]
    assert closed.open_episodes == []
    assert [e.closed_on for e in closed.episodes("left")] == [on(3)]
    assert [at.has_had_episode for at in (opened, closing, closed)] == [True, True, True]


def test_each_knee_has_its_own_episode():
    at = history(2, check_ins=[check_in(0, 2), check_in(1, 1, side="right")])
    assert [(e.side, e.day_number(at.today)) for e in at.open_episodes] == [("left", 3), ("right", 2)]


def test_symptoms_older_than_what_is_loaded_are_an_episode_too():
    assert history(-300, first_symptom_on=on(-300)).has_had_episode
    assert not history(-301, first_symptom_on=on(-300)).has_had_episode


def test_stale_after_seven_days_without_an_entry_of_that_knee():
    log = {"check_ins": [check_in(0, 2), check_in(5, 0, side="right")], "runs": [run(6, 5)]}
    (fresh,) = history(6, **log).open_episodes
    assert not history(6, **log).is_stale(fresh)
    assert history(7, **log).is_stale(fresh)


def test_silence_of_six_days_is_no_gap_and_of_seven_is():
    runs = [run(day, 5) for day in range(-30, 1)]
    assert history(13, runs=[*runs, run(7, 5), run(13, 5)]).gaps == []
    assert [days(gap) for gap in history(13, runs=[*runs, run(8, 5), run(13, 5)]).gaps] == [(1, 7)]


def test_silence_up_to_today_is_a_gap_from_the_seventh_day_on():
    runs = [run(day, 5) for day in range(-30, 1)]
    assert history(6, runs=runs).gaps == []
    assert [days(gap) for gap in history(7, runs=runs).gaps] == [(1, 7)]


def test_any_entry_ends_a_silence():
    runs = [run(day, 5) for day in range(-30, 1)]
    assert history(8, runs=runs, care=[care(4)]).gaps == []
    assert history(8, runs=runs, check_ins=[check_in(4, 0)]).gaps == []


def test_gaps_come_newest_first_and_reach_into_the_window_only():
    runs = [run(day, 5) for day in (-60, -40, -20, 0)]
    at = history(0, runs=runs)
    assert [days(gap) for gap in at.gaps] == [(-19, -1), (-39, -21)]
    assert at.coverage == pytest.approx(2 / 28)


def test_a_gap_that_ends_before_the_window_is_not_listed():
    runs = [run(day, 5) for day in (-40, -27, *range(-25, 1, 5), 0)]
    assert history(0, runs=runs).gaps == []
    assert [days(gap) for gap in history(-1, runs=runs).gaps] == [(-39, -28)]


def test_three_runs_a_week_are_full_coverage():
    runs = [run(week * 7 + day, 5) for week in range(6) for day in (0, 2, 4)]
    at = history(41, runs=runs)
    assert at.coverage == 1
    assert not at.has_low_coverage


def test_a_newcomer_is_covered_from_the_first_entry_on():
    assert history(0).coverage == 0
    young = history(0, runs=[run(0, 5)])
    assert young.coverage == pytest.approx(1 / 28)
    assert [days(gap) for gap in young.gaps] == [(-27, -1)]
    assert young.has_low_coverage
    two_weeks = {"runs": [run(day, 5) for day in range(0, 14, 2)]}
    assert history(12, **two_weeks).has_low_coverage
    assert not history(13, **two_weeks).has_low_coverage


def test_the_days_before_the_first_entry_are_not_covered_however_few():
    runs = [run(day, 5) for day in range(28)]
    assert history(27, runs=runs).coverage == 1
    assert history(26, runs=runs).coverage == pytest.approx(27 / 28)


def test_the_threshold_makes_the_gap():
    runs = [run(day, 5) for day in (*range(-30, 1), 5)]
    log = Log(runs=runs, basics=Basics(gap_days=4))
    assert [days(gap) for gap in History(log, on(5)).gaps] == [(1, 4)]


def test_shoes_in_use_are_begun_and_not_retired():
    shoes = [
        ShoeFact("always", "A"),
        ShoeFact("later", "B", started_on=on(6)),
        ShoeFact("today", "C", started_on=on(5)),
        ShoeFact("gone", "D", retired_on=on(5)),
        ShoeFact("going", "E", retired_on=on(6)),
    ]
    at = history(5, shoes=shoes)
    assert [shoe.key for shoe in at.shoes_in_use] == ["always", "going", "today"]


def test_metres_on_a_shoe_by_today():
    shoe = ShoeFact("a", "A", earlier_m=100)
    assert history(5, runs=[run(5, 3, shoe="a"), run(6, 4, shoe="a")]).shoe_distance(shoe) == 3100


@pytest.mark.parametrize(
    ("month", "recent"),
    [
        (date(2026, 4, 1), False),
        (date(2026, 3, 1), True),
        (date(2025, 3, 1), True),
        (date(2025, 2, 1), False),
    ],
)
def test_a_previous_injury_counts_for_twelve_months(month, recent):
    at = history(30, profile=Profile(injuries=(Injury("left", month),)))
    assert at.today == date(2026, 3, 31)
    assert at.has_previous_injury() is recent


def test_no_injury_is_no_previous_injury():
    assert not history(0).has_previous_injury()

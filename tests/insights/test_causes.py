"""How many signs of a cause a log holds: per knee, with the newest day of each."""

from __future__ import annotations

from tests.builders import check_in, on, run
from training.engine.history import History
from training.engine.log import Log
from training.insights.causes import CAUSES, Match, matches, windows

CAUSE = {cause.key: cause for cause in CAUSES}


def history(today: int, **log) -> History:
    return History(Log(**log), on(today))


def held(key: str, today: int, **log) -> list[tuple[str, list[str]]]:
    """By knee the clues that the log holds."""
    found = matches(history(today, **log), CAUSE[key])
    return [(match.window.side, texts(key, match)) for match in found]


def texts(key: str, match: Match) -> list[str]:
    return [clue.text for clue, day in zip(CAUSE[key].clues, match.days, strict=True) if day]


def test_a_log_without_symptoms_is_not_read():
    assert windows(history(10)) == []
    assert windows(history(10, check_ins=[check_in(9, 0)])) == []
    assert matches(history(10, runs=[run(9, 5, session="hills")]), CAUSE["hamstring"]) == []


def test_signs_are_read_from_the_opening_of_the_episode_and_of_its_knee_alone():
    entries = [
        check_in(0, 2, feel=["full"]),
        *(check_in(day, 0) for day in (1, 2, 3)),
        check_in(50, 2, feel=["tight"]),
        check_in(52, 2, feel=["tight"], signs=["swelling_slight"]),
        check_in(52, 0, "right", signs=[]),
    ]
    assert held("cyst", 52, check_ins=entries) == [("left", ["it feels tight", "it is swollen"])]
    (match,) = matches(history(52, check_ins=entries), CAUSE["cyst"])
    assert (match.days, match.held, match.window.opened) == ((None, on(52), on(52)), 2, on(50))


def test_without_an_episode_the_last_four_weeks_are_read():
    closed = [check_in(0, 2, feel=["tight"]), *(check_in(day, 0) for day in (1, 2, 3))]
    assert held("nerve", 27, check_ins=closed) == [("left", ["it feels tight"])]
    assert held("nerve", 28, check_ins=closed) == []


def test_both_knees_are_read_each_for_itself():
    entries = [check_in(1, 2, signs=["numbness"]), check_in(1, 2, "right", feel=["tight"])]
    assert held("nerve", 1, check_ins=entries) == [
        ("left", ["numbness or tingling down the leg"]),
        ("right", ["it feels tight"]),
    ]


def test_a_feel_counts_with_a_score_and_a_sign_without():
    entries = [check_in(1, 0, feel=["tight"], signs=["gives_way"])]
    assert held("pcl", 1, check_ins=entries) == [("left", ["it gives way"])]


def test_runs_count_from_a_week_before_the_episode():
    entry = check_in(20, 2, moment="rest")
    for day, counts in ((12, False), (13, True), (20, True), (21, False)):
        clues = ["downhill or uneven runs shortly before"] if counts else []
        runs = [run(day, 5, terrain="downhill")]
        assert held("popliteus", 20, check_ins=[entry], runs=runs) == [("left", clues)]


def test_every_clue_can_be_held():
    entries = [
        check_in(
            20,
            3,
            feel=["tight", "full", "sharp"],
            signs=[sign for cause in CAUSES for clue in cause.clues for sign in clue.signs],
        )
    ]
    runs = [run(19, 5, terrain="uneven", session="hills")]
    found = [matches(history(20, check_ins=entries, runs=runs), cause)[0] for cause in CAUSES]
    assert [match.held for match in found] == [len(cause.clues) for cause in CAUSES]

"""What the ladder says of a day names the knee and the distance it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.builders import check_in, on, run
from tests.factories import make_check_in, make_run, make_runner
from training.assessment import Assessment
from training.engine.evaluate import Ruleset
from training.engine.history import History
from training.engine.log import Log
from training.insights.ladder import ladder
from training.pages.ladder_states import state_words
from training.pages.return_to_run import return_page


def test_of_two_sore_knees_the_one_nobody_spoke_of_is_asked_about():
    said = [check_in(39, 2, "left"), check_in(30, 2, "right")]
    history = History(Log(runs=[run(0, 6)], check_ins=said), on(40))
    found = ladder(history, Ruleset(), (), ())
    assert state_words(found, Assessment(None, history, [], Ruleset())) == (
        "First: has it recovered? Right knee",
        "The last entry of an open episode is of 31\u00a0March.",
    )


@pytest.mark.django_db
def test_the_room_beside_a_session_is_rounded_down(time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 18, tzinfo=UTC), tick=False)
    runner, today = make_runner("anna", time_zone="UTC"), date(2026, 5, 20)
    for ago in range(20, 50, 3):
        make_run(runner, today - timedelta(days=ago), 7_900)
    for ago in (4, 2):
        runner.ladder_sessions.create(on=today - timedelta(days=ago), step="walk", minutes=30)
        make_check_in(runner, today - timedelta(days=ago - 1), 0, moment="next_morning", hour=6)
    assert "Past 3.9\u00a0km a warning about distance would come" in return_page(runner)["room"]

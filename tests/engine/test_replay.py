from __future__ import annotations

from tests.builders import check_in, on, run, summary
from training.engine.evaluate import Ruleset, evaluate
from training.engine.history import History
from training.engine.log import Log
from training.engine.replay import replay
from training.rules import ALL_RULES, knee_pain_level

LOG = Log(check_ins=[check_in(2, 4), check_in(4, 7)], runs=[run(day, 5 + day) for day in range(9)])


def test_every_day_from_the_first_to_the_last():
    said = [
        (day, summary(found)) for day, found in replay(LOG, [knee_pain_level.RULE], Ruleset(), on(1), on(6))
    ]
    left = "knee:left"
    assert said == [
        (on(1), []),
        (on(2), [("knee.pain_level", "notice", left)]),
        (on(3), [("knee.pain_level", "notice", left)]),
        (on(4), [("knee.pain_level", "caution", left)]),
        (on(5), [("knee.pain_level", "caution", left)]),
        (on(6), []),
    ]


def test_nothing_where_the_last_day_is_before_the_first():
    assert list(replay(LOG, ALL_RULES, Ruleset(), on(2), on(1))) == []


def test_each_day_says_what_that_day_alone_says():
    for day, found in replay(LOG, ALL_RULES, Ruleset(), on(0), on(12)):
        assert found == evaluate(History(LOG, day), ALL_RULES, Ruleset())

"""Sessions by the name of an activity: only where its words leave no doubt."""

from __future__ import annotations

import pytest

from training.importers.sessions import session_of


@pytest.mark.parametrize(
    "name",
    [
        *("", "Morning Run", "Race pace", "race prep", "Pre-race shakeout", "post race walk", "5x"),
        *("Marathon block", "Tempo app test", "Bel tempo oggi", "Berlin Tempelhof", "long day", "hilly run"),
        *("Race with intervals", "x" * 100_000 + " race", "Trace of snow", "4 x 4 tour", "not so long, run"),
    ],
)
def test_names_that_tell_none(name):
    assert session_of(name) == ""


@pytest.mark.parametrize(
    ("name", "session"),
    [
        ("City 10k RACE 🏁", "race"),
        ("Wettkampf Hamburg", "race"),
        ("Compétition", "race"),
        ("6x800m", "intervals"),
        ("10 x 400", "intervals"),
        ("Intervalltraining", "intervals"),
        ("Fractionné", "intervals"),
        ("Tempo", "tempo"),
        ("Tempo run by the river", "tempo"),
        ("Tempodauerlauf", "tempo"),
        ("Sunday long run", "long"),
        ("Langer Lauf", "long"),
        ("Sortie longue", "long"),
        ("Hill repeats", "hills"),
        ("Easy run", "easy"),
        ("Recovery jog", "easy"),
        ("Lockerer Dauerlauf", "easy"),
    ],
)
def test_names_that_tell_one(name, session):
    assert session_of(name) == session

"""A soak of a second on the database of the tests: it counts what it should, and notices what is lost."""

from __future__ import annotations

import pytest

from tests.commands.run import refused
from training.management.soaking.soak import Wanted, soak
from training.management.soaking.summary import summary
from training.models import Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]
WANTED = Wanted("SQLite", minutes=0.02, clients=3, faults=[])


def test_what_people_do_is_all_there(trial):
    trial.people(3)
    runner = trial.clients[0]
    for act in (runner.log_run, runner.check_in, runner.edit_run, runner.bring_file):
        act()
    watch = soak(trial, WANTED, lambda words: None)
    assert trial.complaints == []
    assert {"log run", "check-in", "edit run", "import"} <= trial.tally.times.keys()
    assert "**All of it held.**" in summary(trial, WANTED, watch)


def test_a_run_that_is_lost_is_noticed(trial):
    trial.people(1)
    trial.clients[0].log_run()
    (pk,) = trial.ledger.acknowledged
    Run.objects.filter(pk=pk).delete()
    watch = soak(trial, WANTED, lambda words: None)
    assert "1 acknowledged runs are lost" in trial.complaints
    assert "- **Did not hold:** 1 acknowledged runs are lost" in summary(trial, WANTED, watch)


def test_where_it_cannot_be_made_one_line_says_why():
    said = refused("soak", "--engine", "PostgreSQL", "--postgresql", "postgresql://nobody@127.0.0.1:1/none")
    assert said.startswith("The soak could not be made. PostgreSQL cannot be reached (")

"""Out and in again, in both forms: an equal log, and equal findings on every date."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.exporting.strategies import LOGS
from tests.importing.documents import LOG, as_bytes
from training.demo.stories import STORIES
from training.engine.evaluate import Ruleset
from training.engine.replay import replay
from training.exporting.csv_zip import export_tables
from training.exporting.log_file import export_log
from training.history import load_log
from training.importing.log_import import import_log
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
    Shoe,
    User,
)
from training.rules import ALL_RULES
from training.thresholds import current_ruleset

pytestmark = [pytest.mark.django_db, pytest.mark.data]
MODELS = (
    *(Profile, Run, CheckIn, CareEntry, GapAnswer, PreviousInjury, Reaction, Shoe),
    *(LadderSession, Clearance),
)
# Of the row itself, not of what it tells.
OF_THE_ROW = {"id", "runner_id", "version"}


def as_json(runner: User) -> bytes:
    return "".join(export_log(runner)).encode()


def as_tables(runner: User) -> bytes:
    return b"".join(export_tables(runner))


both_forms = pytest.mark.parametrize("form", [as_json, as_tables])


def stored(runner: User) -> dict[str, list[str]]:
    """All a runner has, by model: every field of every row, shoes by their key."""
    keys = dict(runner.shoes.values_list("pk", "key"))
    return {
        model.__name__: sorted(repr(facts(row, keys)) for row in model.objects.filter(runner=runner).values())
        for model in MODELS
    }


def facts(row: dict[str, Any], keys: dict[Any, str]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in OF_THE_ROW}
    return told | {name: keys.get(told[name]) for name in ("shoe_id", "successor_id") if name in told}


def days_of(runner: User) -> list[date]:
    rows = [runner.runs.values_list("local_date"), runner.check_ins.values_list("local_date")]
    return sorted({day for (day,) in [*rows[0], *rows[1], *runner.care_entries.values_list("on")]})


def findings(runner: User, spans: list[tuple[date, date]]) -> list[Any]:
    log = load_log(runner, current_ruleset().basics)
    return [told for first, last in spans for told in replay(log, ALL_RULES, Ruleset(), first, last)]


def moved(anna: User, form: Callable[[User], bytes]) -> User:
    """A new account that took in what another one gave out."""
    result = import_log("bert", form(anna))
    assert (sum(result.known.values()), result.differing) == (0, {})
    return User.objects.get(username="bert")


@both_forms
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_story_of_the_demo(story, form, time_machine):
    today = date(2026, 3, 26)
    time_machine.move_to(datetime.combine(today, time(20), UTC))
    import_log("anna", json.dumps(story.log(today)).encode())
    anna = User.objects.get(username="anna")
    bert = moved(anna, form)
    assert stored(bert) == stored(anna)
    assert [form(bert) for form in (as_json, as_tables)] == [form(anna) for form in (as_json, as_tables)]
    days = days_of(anna)
    span = [(days[0], today)] if days else []
    assert findings(bert, span) == findings(anna, span)


@both_forms
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(document=LOG)
@given(document=LOGS)
def test_any_log(form, db, document):
    User.objects.all().delete()
    import_log("anna", as_bytes(document))
    anna = User.objects.get(username="anna")
    bert = moved(anna, form)
    assert stored(bert) == stored(anna)
    assert form(bert) == form(anna)
    spans = [(day, day + timedelta(days=1)) for day in days_of(anna)]
    assert findings(bert, spans) == findings(anna, spans)


@both_forms
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=LOGS)
def test_import_into_the_same_account_changes_nothing(form, db, document):
    User.objects.all().delete()
    import_log("anna", as_bytes(document))
    anna = User.objects.get(username="anna")
    before = stored(anna)
    result = import_log("anna", form(anna))
    assert set(result.added.values()) == {0}
    assert stored(anna) == before


@both_forms
def test_a_run_keeps_its_zone_when_the_runner_has_moved(form):
    import_log("anna", as_bytes(LOG))
    anna = User.objects.get(username="anna")
    Profile.objects.filter(runner=anna).update(time_zone="Asia/Tokyo")
    bert = moved(anna, form)
    assert (bert.runs.get().zone, bert.check_ins.get().zone) == ("Europe/Berlin", "Europe/Berlin")

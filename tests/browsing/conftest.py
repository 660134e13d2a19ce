"""Two runners as a browser meets them: one with everything, one on the first day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_batch, make_check_in, make_item, make_run, make_runner, make_shoe
from tests.webhooks.receiver import receiver
from training import tokens
from training.importers.spreadsheet_mapping import Guess, Mapping, Option, Question, SampleRow, to_plain
from training.models import CareEntry, ImportBatch, PreviousInjury, Shoe

__all__ = ["receiver"]


@pytest.fixture
def newcomer(transactional_db):
    return make_runner("nora")


@pytest.fixture
def runner(transactional_db):
    """Two months of runs in two shoes, a jump, a sore knee with signs for a professional, care."""
    runner = make_runner("anna", foot_type="overpronating")
    today = runner.profile.today()
    worn = make_shoe(runner, "Ghost", start_distance_m=470_000, support="neutral")
    make_shoe(runner, "Old", retired_on=today - timedelta(days=90), successor=worn)
    for back in range(2, 60, 2):
        day = today - timedelta(days=back)
        make_run(
            runner, day, 8_000, surface="asphalt", shoe=worn, duration_s=2_700, warm_up=True, session="easy"
        )
    make_run(runner, today - timedelta(days=1), 13_000, surface="trail", notes="windy")
    for back in range(16):
        signs = {"locks"} if back == 3 else frozenset()
        make_check_in(runner, today - timedelta(days=back), 2 + back % 3, signs=signs, feel={"tight"}, hour=0)
    CareEntry.objects.create(runner=runner, on=today - timedelta(days=2), kind="ice", minutes=15)
    PreviousInjury.objects.create(runner=runner, side="right", month=today.replace(day=1))
    tokens.issue(runner, "Shortcut on my phone", ["read", "log"], today)
    add_webhook(runner)
    return runner


def add_webhook(runner) -> None:
    """One with a message of each state."""
    hook = runner.webhooks.create(url=f"https://home.example/hook/{'a1b2' * 20}", secret="whsec_c2VjcmV0")
    now = timezone.now()
    for state, more in (("waiting", {"next_at": now}), ("delivered", {"answer": 204}), ("given_up", {})):
        tried = {"attempts": 3, "tried_at": now, "problem": "" if "answer" in more else "late"}
        hook.deliveries.create(runner=runner, kind="finding.new", state=state, **tried, **more)


@pytest.fixture
def imported(runner):
    """An import in each state, with an entry of every verdict, failed files and a sheet."""
    today = runner.profile.today()
    for state in ImportBatch.State.values:
        batch = make_batch(runner, state, files=3, saved_at=timezone.now(), reason="It was broken off.")
        batch.files.filter(position=1).update(guess=GUESS, left_out=[[2, "not a run", "Ride", "skipped"]])
        batch.files.filter(position=2).update(outcome="failed", reason="It is empty", hint="Send it again.")
        run = runner.runs.first()
        first = make_item(batch, today, facts=TOLD, entry_id=run.pk)
        make_item(batch, today, "unnamed", "keep", facts={"distance_if_miles_m": 12_875})
        make_item(batch, today, "known", "keep", twin=run)
        make_item(batch, today, "known", "keep", twin_item=first)
        for day in range(2):
            told = {"twin": run, "differs": ["distance_m", "notes"], "facts": TOLD}
            make_item(batch, today - timedelta(days=day), "conflict", "take", **told)
        make_item(batch, today, kind="care", facts={"kind": "swim", "minutes": 30, "on": today.isoformat()})
    old = make_shoe(runner, "Worn out long ago")
    kept = make_run(runner, today - timedelta(days=300), shoe=old)
    make_item(runner.import_batches.get(state="done"), today - timedelta(days=300), entry_id=kept.pk)
    Shoe.objects.filter(pk=old.pk).update(created_at=timezone.now() + timedelta(hours=1))
    return runner


TOLD = {
    "duration_s": 2_705, "shoe": "A shoe with a rather long name, 2nd pair", "surface": "trail",
    "terrain": "hilly", "proposed": ["surface", "terrain"], "notes": "windy " * 40,
}  # fmt: skip
GUESS = to_plain(
    Guess(
        Mapping(("date", "distance", "notes")),
        ("Date", "Km", ""),
        (SampleRow(2, ("5/4/2021", "10", "windy")), SampleRow(3, ("6/4/2021", "8", ""))),
        (
            Question(
                *("day_order", 0, 2, "5/4/2021"),
                (Option("day_first", "2021-04-05"), Option("month_first", "2021-05-04")),
            ),
        ),
    )
)


@pytest.fixture
def nobody_works(settings, tmp_path):
    """An import waits for the test to do the work, so that each step can be seen."""
    settings.DATA_DIR = tmp_path / "data"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

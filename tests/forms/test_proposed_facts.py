"""What a file only proposed: marked in words beside its label, and confirmed by saving."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_run, make_runner
from training.forms.run import RunForm
from training.models import Run, User

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def runner() -> User:
    return make_runner()


def page(runner: User, run: Run) -> str:
    client = Client()
    client.force_login(runner)
    return unescape(client.get(reverse("edit-run", args=[run.pk])).content.decode())


def test_nothing_is_marked_that_the_runner_said(runner):
    run = make_run(runner, DAY, surface="trail", terrain="hilly")
    assert "from the file" not in page(runner, run)
    assert "zone assumed" not in page(runner, run)


def test_each_proposal_is_marked_beside_its_label(runner):
    run = make_run(runner, DAY, surface="trail", terrain="hilly", proposed=frozenset({"terrain", "zone"}))
    shown = page(runner, run)
    assert 'Terrain <span class="field-mark">from the file</span></legend>' in shown
    assert 'Time <span class="field-mark">zone assumed</span></label>' in shown
    assert shown.count("field-mark") == 2


@pytest.mark.parametrize("typed", [{}, {"terrain": "flat"}])
def test_saving_confirms(runner, typed):
    run = make_run(runner, DAY, surface="trail", terrain="hilly", proposed=frozenset({"terrain", "zone"}))
    client = Client()
    client.force_login(runner)
    said = {"distance_m": "8", "day": "2026-03-01", "time": "07:00", "surface": "trail", "terrain": "hilly"}
    client.post(reverse("edit-run", args=[run.pk]), {**said, **typed, "version": "1"})
    saved = Run.objects.get()
    assert (saved.proposed, saved.terrain, saved.version) == (frozenset(), typed.get("terrain", "hilly"), 2)


def test_a_refused_form_still_shows_its_marks(runner):
    run = make_run(runner, DAY, terrain="hilly", proposed=frozenset({"terrain"}))
    form = RunForm({"distance_m": ""}, instance=run, profile=runner.profile)
    assert not form.is_valid()
    assert str(form.fields["terrain"].mark) == "from the file"
    assert Run.objects.get().proposed == {"terrain"}


@pytest.mark.parametrize(
    ("duration_s", "elapsed_s", "said"),
    [
        (3130, None, ""),
        (None, 3483, ""),
        (3130, 3130, ""),
        (3130, 3483, "52:10 running, 58:03 in all. "),
    ],
)
def test_pauses_are_told_below_the_duration(runner, duration_s, elapsed_s, said):
    run = make_run(runner, DAY, duration_s=duration_s, elapsed_s=elapsed_s)
    form = RunForm(instance=run, profile=runner.profile)
    assert str(form.fields["duration_s"].help_text) == f"{said}45 is 45 minutes, 5230 is 52:30."

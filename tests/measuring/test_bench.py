"""Every part that needs no server of its own still measures, and the command writes what came of it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.management import get_commands, load_command_class
from django.db import connection

from tests.commands.run import said
from training.management.measuring.figures import Figure
from training.management.measuring.logging_runs import (
    LOG_CPU,
    LOG_DATABASE_CPU,
    TODAY_CPU,
    TODAY_DATABASE_CPU,
)
from training.management.measuring.parts import PARTS
from training.management.measuring.report import Section
from training.management.measuring.reports import measured_for_paper
from training.management.measuring.scale import QUICK
from training.management.measuring.storage import CHECK_IN_BYTES, RUN_BYTES
from training.management.measuring.weights import loaded
from training.management.trials.browsers import Browser
from training.management.trials.servers import UP
from training.models import User

IN_PROCESS = ("pages", "importing", "rules", "reading", "back-test", "roster")


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_part_measures(name):
    figures = list(PARTS[name].act(QUICK))
    assert figures
    assert all(figure.value > 0 for figure in figures)


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_row_takes_some_hundred_bytes_on_postgresql():
    if connection.vendor == "postgresql":
        assert all(100 < figure.value < 10_000 for figure in PARTS["storage"].act(QUICK))


@pytest.mark.django_db(transaction=True)
def test_the_command_measures_elsewhere_and_writes_what_it_found(tmp_path):
    path = tmp_path / "report.md"
    told = said("bench", "--quick", "--engine", "SQLite", "--only", "back-test", "--output", path)
    assert "SQLite      back-test  by the clock: " in told
    report = path.read_text()
    assert report.startswith("# Benchmarks\n\nWritten by `./run bench`")
    assert "## Back-test of a threshold" in report
    assert "Not measured" not in report
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_page_is_weighed_with_all_that_it_loads(live_server):
    port = urlsplit(live_server.url).port
    with Browser("127.0.0.1", port, {}) as browser:
        sizes = loaded("/account/login/", browser)
    assert sizes["/account/login/"] > 1_000
    assert "/static/css/tokens.css" in sizes
    assert all(size > 0 for size in sizes.values())


def test_a_server_is_started_by_a_command_that_there_is():
    command = load_command_class(get_commands()["up"], "up")
    assert vars(command.create_parser("manage.py", "up").parse_args(UP[1:]))["no_demo"] is True


def test_an_engine_that_is_not_there_is_said_in_the_report(tmp_path):
    nowhere = "postgresql://nobody@127.0.0.1:1/none"
    only = ["--only", "storage", "--engine", "PostgreSQL", "--postgresql", nowhere]
    said("bench", "--quick", *only, "--output", tmp_path / "report.md")
    assert (
        "**Not measured:** PostgreSQL: PostgreSQL cannot be reached (" in (tmp_path / "report.md").read_text()
    )


def test_the_paper_rests_on_figures_of_postgresql_alone():
    logging = [Figure(name, 5, "ms") for name in (LOG_CPU, TODAY_CPU, LOG_DATABASE_CPU, TODAY_DATABASE_CPU)]
    storage = [Figure(RUN_BYTES, 600, "bytes"), Figure(CHECK_IN_BYTES, 400, "bytes")]
    sections = {
        "logging": Section("x", "x", {"PostgreSQL": logging}),
        "storage": Section("x", "x", {"PostgreSQL": storage}),
    }
    assert measured_for_paper(sections).run_bytes == 600
    sections["logging"].figures = {"SQLite": logging}
    assert measured_for_paper(sections) is None

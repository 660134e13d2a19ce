from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from time_machine import TimeMachineFixture

from training.importing.files import import_files
from training.models import User


@pytest.fixture(autouse=True)
def first_of_june(time_machine: TimeMachineFixture) -> None:
    """A log refuses what lies in the future, so these tests say when now is."""
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna")


@pytest.fixture
def take(anna):
    """Imports paths; gives name, outcome and reason of each file."""

    def run(*paths: Path) -> list[tuple[str, str, str]]:
        _, reports = import_files(anna, paths)
        return [
            (each.name, each.outcome.value, each.problem.message if each.problem else "") for each in reports
        ]

    return run


@pytest.fixture
def packed(tmp_path):
    """Writes an archive of (name, content) pairs."""

    def write(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
        path = tmp_path / "export.zip"
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, content in members:
                archive.writestr(name, content)
        return path

    return write

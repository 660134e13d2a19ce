"""500 damaged files of each format: a reading or a reason for each, from one and the same worker."""

from __future__ import annotations

import pytest

from tests.importing.mutants import GOOD, outcomes
from training.importers.readers import READERS, find_reader
from training.importing.limits import ParseLimits
from training.importing.parse_door import ParseDoor
from training.importing.parse_worker import BROKEN


@pytest.fixture(scope="module")
def door():
    shared = ParseDoor(ParseLimits())
    yield shared
    shared.close()


def test_every_reader_has_a_file_to_damage():
    met = {find_reader(data).name for data in GOOD.values()}
    assert met == {reader.name for reader in READERS}


@pytest.mark.parametrize("name", GOOD)
def test_damage_gives_a_reading_or_a_named_reason(door, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    assert outcomes(door, GOOD[name], 1, seed=0).total() == 1
    worker = door.process
    found = outcomes(door, GOOD[name], 500, seed=1)
    assert found.total() == 500
    assert found[BROKEN] == 0
    assert sorted(tmp_path.iterdir()) == []
    assert door.process is worker

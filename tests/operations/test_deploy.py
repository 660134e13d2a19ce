"""The units of deploy/ name commands and options that there are."""

from __future__ import annotations

from configparser import ConfigParser

import pytest
from django.core.management import get_commands, load_command_class

from tests.architecture.source import REPOSITORY

UNITS = sorted((REPOSITORY / "deploy").glob("kneelog*"))


def parsed(path):
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text(encoding="utf-8"))
    return unit


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda p: p.name)
def test_a_service_runs_a_command_of_ours_as_nobody_special(path):
    service = parsed(path)["Service"]
    program, name, *options = service["ExecStart"].split()
    assert program == f"{service['WorkingDirectory']}/run"
    load_command_class(get_commands()[name], name).create_parser("run", name).parse_args(options)
    assert (service["User"], service["NoNewPrivileges"], service["UMask"]) == ("kneelog", "true", "0077")


def test_a_timer_starts_a_service_that_there_is():
    timers = [path.stem for path in UNITS if path.suffix == ".timer"]
    assert timers == ["kneelog-backup"]
    assert {f"{name}.service" for name in timers} < {path.name for path in UNITS}

"""The units of deploy/systemd, as systemd sees them."""

from __future__ import annotations

import shutil
from configparser import ConfigParser
from pathlib import Path

from tests.architecture.source import REPOSITORY

FOLDER = REPOSITORY / "deploy" / "systemd"
UNITS = sorted(path for path in FOLDER.iterdir() if path.is_file())


def service(name: str) -> dict[str, str]:
    """What stands in the unit, with what all of them share."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read([FOLDER / name, FOLDER / "kneelog-.service.d" / "common.conf"], encoding="utf-8")
    return dict(unit["Service"])


def root_with_units(root: Path) -> None:
    """The part of a computer's disk that systemd looks at: its own units, ours, and what they start."""
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    shutil.copytree(FOLDER, root / "etc/systemd/system")
    (root / "opt/kneelog/.venv/bin").mkdir(parents=True)
    for program in ("run", ".venv/bin/python"):
        shutil.copy(REPOSITORY / "run", root / "opt/kneelog" / program)

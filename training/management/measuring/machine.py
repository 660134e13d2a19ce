"""The computer that a report was made on."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import django

UNKNOWN = "not told by the system"
GIB = 2**30


def facts() -> dict[str, str]:
    """Without the computer's name."""
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "cores": str(cores()),
        "processor": _processor(),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "Django, Waitress, psycopg": f"{django.__version__}, {version('waitress')}, {version('psycopg')}",
        "SQLite": sqlite3.sqlite_version,
        "load at the start": _load(),
    }


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} (average of a minute)" if hasattr(os, "getloadavg") else UNKNOWN


def _processor() -> str:
    return _line("/proc/cpuinfo", "model name") or platform.processor() or UNKNOWN


def _memory() -> str:
    words = _line("/proc/meminfo", "MemTotal").split()
    return f"{int(words[0]) * 1024 / GIB:.0f} GiB" if words else UNKNOWN


def _line(path: str, name: str) -> str:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
    lines = (line.partition(":") for line in text.splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")

"""What the system counts of processes: memory and processor time; 0 where it does not tell (Linux does)."""

from __future__ import annotations

import os
from pathlib import Path

KB_A_MB = 1024
# In /proc/PID/stat, counted behind the name in brackets.
PARENT, USER_TIME, SYSTEM_TIME = 1, 11, 12


def family(pid: int) -> list[int]:
    """The process and all that it started, and that these started."""
    tasks = Path(f"/proc/{pid}").glob("task/*/children")
    children = [int(word) for task in tasks for word in _text(task).split()]
    return [pid, *(later for child in children for later in family(child))]


def pss_mb(pid: int) -> float:
    """Memory of one process; what it shares with others is counted in parts."""
    lines = (line.split() for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines())
    return next((int(words[1]) / KB_A_MB for words in lines if words[0] == "Pss:"), 0.0)


def family_mb(pid: int) -> float:
    return sum(pss_mb(member) for member in family(pid))


def processor_s(pids: list[int]) -> float:
    """Seconds that these processes have used so far."""
    ticks = sum(_counts(pid)[USER_TIME] + _counts(pid)[SYSTEM_TIME] for pid in pids if _counts(pid))
    return ticks / os.sysconf("SC_CLK_TCK")


def parent_of(pid: int) -> int:
    counts = _counts(pid)
    return counts[PARENT] if counts else 0


def words_of(pid: int) -> list[str]:
    """The command line."""
    return _text(Path(f"/proc/{pid}/cmdline")).split("\0")


def _counts(pid: int) -> list[int]:
    fields = _text(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return [int(field) if field.lstrip("-").isdigit() else 0 for field in fields]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""

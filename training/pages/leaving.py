"""Leaving for good: what goes, when, and how to stay."""

from __future__ import annotations

from typing import Any

from training.leaving import GRACE
from training.models import User
from training.units import format_full_day


def leaving_page(person: User, *, wrong: bool = False) -> dict[str, Any]:
    """leaves_on: the day after which nothing is left, where that was asked for; wrong: the name typed."""
    leaves_at = person.leaves_at
    return {
        "leaves_on": format_full_day(leaves_at.astimezone(person.profile.zone).date()) if leaves_at else "",
        "days": GRACE.days,
        "wrong": wrong,
    }

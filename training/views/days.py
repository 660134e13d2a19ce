"""A day in an address."""

from __future__ import annotations

from datetime import date

from training.models.bounds import FIRST_DAY


class DayConverter:
    """`2026-03-01`; what is no day, or one that no log reaches back to, is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if day < FIRST_DAY:
            raise ValueError
        return day

    def to_url(self, value: date | str) -> str:
        return str(value)

"""Keys for shoes that came without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.text import slugify

LONGEST_KEY = 60


class ShoeKeys:
    """Makes keys of names, each unlike those that are taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = set(taken)
        self.made: Counter[str] = Counter()

    def make(self, name: str) -> str:
        """`ghost-15`, and `ghost-15-2` where that is taken; `shoe` for a name without letters."""
        base = (slugify(name, allow_unicode=True) or "shoe")[:LONGEST_KEY]
        key = base
        while key in self.taken:
            self.made[base] += 1
            ending = f"-{self.made[base] + 1}"
            key = base[: LONGEST_KEY - len(ending)] + ending
        self.taken.add(key)
        return key

"""The shoes of an account, found by the name a file gives them and made where there is none."""

from __future__ import annotations

from collections import Counter

from training.importing.shoe_keys import ShoeKeys
from training.models import Run, Shoe, User

LONGEST_NAME = 80


class ShoeRack:
    """New shoes wait for `save`; `made` are all that there were."""

    def __init__(self, runner: User) -> None:
        self.runner = runner
        self.new: list[Shoe] = []
        self.made: list[Shoe] = []
        self.by_key: dict[str, Shoe] = {}
        self.by_name: dict[str, Shoe] = {}
        for shoe in runner.shoes.all():
            self._add(shoe)
        self.keys = ShoeKeys(self.by_key)

    def shoe_for(self, run: Run, name: str, without: Counter[str]) -> Shoe | None:
        """The shoe of that name or key; None, counted in `without`, where it was retired before this run."""
        wanted = _shortened(name)
        if not wanted:
            return None
        shoe = self.find(wanted) or self._make(wanted)
        if shoe.retired_on and run.local_date > shoe.retired_on:
            without[shoe.name] += 1
            return None
        return shoe

    def find(self, name: str) -> Shoe | None:
        """The shoe of that name or key, if there is one."""
        wanted = _shortened(name)
        return self.by_key.get(wanted) or self.by_name.get(wanted.casefold())

    def save(self) -> None:
        Shoe.objects.bulk_create(self.new)
        self.made += self.new
        self.new = []

    def _make(self, name: str) -> Shoe:
        shoe = Shoe(runner=self.runner, key=self.keys.make(name), name=name)
        self.new.append(shoe)
        self._add(shoe)
        return shoe

    def _add(self, shoe: Shoe) -> None:
        self.by_key[shoe.key] = shoe
        self.by_name.setdefault(" ".join(shoe.name.split()).casefold(), shoe)


def _shortened(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME].rstrip()

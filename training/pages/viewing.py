"""Through whose eyes a page shows a log: whose units it speaks, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from training.access import EVERYTHING, Sight
from training.models import User
from training.models.choices import Category
from training.units import Units

# Of each page of one's own log: the page of an athlete that shows the same, and what it takes to see it.
OF_AN_ATHLETE = {
    "today": ("athlete", ""),
    "runs": ("athlete-runs", Category.TRAINING),
    "shoes": ("athlete-shoes", Category.TRAINING),
    "knee": ("athlete-knee", Category.KNEE),
    "proof": ("athlete-proof", ""),
    "plan": ("athlete-plan", Category.TRAINING),
}


@dataclass(frozen=True)
class Viewing:
    """One person looking at one log."""

    viewer: User
    sight: Sight

    @property
    def runner(self) -> User:
        return self.sight.runner

    @property
    def units(self) -> Units:
        """The viewer's own, whoever's log it is."""
        return self.viewer.profile.units

    @property
    def is_own(self) -> bool:
        """Whether the runner sees all of it, and may change it."""
        return self.sight.is_own

    def url(self, page: str, *args: object) -> str:
        """The address of a page of this log; empty where the viewer has none."""
        if self.is_own:
            return reverse(page, args=args)
        if self.sight.is_preview:
            return ""
        name, needed = OF_AN_ATHLETE[page]
        return reverse(name, args=[self.runner.pk, *args]) if not needed or self.sight.shows(needed) else ""


def own(runner: User) -> Viewing:
    """A runner before their own log."""
    return Viewing(runner, Sight(runner, EVERYTHING))

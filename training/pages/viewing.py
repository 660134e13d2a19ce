"""Through whose eyes a page shows a log: whose units it speaks, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    "history": ("athlete-history", ""),
    "as-it-was": ("athlete-as-it-was", ""),
    "past-proof": ("athlete-past-proof", ""),
}


@dataclass(frozen=True)
class Past:
    """A day of the past. known_then: without what was logged after it."""

    day: date
    known_then: bool = False

    @property
    def query(self) -> str:
        return "?reading=then" if self.known_then else ""


@dataclass(frozen=True)
class Viewing:
    """One person looking at one log."""

    viewer: User
    sight: Sight
    past: Past | None = None

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

    @property
    def answers(self) -> bool:
        """Whether what a card says can be answered: by its runner, on the day itself."""
        return self.is_own and self.past is None

    def url(self, page: str, *args: object) -> str:
        """The address of a page of this log; empty where the viewer has none."""
        if page == "proof" and self.past:
            return self._url("past-proof", self.past.day, *args) + self.past.query
        return self._url(page, *args)

    def _url(self, page: str, *args: object) -> str:
        if self.is_own:
            return reverse(page, args=args)
        if self.sight.grant is None:
            return ""
        name, needed = OF_AN_ATHLETE[page]
        return reverse(name, args=[self.runner.pk, *args]) if not needed or self.sight.shows(needed) else ""


def own(runner: User) -> Viewing:
    """A runner before their own log."""
    return Viewing(runner, Sight(runner, EVERYTHING))

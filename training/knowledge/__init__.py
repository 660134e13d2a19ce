"""What the founding documents say, in our own words: pages of statements, each with its source."""

from __future__ import annotations

from training.knowledge import care, causes, imaging, prevention, see_someone
from training.knowledge.texts import Exercise, Page

# In the order in which somebody worried would want them.
PAGES: tuple[Page, ...] = (see_someone.PAGE, causes.PAGE, care.PAGE, prevention.PAGE, imaging.PAGE)


def page_of(slug: str) -> Page | None:
    return next((page for page in PAGES if page.slug == slug), None)


def exercises() -> dict[str, tuple[str, Exercise]]:
    """By kind of care: the anchor on its page, and how it is done."""
    return {
        exercise.kind: (section.anchor, exercise)
        for section in care.PAGE.sections
        for exercise in section.exercises
    }

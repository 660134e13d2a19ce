"""A coach's teams: names of groups, and who is in which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import ngettext

from training.access import athletes_of
from training.coaching import teams_of
from training.models import User


def teams_page(coach: User) -> dict[str, Any]:
    """The teams as rows, each with how many of those in it share a log now."""
    sharing = set(athletes(coach))
    return {"rows": [_row(group.pk, group.name, len(group.runners & sharing)) for group in teams_of(coach)]}


def athletes(coach: User) -> dict[UUID, str]:
    """The names of those who share a log with this coach, by id."""
    return {sight.runner.pk: str(sight.runner) for sight in athletes_of(coach)}


def _row(pk: UUID, name: str, count: int) -> dict[str, Any]:
    return {
        "title": name,
        "url": reverse("team", args=[pk]),
        "detail": ngettext("%(n)s athlete", "%(n)s athletes", count) % {"n": count},
        "tags": [],
        "icon": "people",
    }

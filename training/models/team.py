"""A coach's own order among their athletes: names of groups, and who is in which."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry


class Team(LogEntry):
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["coach", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


class TeamMember(LogEntry):
    """An athlete in a team. It shows nothing of a log: that is for a Grant alone."""

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["runner", "team"], name="team_member_once")]

    def __str__(self) -> str:
        return str(self.id)

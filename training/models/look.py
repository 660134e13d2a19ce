"""Who looked at a runner's log, and when: the runner reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry


class Look(LogEntry):
    """One coach at one page on one day of the runner's; `created_at`: the first look, `last_at`: the last.

    link: where it was no coach but whoever held the link of a report.
    """

    class Page(models.TextChoices):
        ROSTER = "roster", _("the line in the list of athletes")
        ATHLETE = "athlete", _("the dashboard")
        HISTORY = "history", _("the history")
        EXPORT = "export", _("the list of athletes as a file")
        PLAN = "plan", _("the check of a planned week")
        REPORT = "report", _("the report")
        PDF = "pdf", _("the report as PDF")
        MAIL = "mail", _("a mail about their athletes")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="looks")
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="looks_taken"
    )
    link = models.ForeignKey("training.ReportLink", null=True, on_delete=models.CASCADE, related_name="looks")
    page = models.CharField(max_length=8, choices=Page)
    day = models.DateField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last_at", "id"]
        indexes = [
            models.Index(fields=["runner", "last_at"], name="look_by_runner"),
            models.Index(fields=["coach", "page", "last_at"], name="look_by_coach"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["runner", "coach", "page", "day"], name="look_once_a_day"),
            models.UniqueConstraint(
                fields=["runner", "link", "page", "day"],
                condition=models.Q(link__isnull=False),
                name="look_by_link_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    page__in=["roster", "athlete", "history", "export", "plan", "report", "pdf", "mail"]
                ),
                name="look_page_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.page}"

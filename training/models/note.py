"""What a coach and a runner write to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training.models.bounds import MAX_NOTES
from training.models.entry import LogEntry


class Note(LogEntry):
    """Between one runner and one coach, in general, on a run or on a warning (rule and subject).

    A deleted note keeps its place and loses its text. read_at: when the other of the two first saw it.
    """

    class Kind(models.TextChoices):
        GENERAL = "general", _("in general")
        RUN = "run", _("about a run")
        WARNING = "warning", _("about a warning")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coach_notes")
    by_coach = models.BooleanField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.GENERAL)
    run = models.ForeignKey(
        "training.Run", null=True, blank=True, on_delete=models.SET_NULL, related_name="coach_notes"
    )
    rule = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField(_("note"), max_length=MAX_NOTES)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["runner", "coach", "created_at"], name="note_by_runner"),
            models.Index(fields=["coach", "created_at"], name="note_by_coach"),
            models.Index(
                fields=["runner"],
                condition=Q(by_coach=True, read_at__isnull=True, deleted_at__isnull=True),
                name="note_unread_by_runner",
            ),
            models.Index(
                fields=["coach"],
                condition=Q(by_coach=False, read_at__isnull=True, deleted_at__isnull=True),
                name="note_unread_by_coach",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["general", "run", "warning"]), name="note_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True) | Q(text=""), name="note_deleted_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def author_id(self) -> object:
        return self.coach_id if self.by_coach else self.runner_id

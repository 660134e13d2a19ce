"""Mail: what somebody wishes to get, and what was sent to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry

LAST_HOUR, LAST_WEEKDAY = 23, 6


class MailWishes(models.Model):
    """What somebody wishes to get, on their own clock. Without a row: nothing.

    digest_at, morning_at: when the next is due, so that only those who are due are ever loaded. They move on
    in the transaction that puts a mail into the queue. refused: the address that a server refused for good.
    """

    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_wishes"
    )
    digest = models.BooleanField(_("my own week"), default=False)
    coaches = models.BooleanField(_("my athletes' week"), default=False)
    weekday = models.PositiveSmallIntegerField(_("on"), default=0)
    hour = models.PositiveSmallIntegerField(_("at"), default=8)
    news = models.BooleanField(_("a warning that asks for a professional"), default=False)
    morning = models.BooleanField(_("the morning after a run"), default=False)
    morning_hour = models.PositiveSmallIntegerField(_("at"), default=8)
    values = models.BooleanField(_("numbers in my mails"), default=False)
    coach_values = models.BooleanField(_("my numbers in the mails of my coaches"), default=False)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from"), default=21)
    quiet_until = models.PositiveSmallIntegerField(_("until"), default=7)
    refused = models.EmailField(blank=True, editable=False)
    digest_at = models.DateTimeField(null=True, editable=False, db_index=True)
    morning_at = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=LAST_WEEKDAY), name="mail_weekday_known"),
            models.CheckConstraint(
                condition=Q(hour__lte=LAST_HOUR)
                & Q(morning_hour__lte=LAST_HOUR)
                & Q(quiet_from__lte=LAST_HOUR)
                & Q(quiet_until__lte=LAST_HOUR),
                name="mail_hours_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.runner_id)


class MailSent(LogEntry):
    """One mail, from the moment it is due. about: its day, perhaps with an opaque name; no word of a log.

    at: when it is tried next. Its id is the mail's Message-ID, however often it is tried.
    """

    class Kind(models.TextChoices):
        DIGEST = "digest", _("Your week")
        COACHES = "coaches", _("Your athletes' week")
        MORNING = "morning", _("The morning after")
        NEWS = "news", _("A warning")
        HELP = "help", _("A warning that cannot wait")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SENDING = "sending", _("given to the mail server")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("refused for good")
        DROPPED = "dropped", _("no longer wanted, or too late")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=8, choices=Kind)
    about = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["state", "kind", "at"], name="mail_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["runner", "kind", "about"], name="mail_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["digest", "coaches", "morning", "news", "help"]), name="mail_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "refused", "dropped"]),
                name="mail_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

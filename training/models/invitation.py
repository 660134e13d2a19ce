"""A question from one person to another: may I see your log, or will you look at mine?"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from training.models.choices import Category
from training.models.entry import LogEntry
from training.models.fields import WordSetField

OPEN_FOR = timedelta(days=14)


class Invitation(LogEntry):
    """Addressed to a name, or to whoever holds its link.

    invitee: whose name it was when it was asked; None for a link, and for a name that nobody had, which the
    inviter cannot tell apart. It grants nothing: only a yes makes a Grant.
    """

    class Asks(models.TextChoices):
        TO_BE_COACHED = "coach", _("a runner invites a coach")
        TO_COACH = "athlete", _("a coach invites an athlete")

    class State(models.TextChoices):
        OPEN = "open", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_sent"
    )
    invitee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="invitations"
    )
    asks = models.CharField(max_length=8, choices=Asks)
    name = models.CharField(_("user name"), max_length=150, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    categories = WordSetField(_("what is shared"), words=Category.choices, max_length=60)
    until = models.DateField(_("until"), null=True, blank=True)
    may_set = models.BooleanField(_("may set thresholds"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["inviter", "created_at"], name="invitation_by_inviter"),
            models.Index(fields=["invitee", "state"], name="invitation_by_invitee"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["inviter", "asks", "name"],
                condition=Q(state="open") & ~Q(name=""),
                name="invitation_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(asks__in=["coach", "athlete"]), name="invitation_asks_known"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "withdrawn"]),
                name="invitation_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asks} {self.state} {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be answered."""
        return self.state == self.State.OPEN and timezone.now() < self.created_at + OPEN_FOR

    @property
    def secret(self) -> str:
        """The part of its link that nobody can guess; made of our key, so that no table holds it."""
        return salted_hmac("kneelog.invitation", str(self.pk), algorithm="sha256").hexdigest()[:40]

    def opens_with(self, secret: str) -> bool:
        return not self.name and constant_time_compare(secret, self.secret)

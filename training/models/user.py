"""Who logs in. Roles are what people were granted, not kinds of users."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.utils import timezone

from training.models.profile import Profile


class User(AbstractUser):
    """What waits for somebody is counted where their request begins (see sharing.counts); None before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    # When the account is erased, where its owner asked for that.
    leaves_at = models.DateTimeField(null=True, editable=False, db_index=True)

    unread_notes: int | None = None
    unread_as_coach: int | None = None
    asked_as_runner: int | None = None
    asked_as_coach: int | None = None
    is_coach: bool | None = None
    numbers_set: int | None = None
    numbers_unseen: int | None = None

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def device_key(self) -> uuid.UUID:
        """What this account is called on its devices; it opens nothing and tells nobody who it is."""
        return uuid.uuid5(self.id, "device")

    @property
    def is_admin(self) -> bool:
        """Whether they may set thresholds and manage accounts; that opens nobody's log."""
        return self.is_active and self.is_staff

    @property
    def waits_in_sharing(self) -> int:
        """How many questions of coaches, and thresholds they set, this person has not looked at."""
        return (self.asked_as_runner or 0) + (self.numbers_unseen or 0)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new user gets a profile, and a new password ends all tokens, in the same transaction."""
        adding, has_new_password = self._state.adding, self._password is not None
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            if adding:
                Profile.objects.get_or_create(runner=self)
            elif has_new_password:
                self.access_tokens.filter(ended_at=None).update(ended_at=timezone.now())

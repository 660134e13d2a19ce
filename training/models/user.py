"""Who logs in. Roles are what people were granted, not kinds of users."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction

from training.models.profile import Profile


class User(AbstractUser):
    """unread_notes, unread_as_coach, is_coach: counted where somebody's request begins, else None."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    unread_notes: int | None = None
    unread_as_coach: int | None = None
    is_coach: bool | None = None

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new user gets a profile in the same transaction, so that none is ever without."""
        adding = self._state.adding
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            if adding:
                Profile.objects.get_or_create(runner=self)

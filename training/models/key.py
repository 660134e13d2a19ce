"""What opens something of a runner's to whoever holds its secret, until it ends."""

from __future__ import annotations

import hashlib

from django.db import models

from training.models.entry import LogEntry


class Key(LogEntry):
    """Its secret is stored nowhere. ended_at: ended before its time, by its runner or by what they did."""

    token_hash = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @staticmethod
    def hash_of(secret: str) -> str:
        """What is stored of a secret. It holds 256 random bits, so that no slow hash is needed: there is
        nothing to guess, and each request can afford it."""
        return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

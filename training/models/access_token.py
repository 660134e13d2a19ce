"""A token with which another program reads or writes one runner's own log."""

from __future__ import annotations

from itertools import chain, combinations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from training.models.choices import Scope
from training.models.fields import WordSetField
from training.models.key import Key

LONGEST_NAME = 60
SCOPES = sorted(Scope.values)
# Each set of scopes as it is stored; none opens nothing, and is no token.
SCOPE_SETS = [" ".join(some) for some in chain.from_iterable(combinations(SCOPES, n) for n in (1, 2, 3))]


class AccessToken(Key):
    """start: the first characters of the secret, to tell one token from another.

    spent_until: until when what was asked with it counts against its rate; see training.tokens.rate.
    """

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="access_tokens"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    start = models.CharField(max_length=12, editable=False)
    scopes = WordSetField(words=Scope.choices, max_length=30)
    last_used_at = models.DateTimeField(null=True, editable=False)
    spent_until = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            # Also the index of the look-up: a secret says whose it is.
            models.UniqueConstraint(fields=["runner", "token_hash"], name="access_token_once"),
            models.CheckConstraint(condition=Q(scopes__in=SCOPE_SETS), name="access_token_scopes_known"),
            models.CheckConstraint(condition=~Q(name=""), name="access_token_named"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="access_token_has_time"),
        ]

    def __str__(self) -> str:
        return self.name

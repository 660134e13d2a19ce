"""Secrets that have to be read again, unlike a password: stored encrypted, so that a copy of the database
alone gives none away."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.db import models

from kneelog.ciphers import cipher


class SealedField(models.TextField):
    """A text, encrypted with a key made of SECRET_KEY; empty where it can no longer be read."""

    def from_db_value(self, value: str | None, *_args: Any) -> str:
        try:
            return cipher("kneelog.sealed").decrypt(value or "").decode()
        except InvalidToken:
            return ""

    def get_prep_value(self, value: str | None) -> str:
        return cipher("kneelog.sealed").encrypt(value.encode()).decode() if value else ""

"""The backup of every night, made by a worker where KNEELOG_BACKUPS says how many stay."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from kneelog.backups.files import BackupError
from kneelog.backups.making import back_up
from training.tasks.scheduling import NotDoneError


def wants_backups() -> bool:
    return settings.KNEELOG_BACKUPS > 0


def back_up_at_night(now: datetime) -> None:
    try:
        back_up(settings.DATA_DIR / "backups", settings.KNEELOG_BACKUPS)
    except BackupError as problem:
        raise NotDoneError(f"No backup was made. {problem}") from problem

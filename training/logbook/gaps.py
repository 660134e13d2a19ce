"""Days without entries, asked about once: the answer is kept, and rest is also logged day by day."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from training.logbook.acts import log_rest_days
from training.logbook.writing import add
from training.models import CareEntry, GapAnswer
from training.models.bounds import MAX_REST_DAYS
from training.models.choices import CareKind, GapReason


def answer_gap(answer: GapAnswer) -> None:
    """Keep the answer, or nothing at all; AlreadyLoggedError where these days have one."""
    with transaction.atomic():
        add(answer, first=answer.first, last=answer.last)
        if answer.answer == GapReason.REST:
            newest = max(answer.first, answer.last - timedelta(days=MAX_REST_DAYS - 1))
            log_rest_days(answer.runner, newest, answer.last, answer.created_at)


def take_back(answer: GapAnswer) -> None:
    """Forget the answer and the rest days that came with it; what was logged otherwise stays."""
    with transaction.atomic():
        CareEntry.objects.filter(
            runner=answer.runner,
            kind=CareKind.REST_DAY,
            on__range=(answer.first, answer.last),
            created_at=answer.created_at,
        ).delete()
        answer.delete()

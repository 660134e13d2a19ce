"""Turning a way to hear of new warnings on and off."""

from __future__ import annotations

from django.db import transaction

from training.models import Listener, LogStamp, Told, User


def listen(runner: User, channel: str) -> None:
    """From now on tell on this channel what is new; what stands already is not."""
    # A log that nobody has written to since there are stamps has none, and a look goes by it.
    LogStamp.objects.bulk_create([LogStamp(runner=runner)], ignore_conflicts=True)
    Listener.objects.bulk_create([Listener(runner=runner, channel=channel)], ignore_conflicts=True)


def stop_listening(runner: User, channel: str) -> None:
    """Tell nothing more there, and forget what was told."""
    with transaction.atomic():
        # The listener first, as a look does, so that the two wait for each other and never both.
        Listener.objects.filter(runner=runner, channel=channel).delete()
        Told.objects.filter(runner=runner, channel=channel).delete()

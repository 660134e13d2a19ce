from __future__ import annotations

from uuid import uuid4

import pytest

from tests.clocks import standing_at
from tests.factories import make_runner
from tests.webhooks.moments import A_DAY, DAY, NOON
from tests.webhooks.receiver import receiver
from training.models import CareEntry, Webhook
from training.tasks.news import look_for_news
from training.webhooks.hooks import add_hook

__all__ = ["receiver"]


@pytest.fixture
def clock(time_machine):
    return standing_at(NOON, time_machine)


@pytest.fixture
def hook(clock, receiver):
    """Anna's webhook, which hears of everything. A sore knee alone would stand out in her log."""
    hook = Webhook(pk=uuid4(), runner=make_runner("anna"), url=receiver.url, least=1)
    add_hook(hook)
    for kind, on in (("foam_roll", DAY - A_DAY), ("glute_bridge", DAY - A_DAY), ("ice", DAY)):
        CareEntry.objects.create(runner=hook.runner, on=on, kind=kind)
    look_for_news(NOON)
    return hook

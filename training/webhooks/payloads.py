"""What a message says, as `kneelog-webhook/1`."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from django.utils.translation import gettext

from training.engine.rule import Finding
from training.exporting.findings import finding_object
from training.models import User, WebhookDelivery

FORMAT = "kneelog-webhook/1"


def test_body(message: WebhookDelivery) -> str:
    return _body(message)


def finding_body(message: WebhookDelivery, finding: Finding, runner: User, *, with_text: bool) -> str:
    """The whole warning as in `kneelog-findings/1`, or that there is one and how grave it is."""
    if with_text:
        return _body(message, finding=finding_object(finding, runner.profile.units, gettext))
    return _body(message, finding={"severity": finding.severity.word})


def _body(message: WebhookDelivery, **more: Any) -> str:
    at = message.next_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {"format": FORMAT, "id": str(message.pk), "type": message.kind, "at": at, **more}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

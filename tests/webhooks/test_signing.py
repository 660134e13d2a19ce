"""Signatures that others can check, and pauses that anybody can work out."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from tests.architecture.source import REPOSITORY
from training.webhooks import example
from training.webhooks.example import is_from_kneelog
from training.webhooks.pauses import MOST_ATTEMPTS, PAUSES, SPREAD, pause_after
from training.webhooks.signing import draw_secret, signed_headers

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
BODY = b'{"format":"kneelog-webhook/1"}'


def test_the_worked_example_of_the_specification():
    key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}', [key])
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.mark.usefixtures("clock")
def test_the_example_we_show_tells_ours_from_others():
    new, old = draw_secret(), draw_secret()
    headers = signed_headers("m1", NOW, BODY, [new, old])
    assert [is_from_kneelog(secret, headers, BODY) for secret in (new, old, draw_secret())] == [
        True,
        True,
        False,
    ]
    assert not is_from_kneelog(new, headers, BODY + b" ")
    assert not is_from_kneelog(new, headers | {"webhook-id": "m2"}, BODY)
    assert is_from_kneelog(new, signed_headers("m1", NOW - timedelta(minutes=5), BODY, [new]), BODY)
    assert not is_from_kneelog(new, signed_headers("m1", NOW - timedelta(minutes=6), BODY, [new]), BODY)


def test_the_documentation_shows_that_very_example():
    code = (REPOSITORY / "training/webhooks/example.py").read_text().partition("\n\n")[2]
    assert code in (REPOSITORY / "docs/webhooks.md").read_text()
    assert example.__doc__


def test_a_secret_is_long_and_never_the_same():
    secrets = {draw_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert {len(base64.b64decode(secret.removeprefix("whsec_"))) for secret in secrets} == {32}


def test_the_pauses_grow_over_three_days():
    pauses = [pause_after(n, UUID(int=1)) for n in range(1, MOST_ATTEMPTS)]
    assert all(one < other for one, other in pairwise(PAUSES))
    assert timedelta(days=3) <= sum(PAUSES, timedelta()) <= sum(pauses, timedelta()) < timedelta(days=3.7)
    for pause, least in zip(pauses, PAUSES, strict=True):
        assert least <= pause <= least * (1 + SPREAD)


def test_messages_that_failed_together_do_not_come_back_together():
    pauses = {pause_after(3, UUID(int=n)) for n in range(100)}
    assert len(pauses) > 90
    assert pause_after(3, UUID(int=1)) == pause_after(3, UUID(int=1))


def test_after_the_last_attempt_there_is_time_to_note_its_answer():
    assert pause_after(MOST_ATTEMPTS, UUID(int=1)) >= timedelta(minutes=1)

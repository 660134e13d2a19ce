"""From a check-in to another program: signed, tried again, and sent once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.views.test_concurrent import at_once
from tests.webhooks.moments import A_DAY, HOUR, MINUTE, NOON, only, sore, state
from training.leaving import leave
from training.models import Listener, Webhook, WebhookDelivery
from training.tasks.webhooks import deliver_webhooks
from training.webhooks import hooks
from training.webhooks.example import is_from_kneelog
from training.webhooks.pauses import MOST_ATTEMPTS, PAUSES, SPREAD
from training.webhooks.sending import claim

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_a_new_warning_is_sent_and_signed(hook, receiver):
    sore(hook)
    waiting = only()
    assert deliver_webhooks(NOON) == 1
    [(_path, headers, body)] = receiver.got
    assert is_from_kneelog(hook.secret, headers, body)
    assert headers["webhook-id"] == str(waiting.pk)
    assert json.loads(body) == {
        "format": "kneelog-webhook/1",
        "id": str(waiting.pk),
        "type": "finding.new",
        "at": "2026-06-15T12:00:00Z",
        "finding": {"severity": "notice"},
    }
    assert state(only()) == ("delivered", 1, "", 204)
    assert deliver_webhooks(NOON + A_DAY) == 0


def test_with_the_text_it_is_the_whole_warning(hook, receiver):
    hooks.change(hook, with_text=True)
    sore(hook)
    deliver_webhooks(NOON)
    finding = json.loads(receiver.got[0][2])["finding"]
    assert (finding["rule"], finding["subject"], finding["since"]) == (
        "knee.pain_level",
        "knee:left",
        "2026-06-15",
    )
    assert set(finding) == {
        *(
            "rule",
            "severity",
            "subject",
            "since",
            "text",
            "hint",
            "clears",
            "source",
            "evidence",
            "thresholds",
        )
    }
    assert "4 of 10" in finding["text"]


def test_a_no_is_tried_again_with_the_same_id(hook, receiver, clock):
    sore(hook)
    receiver.status = 500
    deliver_webhooks(NOON)
    assert state(only()) == ("waiting", 1, "refused", 500)
    assert deliver_webhooks(clock(NOON + MINUTE - timedelta(seconds=1))) == 0
    receiver.status = 200
    assert deliver_webhooks(clock(NOON + 2 * MINUTE)) == 1
    assert state(only()) == ("delivered", 2, "", 200)
    first, second = receiver.got
    assert (first[1]["webhook-id"], first[2]) == (second[1]["webhook-id"], second[2])
    assert first[1]["webhook-timestamp"] != second[1]["webhook-timestamp"]
    assert is_from_kneelog(hook.secret, second[1], second[2])


def through_three_days(clock) -> list[datetime]:
    """The moments at which something was sent."""
    sent = []
    for half_hours in range(4 * 48):
        now = clock(NOON + half_hours * 30 * MINUTE)
        if deliver_webhooks(now):
            sent.append(now)
    return sent


def test_after_three_days_it_stops_and_keeps_nothing(hook, receiver, clock):
    sore(hook)
    receiver.status = 503
    sent = through_three_days(clock)
    assert len(sent) == MOST_ATTEMPTS
    for pause, (earlier, later) in zip(PAUSES, pairwise(sent), strict=True):
        assert pause <= later - earlier <= pause * (1 + SPREAD) + HOUR
    assert 3 * A_DAY <= sent[-1] - sent[0] < 4 * A_DAY
    assert (state(only()), only().body) == (("given_up", MOST_ATTEMPTS, "refused", 503), "")
    hook.refresh_from_db()
    assert (hook.state, hook.why, Listener.objects.count()) == ("stopped", "silent", 0)


def test_one_message_that_is_never_taken_stops_nothing_where_others_are(hook, receiver, clock):
    sore(hook)
    WebhookDelivery.objects.update(attempts=MOST_ATTEMPTS - 1)
    Webhook.objects.update(reached_at=NOON + MINUTE)
    receiver.status = 500
    deliver_webhooks(clock(NOON + HOUR))
    hook.refresh_from_db()
    assert (only().state, hook.state) == ("given_up", "on")


def test_gone_for_good_stops_it_at_once(hook, receiver):
    sore(hook)
    sore(hook, 7)
    receiver.status = 410
    deliver_webhooks(NOON)
    hook.refresh_from_db()
    assert (hook.state, hook.why) == ("stopped", "gone")
    assert set(WebhookDelivery.objects.values_list("state", "body")) == {("given_up", "")}


def test_a_killed_worker_leaves_its_message_to_another(hook, receiver, clock):
    sore(hook)
    assert len(claim(NOON, 8)) == 1
    assert deliver_webhooks(NOON) == 0
    assert deliver_webhooks(clock(NOON + 2 * MINUTE)) == 1
    assert (state(only()), len(receiver.got)) == (("delivered", 2, "", 204), 1)


def test_who_is_about_to_go_is_sent_nothing(hook, receiver):
    sore(hook)
    leave(hook.runner)
    assert (deliver_webhooks(NOON), receiver.got) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_send_it_once(hook, receiver):
    sore(hook)
    sent = at_once([lambda: deliver_webhooks(NOON) for _ in range(8)])
    assert (sum(sent), len(receiver.got), only().state) == (1, 1, "delivered")

"""What a webhook is told and what is not, and what is kept of it."""

from __future__ import annotations

import json
import logging

import pytest

from tests.factories import make_run
from tests.webhooks.moments import A_DAY, DAY, MINUTE, NOON, only, sore, state
from tests.webhooks.names import know_no_name
from training.leaving import leave, stay
from training.models import Told, Webhook, WebhookDelivery
from training.tasks.news import look_for_news
from training.tasks.webhooks import deliver_webhooks
from training.webhooks import hooks, outbox
from training.webhooks.example import is_from_kneelog

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_only_what_is_grave_enough(hook, receiver):
    hooks.change(hook, least=2)
    sore(hook)
    assert deliver_webhooks(NOON) == 0
    sore(hook, 7)
    assert deliver_webhooks(NOON) == 1
    # What was not grave enough was heard all the same: asking for more does not bring it back.
    hooks.change(hook, least=1)
    look_for_news(NOON + A_DAY)
    assert deliver_webhooks(NOON + A_DAY) == 0


def test_what_stood_before_is_not_sent(hook):
    sore(hook)
    hooks.remove(hook)
    again = Webhook(runner=hook.runner, url=hook.url, least=1)
    hooks.add_hook(again)
    assert look_for_news(NOON) == 1
    assert deliver_webhooks(NOON) == 0


def test_a_secret_that_nobody_can_read_any_more(hook, receiver, settings):
    sore(hook)
    settings.SECRET_KEY = "another " * 10
    deliver_webhooks(NOON)
    hook.refresh_from_db()
    assert (hook.state, hook.why, hook.secret, receiver.got) == ("stopped", "unreadable", "", [])


def test_the_database_holds_neither_address_nor_secret(hook):
    columns = ("url", "secret")
    kept = Webhook.objects.extra(select={f"raw_{name}": name for name in columns})
    row = kept.values_list(*(f"raw_{name}" for name in columns)).get()
    assert all("127.0.0.1" not in text and "whsec_" not in text and len(text) > 80 for text in row)


def test_two_secrets_hold_for_a_day(hook, receiver, clock):
    old, new = hook.secret, hooks.renew_secret(hook)
    known = []
    for moment in (NOON, NOON + A_DAY):
        outbox.send_test(hook)
        deliver_webhooks(clock(moment))
        known.append([is_from_kneelog(secret, *receiver.got[-1][1:]) for secret in (old, new)])
    assert known == [[True, True], [False, True]]


def test_paused_it_is_told_nothing_and_nothing_is_kept_for_later(hook, receiver):
    sore(hook)
    hooks.pause(hook)
    assert (deliver_webhooks(NOON), only().state, only().body, Told.objects.count()) == (0, "given_up", "", 0)
    sore(hook, 7)
    hooks.resume(hook)
    look_for_news(NOON)
    assert deliver_webhooks(NOON) == 0
    sore(hook, 9)
    make_run(hook.runner, DAY, hour=10)
    look_for_news(NOON)
    assert deliver_webhooks(NOON) == 1


def test_a_test_is_sent_once_and_stops_nothing(hook, receiver, clock):
    receiver.status = 500
    outbox.send_test(hook)
    deliver_webhooks(NOON)
    assert state(only()) == ("given_up", 1, "refused", 500)
    assert json.loads(receiver.got[0][2])["type"] == "test"
    hook.refresh_from_db()
    assert hook.state == "on"


def test_again_now_takes_nothing_from_the_attempts(hook, receiver, clock):
    sore(hook)
    receiver.status = 500
    deliver_webhooks(NOON)
    assert outbox.try_again(hook) == 0
    clock(NOON + MINUTE)
    assert (outbox.try_again(hook), deliver_webhooks(NOON + MINUTE)) == (1, 1)
    assert (len(receiver.got), only().attempts) == (2, 1)


def test_who_left_and_stays_shares_with_no_program(hook, receiver):
    sore(hook)
    leave(hook.runner)
    stay(hook.runner)
    sore(hook, 7)
    hook.refresh_from_db()
    assert (hook.state, deliver_webhooks(NOON), receiver.got) == ("paused", 0, [])
    assert (only().state, only().body) == ("given_up", "")


def test_switched_off_nothing_is_looked_for_or_sent(hook, receiver, settings):
    sore(hook)
    settings.KNEELOG_WEBHOOKS_TO = type(settings.KNEELOG_WEBHOOKS_TO)()
    make_run(hook.runner, DAY)
    assert (look_for_news(NOON), deliver_webhooks(NOON), receiver.got) == (0, 0, [])


def test_after_a_month_nothing_is_left(hook):
    sore(hook)
    assert (outbox.forget_deliveries(NOON + 30 * A_DAY), WebhookDelivery.objects.count()) == (0, 1)
    assert outbox.forget_deliveries(NOON + 30 * A_DAY + MINUTE) == 1


def test_no_log_line_tells_an_address_a_secret_or_a_message(hook, receiver, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    hooks.change(hook, with_text=True)
    sore(hook)
    receiver.status = 500
    deliver_webhooks(NOON)
    know_no_name(monkeypatch)
    Webhook.objects.update(url="https://canary.invalid/")
    outbox.send_test(hook)
    deliver_webhooks(NOON)
    assert {message.problem for message in WebhookDelivery.objects.all()} == {"refused", "unknown"}
    logged = [record.getMessage() for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in logged if "canary" in line or hook.secret in line or "knee" in line]

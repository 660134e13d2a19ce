"""All that is done by the clock. A new line here is all that a new schedule needs."""

from __future__ import annotations

from datetime import time, timedelta

from training import tokens
from training.importing.purging import purge_stale
from training.leaving import erase_due
from training.logbook.repeating import forget_keys
from training.mailing.addresses import has_server
from training.mailing.delivering import forget_mails
from training.tasks import back_tests, imports, mails, news
from training.tasks.backups import back_up_at_night, wants_backups
from training.tasks.expiring import forget_expired
from training.tasks.lost import forget_results, reap
from training.tasks.scheduling import Scheduled
from training.tasks.webhooks import deliver_webhooks
from training.webhooks.outbox import forget_deliveries

OFTEN, EACH_MINUTE = timedelta(seconds=10), timedelta(minutes=1)
AT_TIMES, HOURLY = timedelta(minutes=5), timedelta(hours=1)

SCHEDULES = (
    # What a killed worker left, so when one starts too.
    Scheduled(name="lost-jobs", every=OFTEN, at_start=True, act=reap),
    Scheduled(name="lost-imports", every=OFTEN, at_start=True, act=imports.revive),
    Scheduled(name="lost-back-tests", every=OFTEN, at_start=True, act=back_tests.revive),
    Scheduled(name=news.SCHEDULE, every=EACH_MINUTE, act=news.look_for_news),
    Scheduled(name="warning-mails", every=EACH_MINUTE, act=mails.send_news, wanted=has_server),
    Scheduled(name="webhooks", every=OFTEN, act=deliver_webhooks),
    Scheduled(name="old-deliveries", every=HOURLY, act=forget_deliveries),
    Scheduled(name="old-imports", every=HOURLY, act=purge_stale),
    Scheduled(name="old-jobs", every=HOURLY, act=forget_results),
    Scheduled(name="expired-log-ins", every=HOURLY, act=forget_expired),
    Scheduled(name="old-requests", every=HOURLY, act=forget_keys),
    Scheduled(name="ended-tokens", every=HOURLY, act=tokens.purge),
    Scheduled(name="digests", every=AT_TIMES, act=mails.send_digests, wanted=has_server),
    Scheduled(name="prompts", every=AT_TIMES, act=mails.send_prompts, wanted=has_server),
    Scheduled(name="old-mails", every=HOURLY, act=forget_mails),
    Scheduled(name="left-accounts", every=HOURLY, act=erase_due),
    Scheduled(name="backup", at=time(3, 17), act=back_up_at_night, wanted=wants_backups),
)


def wanted() -> list[Scheduled]:
    """Those that the settings ask for."""
    return [each for each in SCHEDULES if each.wanted()]

"""What Prometheus reads, and who may."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.utils import OperationalError
from prometheus_client.parser import text_string_to_metric_families

from kneelog import __version__
from tests.architecture.source import REPOSITORY
from tests.factories import make_runner
from tests.operations.counted import count, fail
from training.models import MailSent, Schedule, User, Webhook, WebhookDelivery, Worker
from training.tasks.queue import Jobs

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TOKEN = "of-prometheus-and-nobody-else"
WAIT = "jobs_longest_wait_seconds"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def token(settings):
    settings.KNEELOG_METRICS_TOKEN = TOKEN
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def read(client):
    """All samples by name and labels, in the order of the labels' names."""

    def samples():
        answer = client.get("/metrics", headers=BEARER)
        assert (answer.status_code, answer["Content-Type"][:10]) == (200, "text/plain")
        families = text_string_to_metric_families(answer.content.decode())
        return {
            (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
            for family in families
            for sample in family.samples
        }

    return samples


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer \xe9"},
    ],
)
def test_without_the_token_nothing_is_said(client, headers):
    answer = client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.content, answer["WWW-Authenticate"]) == (401, b"", "Bearer")


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer "}, BEARER])
def test_where_the_settings_name_no_token_there_is_no_such_page(client, settings, headers):
    settings.KNEELOG_METRICS_TOKEN = ""
    assert client.get("/metrics", headers=headers).content == client.get("/no-such-page").content


@pytest.mark.django_db
@pytest.mark.data
def test_who_is_logged_in_is_not_looked_at(client, django_user_model, django_assert_num_queries):
    client.force_login(django_user_model.objects.create_user("ada", is_staff=True))
    with django_assert_num_queries(0):
        assert client.get("/metrics").status_code == 401
    with django_assert_num_queries(6):
        answer = client.get("/metrics", headers=BEARER)
    assert isinstance(getattr(answer.wsgi_request, "user", AnonymousUser()), AnonymousUser)
    assert client.post("/metrics", headers=BEARER).status_code == 405


@pytest.mark.django_db
@pytest.mark.data
def test_requests_are_counted_by_route_and_by_nothing_else(client, read):
    before = read()
    client.get("/healthz")
    client.get("/proof/of-somebody/?note=canary", headers={"User-Agent": "canary"})
    for path in ("/canary-1/", "/canary-2/"):
        client.generic("CANARY", path)
    after = read()
    grown = {
        key[1:]: after[key] - before.get(key, 0)
        for key in after
        if key[0] == "kneelog_requests_total" and after[key] != before.get(key)
    }
    assert grown == {
        ("GET", "healthz", "2xx"): 1,
        ("GET", "proof", "3xx"): 1,
        ("other", "none", "4xx"): 2,
        ("GET", "metrics", "2xx"): 1,
    }
    key = ("kneelog_request_seconds_count", "none")
    assert after[key] - before.get(key, 0) == 2
    assert after["kneelog_requests_in_progress",] == 1
    assert not [key for key in after if "canary" in str(key).lower()]


@pytest.mark.django_db(transaction=True)
@pytest.mark.data
def test_jobs_workers_and_schedules(read, time_machine, tmp_path):
    time_machine.move_to(NOON, tick=False)
    fail.enqueue("secret of a knee")
    count.enqueue(str(tmp_path), 1)
    Jobs().run(once=True)
    count.using(run_after=NOON + timedelta(hours=1)).enqueue(str(tmp_path), 2)
    later = NOON + timedelta(seconds=90)
    for worker, beat_at in (("a", later), ("killed", NOON - timedelta(hours=1))):
        Worker.objects.create(id=worker, started_at=NOON, beat_at=beat_at)
    Schedule.objects.filter(name="old-jobs").update(failures=3, success_at=None)
    time_machine.move_to(later, tick=False)
    count.enqueue(str(tmp_path), 3)
    time_machine.move_to(later + timedelta(seconds=30), tick=False)
    said = read()
    assert {key[1:]: value for key, value in said.items() if key[0] == "kneelog_jobs"} == {
        ("failed", "fail"): 1,
        ("done", "count"): 1,
        ("waiting", "count"): 2,
    }
    assert [said[f"kneelog_{name}",] for name in ("workers", WAIT)] == [1, 30]
    succeeded = "kneelog_schedule_last_success_timestamp_seconds"
    assert said[succeeded, "lost-jobs"] == NOON.timestamp()
    assert ((succeeded, "old-jobs") in said, said["kneelog_schedule_failures", "old-jobs"]) == (False, 3)
    time_machine.move_to(NOON + timedelta(hours=2), tick=False)
    assert read()[f"kneelog_{WAIT}",] == 2 * 3600 - 90


def waiting(said: dict, what: str) -> list[float]:
    """How many wait, and for how long the oldest."""
    return [said[f"kneelog_{what}_{name}",] for name in ("waiting", "longest_wait_seconds")]


@pytest.mark.django_db
@pytest.mark.data
def test_mails_wait_from_when_they_are_due_and_tried_ones_from_when_they_were_to_come(read, time_machine):
    time_machine.move_to(NOON, tick=False)
    assert waiting(read(), "mails") == [0, 0]
    runner, hour = make_runner(), timedelta(hours=1)

    def mail(about: str, **more) -> None:
        MailSent.objects.create(runner=runner, kind="news", about=about, **more)

    mail("quiet hours hold it back", created_at=NOON - 9 * hour, at=NOON + hour)
    mail("it went", state="sent", created_at=NOON - 9 * hour, at=NOON - 9 * hour)
    assert waiting(read(), "mails") == [1, 0]
    mail("quiet hours are over", created_at=NOON - 9 * hour, at=NOON - timedelta(seconds=20))
    assert waiting(read(), "mails") == [2, 20]
    mail("no server took it", created_at=NOON - 2 * hour, at=NOON + hour, tries=3)
    assert waiting(read(), "mails") == [3, 7200]


@pytest.mark.django_db
@pytest.mark.data
def test_messages_of_webhooks_wait_from_when_they_are_due(read, time_machine):
    time_machine.move_to(NOON, tick=False)
    assert waiting(read(), "webhooks") == [0, 0]
    hook = Webhook.objects.create(runner=make_runner(), url="https://example.org/", secret="whsec_")

    def message(runner: User = hook.runner, **more) -> None:
        WebhookDelivery.objects.create(runner=runner, webhook=hook, kind="finding.new", **more)

    leaving = User.objects.create_user("leaving", leaves_at=NOON)
    message(next_at=NOON + timedelta(hours=5), attempts=8, created_at=NOON - timedelta(days=1))
    message(next_at=None, state="delivered", created_at=NOON - timedelta(days=1))
    message(runner=leaving, next_at=NOON - timedelta(days=1))
    assert waiting(read(), "webhooks") == [1, 0]
    message(next_at=NOON - timedelta(minutes=1))
    assert waiting(read(), "webhooks") == [2, 60]


@pytest.mark.django_db
@pytest.mark.data
def test_the_version_and_no_times_of_making(read):
    said = read()
    assert said["kneelog_build_info", __version__] == 1
    assert f'version = "{__version__}"' in (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert not [key for key in said if key[0].endswith("_created")]


@pytest.mark.django_db
@pytest.mark.data
def test_the_pool_is_told_where_there_is_one(read):
    states = {key[1:] for key in read() if key[0] == "kneelog_database_connections"}
    pooled = {("default", state) for state in ("idle", "busy", "waiting")}
    assert states == (pooled if connection.vendor == "postgresql" else set())


@pytest.mark.django_db
def test_without_a_database_the_process_still_tells_of_itself(read, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    said = read()
    assert (said["kneelog_database_up",], ("kneelog_workers",) in said) == (0, False)
    assert said["process_resident_memory_bytes",] > 0


@pytest.mark.django_db
def test_the_rules_that_are_shipped_ask_for_what_there_is(read):
    rules = (REPOSITORY / "deploy" / "prometheus-rules.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"kneelog_[a-z_]+", rules))
    Schedule.objects.create(name="backup", next_at=NOON, success_at=NOON)
    named = {key[0] for key in read()}
    assert asked <= named
    assert len(asked) >= 5

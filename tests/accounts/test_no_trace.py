"""After its time an account leaves no trace, whatever was written into whichever field."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tests.accounts.people import log_in
from tests.factories import make_batch, make_check_in, make_item, make_run, make_runner, make_shoe
from tests.sharing.cast import number_set, share
from training import tokens
from training.announcing import listen
from training.importing.uploads import folder_of
from training.leaving import erase_due, leave
from training.logbook.undoing import delete
from training.models import BackTest, Grant, Invitation, MailSent, MailWishes, Team, TeamOverride, Told, User
from training.models.fields import WordSetField
from training.sharing.report_links import make_link

DAY = date(2026, 6, 1)
CANARY = "canary-7f3a"
# Whose a row is, where it does not say so itself.
OWNERS = {User: "pk", TeamOverride: "team__coach"}
STAYS = {
    "ThresholdRevision": "what held for everybody, and why; the privacy page says so",
    "UserSession.session_key": "drawn by us, and leads to the session",
}


def log_of(anna):
    run = make_run(anna, DAY)
    delete(anna, [make_run(anna, DAY, hour=9, notes=CANARY)])
    make_check_in(anna, DAY, 3)
    make_shoe(anna)
    anna.reactions.create(rule="x", subject="runner", kind="useful", day=DAY)
    anna.idempotency_keys.create(key="x", fingerprint="x")
    batch = make_batch(anna)
    make_item(batch, DAY)
    folder_of(batch).mkdir(parents=True, exist_ok=True)
    (folder_of(batch) / "1").write_text(CANARY)
    return run


def doors_of(anna):
    EmailAddress.objects.create(user=anna, email="a@example.org")
    Authenticator.objects.create(user=anna, type="totp", data={})
    tokens.issue(anna, "x", ["read"], anna.profile.today())
    make_link(anna, uuid4(), ["left"], notes=False, days=3)
    hook = anna.webhooks.create(url="https://example.org/", secret="x", old_secret="x")
    hook.deliveries.create(runner=anna, kind="test", body="x", next_at=timezone.now())
    listen(anna, "x")
    Told.objects.create(runner=anna, channel="x", rule="x", subject="x", severity=1)
    MailSent.objects.create(runner=anna, kind="digest", about="x")
    MailWishes.objects.create(runner=anna)


def office_of(anna):
    """As an admin, and as a coach of her own."""
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(user=anna, content_type=kind, object_id="x", object_repr="x", action_flag=2)
    BackTest.objects.create(author=anna, kind="rule", base=1, first=DAY, last=DAY)
    team = Team.objects.create(coach=anna, name="x")
    TeamOverride.objects.create(team=team, rule="x", values={}, reason="x")


def between(anna, kim):
    """Each is the other's coach."""
    number_set(share(anna, kim))
    anna.notes.create(coach=kim, by_coach=False, text="x")
    kim.seen.create(runner=anna)
    kim.coach_marks.create(runner=anna, rule="x", subject="x", kind="acknowledged", day=DAY)
    Invitation.objects.create(inviter=anna, asks="coach", name="x")
    # Of hers, with others: to a name that nobody had then, and in the log of whom she coaches.
    Invitation.objects.create(inviter=kim, asks="coach", name=CANARY)
    number_set(share(kim, anna, may_set=True), reason=CANARY)


def rows_of(model: type[models.Model], person: User) -> models.QuerySet[Any]:
    columns = [field.name for field in model._meta.concrete_fields if field.related_model is User]
    mine = Q(pk__in=[])
    for name in [OWNERS[model]] if model in OWNERS else columns:
        mine |= Q(**{name: person.pk})
    return model._base_manager.filter(mine)


def fields_with_words(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Its columns that hold more than numbers, moments and words of a list."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not (field.flatchoices or isinstance(field, WordSetField))
        and {model.__name__, f"{model.__name__}.{field.name}"}.isdisjoint(STAYS)
    ]


def plant(person: User) -> list[str]:
    """The canary in every field of a person; those that have no row to hold it."""
    missed = []
    for model in apps.get_models():
        if model not in OWNERS and not any(f.related_model is User for f in model._meta.concrete_fields):
            continue
        for field in fields_with_words(model):
            words = [CANARY] if isinstance(field, models.JSONField) else CANARY
            if not rows_of(model, person).update(**{field.name: words}):
                missed.append(f"{model.__name__}.{field.name}")
    return missed


def rows_with_canary() -> set[str]:
    found = ((model, str(row)) for model in apps.get_models() for row in model._base_manager.values())
    return {model.__name__ for model, row in found if CANARY in row}


def files_with_canary(folder: Path) -> list[str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        paths += [path for path in map(Path, (name, f"{name}-wal")) if path.exists()]
    return [str(path) for path in paths if CANARY.encode() in path.read_bytes()]


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_canary_in_every_field_is_nowhere_afterwards(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    anna, kim = make_runner("anna"), make_runner("kim")
    log_in(headers={"user-agent": CANARY})
    for fill in (log_of, doors_of, office_of):
        fill(anna)
    between(anna, kim)
    assert plant(anna) == []
    assert {"Run", "Undo", "Webhook", "UserSession", "Override", "TeamOverride"} < rows_with_canary()
    assert files_with_canary(tmp_path) != []
    leave(User.objects.get(pk=anna.pk))
    erase_due(timezone.now() + timedelta(days=15))
    assert (rows_with_canary(), files_with_canary(tmp_path)) == (set(), [])
    assert (Grant.objects.count(), Session.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("nights", "words"),
    [(13, "Nightly backups forget you 13 days later."), (0, "Backups forget you when they are replaced.")],
)
def test_the_privacy_page_says_when_backups_forget(client, settings, nights, words):
    settings.KNEELOG_BACKUPS = nights
    assert words in client.get(reverse("privacy")).text

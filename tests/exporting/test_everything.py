"""An export is everything: each model of a runner, and each of its fields, goes along or says why not."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from tests.importing.documents import LOG, as_bytes
from training.exporting.log_entries import LogEntries
from training.importing.log_import import import_log
from training.importing.log_tables import TABLES
from training.models import (
    CareEntry,
    CheckIn,
    Clearance,
    GapAnswer,
    LadderSession,
    PreviousInjury,
    Profile,
    Reaction,
    Run,
    Shoe,
    User,
)

EXPORTED = {
    Profile: "profile",
    PreviousInjury: "previous_injuries",
    Shoe: "shoes",
    Run: "runs",
    CheckIn: "check_ins",
    CareEntry: "care",
    GapAnswer: "gaps",
    Reaction: "reactions",
    LadderSession: "ladder",
    Clearance: "clearances",
}
STAYS = {
    "Undo": "a deleted entry, gone after a day",
    "ImportBatch": "how an import went; what came in by it is in the log",
    "ImportUpload": "a file as it was sent, which the runner has",
    "ImportFile": "what a file told; what came in of it is in the log",
    "ImportItem": "the preview of an import; what came in by it is in the log",
    "IdempotencyKey": "a request that may be sent twice, gone after a day",
    "LogStamp": "says that the log was written to, and no more",
    "Grant": "in the tables, beside the log: an agreement with another account",
    "Override": "in the tables, beside the log: it holds by a grant",
    "AccessToken": "a key of other programs to this account",
    "ReportLink": "a door somebody may stand at, which leads to this account",
    "Look": "in the tables, beside the log: who looked when",
    "MailWishes": "which mails come, to an address that another account has not",
    "MailSent": "that a mail was sent from here",
    "Note": "in the tables, beside the log: a letter between two people",
    "Seen": "a coach's memory of what they were shown",
    "CoachMark": "what a coach marked for themselves",
    "Listener": "a way by which this account hears of warnings",
    "Told": "which warnings this account has heard of; they are found anew from the log",
    "Webhook": "a door of another program, with a secret that opens it",
    "WebhookDelivery": "a message that was sent, gone after a month",
    "TeamMember": "what a coach grouped for themselves",
}
# Fields that are told under another name, or not.
OTHER_NAMES = {
    "created_at": {"logged_at"},
    "starts_at": {"start"},
    "local_date": {"start", "at"},
}
FIELDS_THAT_STAY = {
    "id": "another one in another account",
    "runner": "whoever imports it",
    "version": "counts edits of the row, so that a stale one is noticed",
}


def models_of_a_runner() -> set[type[Any]]:
    return {
        model
        for model in apps.get_models()
        if any(field.name == "runner" for field in model._meta.get_fields())
    }


def fields_left_out(model: type[Any], told: set[str]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in FIELDS_THAT_STAY and not told & OTHER_NAMES.get(field.name, {field.name})
    ]


def test_every_model_with_a_runner_is_exported_or_stays_for_a_reason():
    names = {model.__name__ for model in models_of_a_runner()}
    exported = {model.__name__ for model in EXPORTED}
    assert names - exported - set(STAYS) == set(), "export it, or say in STAYS why not"
    assert (set(STAYS) - names, exported & set(STAYS)) == (set(), set())


@pytest.mark.parametrize("model", EXPORTED, ids=lambda model: model.__name__)
def test_every_field_has_a_column(model):
    assert fields_left_out(model, {column.name for column in TABLES[EXPORTED[model]]}) == []


def test_a_field_without_a_column_is_noticed():
    told = {column.name for column in TABLES["runs"]} - {"elapsed_s", "start"}
    assert fields_left_out(Run, told) == ["local_date", "starts_at", "elapsed_s"]


@pytest.mark.django_db
def test_both_forms_tell_the_same_fields():
    import_log("anna", as_bytes(LOG))
    log = LogEntries(User.objects.get(username="anna"))
    lists = {**{name: entries() for name, entries in log.lists.items()}, "previous_injuries": log.injuries()}
    for name, entries in lists.items():
        columns = {column.name for column in TABLES[name]} - {"date", "time"}
        assert {frozenset(entry) for entry in entries} == {frozenset(columns)}, name
    assert set(log.profile()) == {column.name for column in TABLES["profile"]} - {"format"}

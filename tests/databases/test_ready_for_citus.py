"""What keeps the log ready to be spread over many nodes. Each rule first meets what breaks it."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from kneelog.databases import citus
from kneelog.databases.citus import EVERYWHERE, FIRST_NODE, SPREAD, place_of
from tests.architecture.source import REPOSITORY
from training.models import LogStamp, Profile, Team, User

SPREAD_MODELS = [model for model in citus.models() if place_of(model) == SPREAD]
# Rows of one runner: whoever adds a line here has made sure that the code never joins two runners by it.
OF_THE_SAME_RUNNER = {
    "importfile.batch": "importbatch",
    "importfile.upload": "importupload",
    "importitem.batch": "importbatch",
    "importitem.file": "importfile",
    "importitem.twin": "run",
    "importitem.twin_item": "importitem",
    "importupload.batch": "importbatch",
    "look.link": "reportlink",
    "note.run": "run",
    "override.grant": "grant",
    "run.shoe": "shoe",
    "shoe.successor": "shoe",
    "webhookdelivery.webhook": "webhook",
}
# Queries inside of queries, all between rows of one runner.
OF_ONE_LOG = {
    "training/importing/batch_undo.py",
    "training/importing/files.py",
    "training/importing/saving.py",
    "training/pages/imports.py",
}


def foreign_keys(model: type[models.Model]) -> list[models.ForeignKey]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def test_every_table_has_a_place_and_a_new_one_is_told_that_it_has_none():
    class Stranger(models.Model):  # noqa: DJ008
        class Meta:
            app_label = "training"

    try:
        with pytest.raises(LookupError, match=r"^training\.stranger has no place among the nodes yet"):
            place_of(Stranger)
    finally:
        del apps.all_models["training"]["stranger"]
        apps.clear_cache()
    places = {model._meta.label_lower: place_of(model) for model in citus.models()}
    named = {name for name, place in places.items() if place != SPREAD}
    assert named == citus.ON_EACH_NODE | citus.ALONE
    assert not citus.ON_EACH_NODE & citus.ALONE
    assert places["training.run"] == SPREAD


def unique_without_runner(model: type[models.Model]) -> Iterator[str]:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and "runner" not in constraint.fields:
            yield constraint.name
    yield from ("unique_together" for names in model._meta.unique_together if "runner" not in names)
    yield from (
        field.name
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key and field.name != "runner"
    )


def test_whatever_is_unique_in_a_log_is_so_for_its_runner():
    assert list(unique_without_runner(Team)) == ["team_name_once"]
    assert list(unique_without_runner(User)) == ["username"]
    assert [name for model in SPREAD_MODELS for name in unique_without_runner(model)] == []
    keys = {model._meta.pk.name for model in SPREAD_MODELS}
    assert keys == {"id", "runner"}
    assert {model for model in SPREAD_MODELS if model._meta.pk.name == "runner"} >= {LogStamp, Profile}


def test_a_runner_is_a_user_and_is_never_missing():
    for model in SPREAD_MODELS:
        field = model._meta.get_field("runner")
        assert (field.related_model, field.null) == (User, False), model


def test_no_foreign_key_leads_from_one_runner_to_another():
    within, elsewhere = {}, set()
    for model in citus.models():
        for field in foreign_keys(model):
            name, place = f"{model._meta.model_name}.{field.name}", place_of(field.related_model)
            if place_of(model) == SPREAD == place:
                within[name] = field.related_model._meta.model_name
            elif place == SPREAD or (place == FIRST_NODE and place_of(model) != FIRST_NODE):
                elsewhere.add(name)
    assert within == OF_THE_SAME_RUNNER
    assert elsewhere == set()
    assert place_of(User) == EVERYWHERE


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", [m for m in SPREAD_MODELS if m._meta.pk.name == "id"], ids=lambda model: model.__name__
)
def test_saving_a_row_asks_for_its_runner_and_never_names_another(model):
    row = model(pk=uuid.UUID(int=1), runner_id=uuid.UUID(int=2))
    with CaptureQueriesContext(connection) as queries, pytest.raises(DatabaseError), transaction.atomic():
        models.Model.save_base(row, force_update=True)
    (said,) = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
    changed, _, which = said.partition(" WHERE ")
    assert ('"runner_id"' in changed, '"runner_id"' in which, '"id"' in which) == (False, True, True)


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("training", "kneelog"):
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            yield path.relative_to(REPOSITORY).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def locks(tree: ast.Module) -> Iterator[str]:
    """Each statement that locks rows and names neither a runner nor a table that is whole on each node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not hasattr(node, "body"):
            said = ast.unparse(node)
            if ".select_for_update(" in said and not any(word in said for word in MAY_LOCK):
                yield said


MAY_LOCK = ("runner=", "runner.", "User.objects.select_for_update", "ThresholdRevision.objects")


def test_only_rows_of_one_runner_are_locked():
    bad = ast.parse("def f():\n    Run.objects.select_for_update().get(pk=1)\n    x = 1")
    assert list(locks(bad)) == ["Run.objects.select_for_update().get(pk=1)"]
    assert [(path, said) for path, tree in sources() for said in locks(tree)] == []


def nests(tree: ast.Module) -> bool:
    """Whether a query depends on a row of the one around it."""
    return any(isinstance(node, ast.Name) and node.id == "OuterRef" for node in ast.walk(tree)) or any(
        isinstance(node, ast.Constant) and isinstance(node.value, str) and "training_user." in node.value
        for node in ast.walk(tree)
    )


def test_no_query_asks_of_each_user_what_their_log_holds():
    assert nests(ast.parse("User.objects.filter(Exists(Run.objects.filter(runner=OuterRef('pk'))))"))
    assert nests(ast.parse("COUNT = 'SELECT 1 FROM training_note n WHERE n.runner_id = training_user.id'"))
    assert {path for path, tree in sources() if nests(tree)} == OF_ONE_LOG

"""After an import: what came in, old shoes that came along, the way back, and what cannot be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_batch, make_item, make_run, make_shoe
from training.models import ImportBatch, ImportFile, ImportItem, Shoe

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("idle_imports")]
DAY = date(2026, 6, 1)


def show(client, batch):
    return client.get(reverse("import", args=[batch.pk]))


def said(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


@pytest.fixture
def done(anna):
    """An import that added a run in an old shoe and changed another one."""
    batch = make_batch(anna, "done", saved_at=timezone.now())
    ImportBatch.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    today = anna.profile.today()
    old, new = make_shoe(anna, "Old"), make_shoe(anna, "New")
    for shoe, back in ((old, 200), (new, 3)):
        day = today - timedelta(days=back)
        run = make_run(anna, day, shoe=shoe)
        make_item(batch, day, entry_id=run.pk)
    return batch


def test_the_result_says_what_came_in_and_how_to_take_it_back(client, done):
    page = show(client, done)
    assert page.context["headline"] == "2 runs came in."
    assert reverse("undo-import", args=[done.pk]) in page.text
    asked = client.get(reverse("undo-import", args=[done.pk]))
    assert asked.context["goes"][0] == "2 runs that it added"
    done.refresh_from_db()
    assert done.state == "done"
    assert client.post(reverse("undo-import", args=[done.pk])).url == reverse("import", args=[done.pk])
    done.refresh_from_db()
    assert done.state == "undoing"
    assert client.post(reverse("undo-import", args=[done.pk])).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_30_days_there_is_nothing_to_undo(client, done, method):
    ImportBatch.objects.update(saved_at=timezone.now() - timedelta(days=31))
    late = getattr(client, method)(reverse("undo-import", args=[done.pk]))
    assert said(late) == ["There is nothing to undo here any more."]
    assert show(client, done).context["undo_until"] == ""


def test_old_shoes_that_came_along_are_retired_by_one_tap(client, anna, done):
    shoes = show(client, done).context["shoes"]
    assert [row["name"] for row in shoes["rows"]] == ["Old"]
    url = reverse("retire-imported", args=[done.pk])
    client.post(url, {"shoe": str(Shoe.objects.get(name="New").pk)})
    client.post(url, {"shoe": "nonsense"})
    assert Shoe.objects.filter(retired_on=None).count() == 2
    assert said(client.post(url, {"shoe": "all"})) == ["Retired: Old."]
    old = Shoe.objects.get(name="Old")
    assert old.retired_on == old.runs.get().local_date
    assert show(client, done).context["shoes"] is None


def test_a_shoe_that_was_there_before_is_left_alone(client, anna, done):
    Shoe.objects.update(created_at=timezone.now() - timedelta(days=1))
    assert show(client, done).context["shoes"] is None


@pytest.mark.parametrize("state", ["saving", "done", "undoing", "undone"])
def test_what_is_in_the_log_is_not_discarded(client, anna, state):
    batch = make_batch(anna, state, saved_at=timezone.now())
    ImportFile.objects.update(saved_at=timezone.now())
    late = client.post(reverse("discard-import", args=[batch.pk]))
    assert said(late) == ["This import has moved on in the meantime. Here is where it stands."]
    assert ImportBatch.objects.count() == 1


def test_a_preview_is_discarded_with_all_it_holds(client, anna):
    batch = make_batch(anna)
    make_item(batch, DAY)
    assert said(client.post(reverse("discard-import", args=[batch.pk]))) == [
        "Import discarded. Nothing of it is in your log."
    ]
    assert (ImportBatch.objects.count(), ImportItem.objects.count()) == (0, 0)
    assert show(client, batch).status_code == 404


def test_the_result_says_how_far_it_went_and_since_when(client, anna, done):
    counts = show(client, done).context["counts"]
    first, last = (
        anna.runs.order_by(order).first().local_date.year for order in ("local_date", "-local_date")
    )
    years = str(first) if first == last else f"{first}\u2013{last}"
    assert [(count["value"], count["label"]) for count in counts] == [
        ("16\u00a0km", "of running"), (years, "in your log"), ("2", "pairs of shoes"),
    ]  # fmt: skip


def test_what_stayed_after_undoing_is_said(client, done):
    assert show(client, done).context["kept"] == ""
    done.items.filter(pk=done.items.first().pk).update(entry_id=None)
    ImportBatch.objects.update(state="undone")
    context = show(client, done).context
    assert context["kept"] == "1 entry of it stays in your log, because you changed it since."
    assert (context["counts"], context["shoes"], context["undo_until"]) == ([], None, "")


def test_the_way_back_names_shoes_only_where_there_are_some(client, done):
    url = reverse("undo-import", args=[done.pk])
    assert client.get(url).context["goes"] == ["2 runs that it added"]
    item = done.items.first()
    done.items.filter(pk=item.pk).update(facts=item.facts | {"shoe": "Ghost"})
    assert client.get(url).context["goes"][1] == "Shoes that it made and that no other run wears"


def test_an_import_that_failed_can_be_discarded_or_undone(client, anna):
    batch = make_batch(anna, "failed", reason="It was broken off.")
    page = show(client, batch)
    assert (page.context["can_discard"], page.context["undo_until"]) == (True, "")
    assert "It was broken off." in page.text
    ImportBatch.objects.update(saved_at=timezone.now())
    page = show(client, batch)
    assert (page.context["can_discard"], page.context["undo_until"] != "") == (False, True)


def test_the_list_says_how_much_each_import_brought(client, done):
    other = make_batch(done.runner, "done", saved_at=timezone.now())
    other.files.update(log={"added": {"Run": 3, "Shoe": 1}, "known": {}, "profile": {}})
    details = [row["detail"] for row in client.get(reverse("imports")).context["rows"]]
    assert details == ["4 entries", "2 entries"]

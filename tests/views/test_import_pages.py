"""One import on its pages: what would come in, the answers, the result, and the way back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_batch, make_item, make_run, make_runner, make_shoe
from training.models import ImportBatch, Profile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("idle_imports")]
DAY = date(2026, 6, 1)


@pytest.fixture
def batch(anna):
    """Two new runs, one known, one told differently by a log without a time."""
    batch = make_batch(anna)
    make_item(batch, DAY)
    make_item(
        batch, DAY - timedelta(days=1), facts={"surface": "trail", "proposed": ["surface"], "shoe": "Ghost"}
    )
    known = make_run(anna, DAY - timedelta(days=2))
    make_item(batch, DAY - timedelta(days=2), "known", "keep", twin=known)
    other = make_run(anna, DAY - timedelta(days=3), 8_100, shoe=make_shoe(anna, "Speed"))
    facts = {"duration_s": 2_700, "distance_m": 8_000}
    told = {"twin": other, "differs": ["distance_m", "duration_s"], "facts": facts}
    make_item(batch, DAY - timedelta(days=3), "conflict", "take", **told)
    return batch


def show(client, batch):
    return client.get(reverse("import", args=[batch.pk]))


def answer(client, batch, **data):
    response = client.post(reverse("answer-import", args=[batch.pk]), data)
    batch.refresh_from_db()
    return response


def said(response) -> list[str]:
    return [str(message) for message in response.wsgi_request._messages]


def chosen_unit(client, batch) -> str:
    (question,) = show(client, batch).context["questions"]
    (chosen,) = (each["value"] for each in question["answers"] if each["chosen"])
    return chosen


def test_the_preview_says_what_would_come_in(client, batch):
    page = show(client, batch)
    context = page.context
    assert context["headline"] == "2 new runs, 1 already in your log, 1 logged differently."
    assert (context["accept"], context["also"]) == ("Add 2 runs", "With it: 1 run of your log changes.")
    assert [(str(block["title"]), block["number"]) for block in context["lists"]] == [
        ("New runs", "2"), ("Already in your log", "1"),
    ]  # fmt: skip
    first, second = context["lists"][0]["table"]["rows"]
    assert first == {
        "date": "1\u00a0June 2026", "clock": "Monday, 07:00", "distance": "8.0\u00a0km", "time": "\u2013",
        "shoe": "", "said": "", "proposed": [],
    }  # fmt: skip
    assert (second["shoe"], second["said"], second["proposed"]) == ("Ghost", "", ["trail"])
    assert "proposed</small>" in page.text


def test_both_copies_stand_side_by_side_with_the_proposed_one_chosen(client, batch):
    page = show(client, batch)
    (card,) = page.context["twins"]["cards"]
    assert [(row["label"], row["mine"], row["file"], row["differs"]) for row in card["rows"]] == [
        ("Start", "07:00", "07:00", False),
        ("Distance", "8.10\u00a0km", "8.00\u00a0km", True),
        ("Time", "", "45:00", True),
        ("Shoe", "Speed", "", False),
    ]
    assert [(option["value"], option["checked"]) for option in card["options"]] == [
        ("keep", False),
        ("take", True),
    ]
    assert page.text.count("differs</span>") == 2


def test_a_choice_is_kept_and_goes_with_the_acceptance(client, batch):
    item = batch.items.get(verdict="conflict")
    assert answer(client, batch, **{f"choice-{item.pk}": "keep"}).url == reverse("import", args=[batch.pk])
    assert (batch.items.get(pk=item.pk).choice, batch.state) == ("keep", "ready")
    answer(client, batch, **{f"choice-{item.pk}": "take", "do": "add"})
    assert (batch.items.get(pk=item.pk).choice, batch.state) == ("take", "saving")


@pytest.mark.parametrize(
    "key", ["choice-", "choice-x", "choice-0b0e8f2e-6a4e-4c55-9d4e-6d6f6f1f0c11", "choice-" + "9" * 60]
)
@pytest.mark.parametrize("value", ["keep", "add", "", "x" * 5000])
def test_a_choice_of_nothing_we_offered_changes_nothing(client, batch, key, value):
    before = list(batch.items.values_list("pk", "choice"))
    assert answer(client, batch, **{key: value, "do": "nonsense"}).status_code == 302
    assert list(batch.items.values_list("pk", "choice")) == before


def test_an_entry_of_another_batch_cannot_be_chosen(client, anna, batch):
    other = make_item(make_batch(make_runner("ben")), DAY, "conflict", "take")
    answer(client, batch, **{f"choice-{other.pk}": "keep"})
    other.refresh_from_db()
    assert other.choice == "take"


def test_all_can_be_kept_or_taken_at_once(client, batch):
    answer(client, batch, do="keep-all")
    assert batch.items.get(verdict="conflict").choice == "keep"
    answer(client, batch, do="take-all")
    assert batch.items.get(verdict="conflict").choice == "take"


def test_activities_without_a_sport_and_rides_are_asked_about(client, anna):
    batch = make_batch(anna)
    make_item(batch, DAY, "unnamed", "keep", facts={"unnamed": True})
    ride = {"kind": "care", "facts": {"kind": "cycle", "minutes": 40, "on": DAY.isoformat()}}
    make_item(batch, DAY - timedelta(days=1), "new", "keep", **ride)
    context = show(client, batch).context
    assert context["headline"] == "1 without a sport."
    assert context["accept"] == ""
    assert [(each["title"], [a["chosen"] for a in each["answers"]]) for each in context["questions"]] == [
        ("1 activity names no sport. Count it as a run?", [False, True]),
        ("1 ride or swim: also add it as care?", [False, True]),
    ]
    answer(client, batch, do="unnamed-yes")
    answer(client, batch, do="care-yes")
    context = show(client, batch).context
    assert (context["accept"], context["also"]) == ("Add 1 run", "With it: 1 care entry comes in.")
    answer(client, batch, do="unnamed-no")
    assert show(client, batch).context["accept"] == "Add 1 care entry"


def test_a_file_without_a_unit_is_asked_about_with_an_example(client, anna, time_machine):
    time_machine.move_to(datetime.combine(DAY, time(12), UTC))
    batch = make_batch(anna)
    make_item(batch, DAY, facts={"distance_if_km_m": 8_000, "distance_if_miles_m": 12_875})
    (question,) = show(client, batch).context["questions"]
    assert question["title"] == "A file names no unit. Kilometres or miles?"
    assert question["text"] == "For example, on 1\u00a0June: 8.0\u00a0km or 8.0\u00a0mi?"
    assert chosen_unit(client, batch) == "unit-km"
    answer(client, batch, do="unit-mi")
    assert (batch.miles, chosen_unit(client, batch)) == (True, "unit-mi")


def test_the_unit_a_file_was_counted_in_is_the_one_that_is_chosen_whatever_the_runner_uses_since(
    client, anna
):
    batch = make_batch(anna)
    make_item(batch, DAY, facts={"distance_if_km_m": 8_000, "distance_if_miles_m": 12_875})
    Profile.objects.update(units="mi")
    assert chosen_unit(client, batch) == "unit-km"


def test_nothing_new_is_said_without_a_button_to_add(client, anna):
    batch = make_batch(anna)
    make_item(batch, DAY, "known", "keep", twin=make_run(anna, DAY))
    page = show(client, batch)
    assert page.context["headline"] == "Nothing new: all of it is in your log already."
    assert "There is nothing to add. You can discard this import." in page.text
    assert 'value="add"' not in page.text


def test_a_copy_of_another_file_is_not_called_logged(client, anna):
    batch = make_batch(anna, files=2)
    first = make_item(batch, DAY)
    make_item(batch, DAY, "known", "keep", twin_item=first)
    make_item(batch, DAY, "conflict", "keep", twin_item=first, differs=["distance_m"])
    context = show(client, batch).context
    assert context["headline"] == "1 new run."
    assert [str(block["title"]) for block in context["lists"]] == ["New runs", "Twice in these files"]
    assert context["twins"]["cards"][0]["mine"] == "In another file"


@pytest.mark.parametrize("state", ["reading", "saving", "done", "undoing", "undone", "failed"])
def test_an_answer_that_comes_too_late_changes_nothing(client, anna, state):
    batch = make_batch(anna, state)
    item = make_item(batch, DAY, "conflict", "take")
    late = answer(client, batch, **{f"choice-{item.pk}": "keep"})
    assert said(late) == ["This import has moved on in the meantime. Here is where it stands."]
    assert answer(client, batch, do="unnamed-yes").status_code == 302
    assert (batch.state, batch.unnamed_are_runs, batch.items.get().choice) == (state, False, "take")


def test_a_second_click_on_add_is_calm(client, batch):
    answer(client, batch, do="add")
    assert answer(client, batch, do="add").url == reverse("import", args=[batch.pk])
    assert batch.state == "saving"


@pytest.mark.parametrize("state", ImportBatch.State.values)
def test_each_state_has_its_page_and_its_numbers(client, anna, state):
    batch = make_batch(anna, state, saved_at=timezone.now())
    assert show(client, batch).status_code == 200
    now = client.get(reverse("import-progress", args=[batch.pk])).json()
    assert (now["state"], now["all"]) == (state, 1)


def test_the_progress_is_said_in_words(client, anna):
    batch = make_batch(anna, "reading", files=2)
    ImportBatch.objects.update(expected=643)
    now = client.get(reverse("import-progress", args=[batch.pk])).json()
    assert (now["words"], now["done"], now["all"]) == ("2 of 643 files read.", 2, 643)
    assert 'max="643" value="2"' in show(client, batch).text


@pytest.mark.parametrize("what", ["new", "known", "unnamed", "care", "copies", "differing", "files"])
def test_long_lists_have_pages_of_their_own(client, batch, what):
    url = reverse("import-list", args=[batch.pk, what])
    for page in ("", "?page=2", "?page=0", "?page=x", "?page=" + "9" * 400):
        assert client.get(url + page).status_code == 200


def test_a_list_that_is_none_is_not_found(client, batch):
    assert client.get(reverse("import-list", args=[batch.pk, "everything"])).status_code == 404


def test_choices_of_a_long_list_lead_back_to_its_page(client, batch):
    item = batch.items.get(verdict="conflict")
    response = answer(client, batch, **{f"choice-{item.pk}": "keep", "page": "1"})
    assert response.url == f"{reverse('import-list', args=[batch.pk, 'differing'])}?page=1"
    assert batch.items.get(pk=item.pk).choice == "keep"

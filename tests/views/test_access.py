"""Who reaches what: every address of the resolver, for everybody."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from tests.factories import make_batch, make_check_in, make_run, make_runner, make_shoe
from tests.views.test_admin_access import BUTTONS, PAGES, PREVIEWS
from training.logbook.undoing import delete
from training.models import CareEntry, PreviousInjury, User

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)

PUBLIC = {"login", "logout", "signup", "style"}
OWN_PAGES = {
    "today", "warnings", "log-run", "runs", "knee", "clear-knees", "recovered", "care", "rest-days", "shoes",
    "new-shoe", "settings", "new-injury", "export", "export-log", "export-tables",
    "imports", "new-import",
}  # fmt: skip
OBJECTS = {
    "edit-run": "run",
    "delete-run": "run",
    "edit-check-in": "check_in",
    "delete-check-in": "check_in",
    "delete-care": "care",
    "edit-shoe": "shoe",
    "retire-shoe": "shoe",
    "delete-injury": "injury",
    "undo": "undo",
}
EXPORTS = {"export-log": "export", "export-tables": "export"}
CARDS = {"proof", "say"}
# Each belongs to a batch of files; the words after its id are made up here.
IMPORTS = {
    "import": [],
    "import-piece": [1],
    "import-sent": [],
    "import-progress": [],
    "import-list": ["new"],
    "import-problems": [],
    "answer-import": [],
    "import-columns": [1],
    "discard-import": [],
    "undo-import": [],
    "retire-imported": [],
}
# See test_admin_access.
ADMIN = {*PAGES, *BUTTONS, *PREVIEWS}


@pytest.fixture
def owned():
    """One object of each kind that belongs to Anna."""
    anna = make_runner("anna")
    return {
        "run": make_run(anna, DAY),
        "check_in": make_check_in(anna, DAY, 3),
        "care": CareEntry.objects.create(runner=anna, on=DAY, kind="ice"),
        "shoe": make_shoe(anna),
        "injury": PreviousInjury.objects.create(runner=anna, side="left", month=DAY),
        "undo": delete(anna, [make_run(anna, DAY, hour=12)]),
        "batch": make_batch(anna),
    }


def stored(owned) -> list[dict]:
    return [type(thing).objects.values().get(pk=thing.pk) for thing in owned.values()]


def test_every_address_is_accounted_for():
    patterns = [pattern for outer in get_resolver().url_patterns for pattern in outer.url_patterns]
    names = {pattern.name for pattern in patterns if hasattr(pattern, "name")}
    assert names == PUBLIC | OWN_PAGES | set(OBJECTS) | CARDS | set(IMPORTS) | ADMIN
    assert [pattern.app_name for pattern in patterns if not hasattr(pattern, "name")] == ["admin"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guest_is_sent_to_the_log_in(client, owned, method):
    before = stored(owned)
    addresses = [reverse(name) for name in OWN_PAGES]
    addresses += [reverse(name, args=[owned[kind].pk]) for name, kind in OBJECTS.items()]
    addresses += [reverse(name, args=["a" * 24]) for name in CARDS]
    addresses += [reverse(name, args=[owned["batch"].pk, *more]) for name, more in IMPORTS.items()]
    for address in addresses:
        response = getattr(client, method)(address)
        assert (response.status_code, response.url) == (302, f"{reverse('login')}?next={address}")
    assert stored(owned) == before


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["stranger", "admin"])
def test_what_belongs_to_another_looks_like_what_does_not_exist(client, owned, method, who):
    before = stored(owned)
    user = (
        make_runner("ben") if who == "stranger" else User.objects.create_superuser("ada", password="x" * 12)
    )
    client.force_login(user)
    asked = [(name, owned[kind], []) for name, kind in OBJECTS.items()]
    asked += [(name, owned["batch"], more) for name, more in IMPORTS.items()]
    for name, thing, more in asked:
        answers = [getattr(client, method)(reverse(name, args=[pk, *more])) for pk in (thing.pk, uuid4())]
        assert [answer.status_code for answer in answers] in ([404, 404], [302, 302], [405, 405]), name
        assert answers[0].content == answers[1].content, name
    assert stored(owned) == before


def test_a_deactivated_account_is_out_at_the_next_request(client, owned):
    client.force_login(User.objects.get(username="anna"))
    assert client.get(reverse("today")).status_code == 200
    User.objects.update(is_active=False)
    assert client.get(reverse("today")).status_code == 302


def test_lists_show_the_runners_own_alone(client, owned):
    client.force_login(make_runner("ben"))
    for name in ("runs", "shoes", "knee", "care", "settings", "imports"):
        text = client.get(reverse(name)).text
        assert [str(thing.pk) for thing in owned.values() if str(thing.pk) in text] == []


def test_no_address_with_an_odd_id_is_an_error(client, owned):
    client.force_login(User.objects.get(username="anna"))
    for odd in ("0", "9" * 400, "%00", "..", "nan", "é", "00000000-0000-0000-0000-000000000000"):
        for start in ("/runs/", "/knee/", "/shoes/", "/proof/", "/undo/", "/import/"):
            assert client.get(f"{start}{odd}/").status_code in {302, 404}


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99999999999999999999",
        "page=x",
        "shoe=1",
        "surface=%00",
        "day=2026-13-45",
        "day=" + "9" * 500,
    ],
)
def test_an_odd_filter_is_no_error(client, owned, query):
    client.force_login(User.objects.get(username="anna"))
    assert client.get(f"{reverse('runs')}?{query}").status_code == 200


def test_whoever_comes_back_to_a_button_by_its_address_finds_the_page(client, owned):
    client.force_login(User.objects.get(username="anna"))
    for name, back in {"recovered": "knee", "rest-days": "care", "new-injury": "settings", **EXPORTS}.items():
        assert client.get(reverse(name)).url == reverse(back)
    assert client.get(reverse("delete-run", args=[owned["run"].pk])).url == reverse("runs")
    assert client.get(reverse("say", args=["a" * 24])).url == reverse("today")
    for name in ("answer-import", "discard-import", "import-sent", "retire-imported"):
        assert client.get(reverse(name, args=[owned["batch"].pk])).url == reverse("imports")

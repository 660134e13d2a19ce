"""Who reaches what admins reach: everybody else finds nothing there, and an admin finds nobody's log."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import get_resolver, reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from training.models import BackTest, ThresholdRevision, User
from training.thresholds import add_revision

LOG_IN = "/account/login/"
pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
RULE = "shoe.mileage"

PAGES = {"thresholds": [], "threshold-history": [], "edit-thresholds": [RULE], "rule-report": [RULE]}
BUTTONS = {"revert-thresholds": [0], "shadow-report": [RULE]}
PREVIEWS = ("back-test", "back-test-progress", "cancel-back-test")
SITE = {
    "index", "login", "jsi18n", "app_list", "training_user_changelist", "training_user_change",
    "training_user_history", "training_thresholdrevision_changelist", "training_thresholdrevision_change",
    "training_thresholdrevision_history",
}  # fmt: skip


@pytest.fixture
def ada() -> User:
    return User.objects.create_superuser("ada", password="a long pass phrase")


@pytest.fixture
def anna() -> User:
    """A runner with a run, a sore knee and a shoe."""
    anna = make_runner("anna")
    make_run(anna, DAY, 12_345, notes="windy", shoe=make_shoe(anna, "Zephyr"))
    make_check_in(anna, DAY, 7, notes="throbs")
    return anna


@pytest.fixture
def preview(ada) -> BackTest:
    return ada.back_tests.create(kind="change", rule=RULE, base=0, first=DAY, last=DAY)


def addresses(preview: BackTest) -> list[str]:
    ours = [reverse(name, args=args) for name, args in {**PAGES, **BUTTONS}.items()]
    return [*ours, *(reverse(name, args=[preview.pk]) for name in PREVIEWS), *site_addresses(preview.author)]


def site_addresses(account: User) -> list[str]:
    add_revision({RULE: {"notice_m": 400_000}}, reason="soft", author=account)
    keys = {"user": account.pk, "thresholdrevision": 1}
    found = [reverse(f"admin:{name}") for name in ("index", "jsi18n")]
    found.append(reverse("admin:app_list", args=["training"]))
    for model, pk in keys.items():
        found.append(reverse(f"admin:training_{model}_changelist"))
        found += [reverse(f"admin:training_{model}_{name}", args=[pk]) for name in ("change", "history")]
    return found


def stored() -> list[list[dict]]:
    return [list(model.objects.values()) for model in (BackTest, ThresholdRevision, User)]


def test_the_admin_site_has_these_pages_and_no_others():
    ours = get_resolver().url_patterns[0].url_patterns
    (site,) = [pattern.url_patterns for pattern in ours if pattern.pattern.match("admin/")]
    models = [pattern for pattern in site if not hasattr(pattern, "name")]
    pages = [pattern for pattern in site if pattern not in models]
    names = {page.name for page in [*pages, *(page for model in models for page in model.url_patterns)]}
    assert names == SITE


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guest_is_sent_to_the_log_in(client, preview, method):
    places = addresses(preview)
    before = stored()
    for address in places:
        response = getattr(client, method)(address)
        assert (response.status_code, response.url.startswith((LOG_IN, "/admin/login/"))) == (302, True)
    assert client.get("/admin/login/?next=/admin/").url == f"{LOG_IN}?next=/admin/"
    assert stored() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_to_a_runner_it_looks_like_what_does_not_exist(client, anna, preview, method):
    places = addresses(preview)
    client.force_login(anna)
    before = stored()
    missing = client.get("/nowhere/")
    for address in places:
        response = getattr(client, method)(address)
        assert (response.status_code, response.content) == (404, missing.content), address
    assert [user["is_staff"] for user in stored()[2] if user["username"] == "anna"] == [False]
    assert [name for name in ("thresholds", "/admin/") if name in client.get(reverse("today")).text] == []
    assert stored()[:2] == before[:2]


def test_an_admin_reaches_all_of_it(client, preview):
    places = addresses(preview)
    client.force_login(preview.author)
    answers = {address: client.get(address).status_code for address in places}
    buttons = {reverse(name, args=args) for name, args in BUTTONS.items()}
    expected = {address: 302 if address in buttons or "cancel" in address else 200 for address in places}
    assert answers == expected
    assert "/thresholds/" in client.get(reverse("today")).text


@pytest.mark.parametrize("flags", [{"is_staff": False}, {"is_active": False}])
def test_who_is_no_admin_any_more_is_out_at_the_next_request(client, ada, flags):
    client.force_login(ada)
    assert client.get(reverse("thresholds")).status_code == 200
    User.objects.update(**flags)
    assert client.get(reverse("thresholds")).status_code in {302, 404}
    assert client.get("/admin/").status_code in {302, 404}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_preview_is_its_authors_own(client, preview, method):
    before = stored()[:2]
    client.force_login(User.objects.create_superuser("eve", password="x" * 12))
    for name in PREVIEWS:
        answers = [getattr(client, method)(reverse(name, args=[pk])) for pk in (preview.pk, uuid4())]
        assert [answer.status_code for answer in answers] in ([404, 404], [302, 302], [405, 405]), name
        assert answers[0].content == answers[1].content
    assert stored()[:2] == before


def test_no_page_of_an_admin_holds_anything_of_a_log(client, anna, preview):
    places = [*addresses(preview), reverse("admin:training_user_change", args=[anna.pk])]
    client.force_login(preview.author)
    for address in places:
        text = client.get(address).text
        words = ("windy", "throbs", "Zephyr", "12.3", "12345", "password")
        assert [word for word in words if word in text] == [], address


def test_an_admin_closes_an_account_and_makes_an_admin(client, ada, anna):
    client.force_login(ada)
    address = reverse("admin:training_user_change", args=[anna.pk])
    client.post(address, {"is_staff": "on", "username": "x", "email": "me@example.org", "password": "y" * 12})
    anna.refresh_from_db()
    assert (anna.is_active, anna.is_staff, anna.username, anna.email) == (False, True, "anna", "")
    assert anna.check_password("a long pass phrase")
    (entry,) = LogEntry.objects.all()
    assert (entry.user, entry.object_repr) == (ada, "account")


def test_the_site_looks_and_speaks_like_all_pages(client, ada):
    client.force_login(ada)
    page = client.get(reverse("admin:training_user_changelist")).text
    ours = ("css/tokens.css", "<h1>Accounts</h1>", "By Open", "By Admin")
    theirs = ("Select user to change", "By staff status", "Training", "theme.js")
    assert [word for word in (*ours, *theirs) if word in page] == [*ours]


@pytest.mark.parametrize("data", [{"is_active": "on"}, {"is_staff": "on"}, {}])
def test_nobody_locks_themselves_out(client, ada, data):
    client.force_login(ada)
    response = client.post(reverse("admin:training_user_change", args=[ada.pk]), data)
    assert "You cannot close your own account here" in response.text
    assert User.objects.get().is_admin


def test_the_admin_site_changes_no_revision(client, ada):
    client.force_login(ada)
    add_revision({RULE: {"notice_m": 400_000}}, reason="soft", author=ada)
    before = list(ThresholdRevision.objects.values())
    change = reverse("admin:training_thresholdrevision_change", args=[1])
    assert client.post(change, {"reason": "another"}).status_code == 403
    listed = reverse("admin:training_thresholdrevision_changelist")
    client.post(listed, {"action": "delete_selected", "_selected_action": "1", "post": "yes"})
    for page in ("add/", "1/delete/"):
        assert client.post(f"{listed}{page}").status_code in {403, 404}
    assert list(ThresholdRevision.objects.values()) == before


def test_no_odd_address_is_an_error(client, ada):
    client.force_login(ada)
    for odd in ("x", "%00", "é", "9" * 400, "knee.", "../x"):
        for end in ("", "shadow/", "report/", "revert/"):
            assert client.get(f"/thresholds/{odd}/{end}").status_code in {302, 404}
        assert client.get(f"/admin/training/user/{odd}/change/").status_code in {302, 404}
        assert client.get(f"/admin/training/thresholdrevision/{odd}/change/").status_code in {302, 404}

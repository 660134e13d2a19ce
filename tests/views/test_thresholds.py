"""How an admin changes a number: typed, tried, said why, saved; or refused, cancelled, too late."""

from __future__ import annotations

import pytest
from django.urls import reverse

from training.models import BackTest, Profile, ThresholdRevision, User
from training.rules import shoe_mileage
from training.thresholds import add_revision, current_ruleset, current_setting
from training.thresholds.setting import DECLARED

pytestmark = pytest.mark.django_db

SHOES = "shoe.mileage"


@pytest.fixture
def admin(client) -> User:
    admin = User.objects.create_superuser("ada", password="a long pass phrase")
    client.force_login(admin)
    return admin


def page(client, rule: str = SHOES):
    return client.get(reverse("edit-thresholds", args=[rule]))


def typed(client, rule: str = SHOES, **changes: str) -> dict[str, str]:
    """The form as it is shown, with what somebody changed."""
    form = page(client, rule).context["form"]
    shown = {field.name: field.value() for field in form}
    return {**{name: str(value) for name, value in shown.items()}, **changes}


def send(client, rule: str = SHOES, **changes: str):
    return client.post(reverse("edit-thresholds", args=[rule]), typed(client, rule, **changes))


def errors(response) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def tried(client, rule: str = SHOES, **changes: str) -> BackTest:
    response = send(client, rule, **changes)
    test = BackTest.objects.first()
    assert response.url == reverse("back-test", args=[test.pk])
    return test


def save(client, test: BackTest, reason: str = "soft midsoles", **more: str):
    return client.post(reverse("back-test", args=[test.pk]), {"reason": reason, **more})


def notice_m() -> int:
    return current_ruleset().limits_of(shoe_mileage.RULE).notice_m


def test_tried_and_saved_with_a_reason(client, admin):
    test = tried(client, limit_notice_m="400")
    assert (test.state, test.days, ThresholdRevision.objects.count()) == ("done", 90, 0)
    assert save(client, test).url == reverse("thresholds")
    revision = ThresholdRevision.objects.get()
    assert (revision.values, revision.reason, revision.author) == (
        {SHOES: {"notice_m": 400_000}}, "soft midsoles", admin,
    )  # fmt: skip
    assert (notice_m(), BackTest.objects.count()) == (400_000, 0)


@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("rule", DECLARED)
def test_an_unchanged_form_changes_nothing(client, admin, rule, units):
    Profile.objects.update(units=units)
    assert errors(send(client, rule)) == {"__all__": ["Nothing is different from what is in force now."]}
    assert (BackTest.objects.count(), ThresholdRevision.objects.count()) == (0, 0)


@pytest.mark.parametrize("metres", [482_803, 483_000, 400_001, 100_000])
def test_miles_keep_a_number_to_the_metre(client, admin, metres):
    Profile.objects.update(units="mi")
    add_revision({SHOES: {"notice_m": metres}}, reason="exact", author=None)
    tried(client, limit_known_days="80")
    assert BackTest.objects.get().setting["values"] == {
        SHOES: {"known_days": 80, **({"notice_m": metres} if metres != 482_803 else {})}
    }


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("far", "Write a number like 10 or 6.2."),
        ("NaN", "Write a number like 10 or 6.2."),
        ("inf", "Write a number like 10 or 6.2."),
        ("-Infinity", "Write a number like 10 or 6.2."),
        ("1e9999999", "Write a number like 10 or 6.2."),
        ("9" * 21, "Ensure this value has at most 20 characters (it has 21)."),
        ("", "This field is required."),
        ("99.9", "From 100.0\u00a0km to 3000.0\u00a0km."),
        ("3000.1", "From 100.0\u00a0km to 3000.0\u00a0km."),
        ("-5", "From 100.0\u00a0km to 3000.0\u00a0km."),
        ("804.672", "Must be less than “replace the shoe”."),
    ],
)
def test_a_bad_value_is_refused_by_name_and_nothing_changes(client, admin, value, message):
    assert errors(send(client, limit_notice_m=value)) == {"limit_notice_m": [message]}
    assert (BackTest.objects.count(), ThresholdRevision.objects.count()) == (0, 0)


@pytest.mark.parametrize("value", ["7.5", "1e300", "0x10", "٣٠٠٠٠"])
def test_a_bad_count_is_refused(client, admin, value):
    assert list(errors(send(client, limit_known_days=value))) == ["limit_known_days"]


def test_every_bad_field_is_named_at_once(client, admin):
    changes = {"limit_notice_percent": "40", "limit_caution_percent": "30", "limit_window_days": "x"}
    assert errors(send(client, "load.longest_run", **changes)) == {
        "limit_notice_percent": ["Must be less than “above the longest: caution”."],
        "limit_window_days": ["Write a number like 10 or 6.2."],
    }


def test_the_second_of_two_admins_is_told_before_and_after_the_try(client, admin):
    old = typed(client, limit_notice_m="420")
    test = tried(client, limit_notice_m="400")
    add_revision({SHOES: {"notice_m": 450_000}}, reason="another admin", author=None)
    (said,) = errors(save(client, test))["__all__"]
    assert "Nothing was overwritten" in said
    (said,) = errors(client.post(reverse("edit-thresholds", args=[SHOES]), old))["__all__"]
    assert "nothing of theirs was overwritten" in said
    assert (notice_m(), ThresholdRevision.objects.count()) == (450_000, 1)


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 501])
def test_saving_needs_a_reason(client, admin, reason):
    found = errors(save(client, tried(client, limit_notice_m="400"), reason))
    assert (list(found), "Say why, in a few words." in str(found)) == (["reason"], len(reason) < 3)
    assert ThresholdRevision.objects.count() == 0


def test_what_is_not_reckoned_is_not_saved(client, admin):
    test = tried(client, limit_notice_m="400")
    BackTest.objects.update(state="waiting")
    assert list(errors(save(client, test))) == ["__all__"]
    assert ThresholdRevision.objects.count() == 0


def test_cancel_leaves_nothing(client, admin):
    test = tried(client, limit_notice_m="400")
    assert client.post(reverse("cancel-back-test", args=[test.pk])).url == reverse(
        "edit-thresholds", args=[SHOES]
    )
    assert (BackTest.objects.count(), ThresholdRevision.objects.count()) == (0, 0)


def test_the_same_try_twice_is_one(client, admin):
    assert tried(client, limit_notice_m="400") == tried(client, limit_notice_m="400")
    assert BackTest.objects.count() == 1


def test_what_was_tried_and_not_decided_says_what_it_was(client, admin):
    for metres in ("400", "420"):
        tried(client, limit_notice_m=metres)
    listed = client.get(reverse("thresholds")).context
    assert [row["detail"] for row in listed["pending"]] == [
        f"Plan a replacement: 482.8\u00a0km → {km}\u00a0km. Tried on 90 days. Not saved."
        for km in ("420.0", "400.0")
    ]
    add_revision({"load.hard_days": {"hard_rpe": 8}}, reason="another's", author=None)
    assert {
        row["detail"].partition(". ")[2] for row in client.get(reverse("thresholds")).context["pending"]
    } == {"The thresholds were changed since: try it again."}
    lines = {row["title"]: row["detail"] for group in listed["groups"] for row in group["rows"]}
    assert lines["A shoe with many miles on it"].endswith("day it passed: 90 days")
    assert lines["A run much longer than your recent longest"].endswith("; and 4 more")


def test_progress_is_told_to_whoever_asks(client, admin):
    test = tried(client, limit_notice_m="400")
    address = reverse("back-test-progress", args=[test.pk])
    assert client.get(address).json() == {"finished": True, "percent": 100, "words": "1 of 1 accounts"}
    BackTest.objects.update(state="waiting", done=0, total=200)
    assert client.get(address).json() == {"finished": False, "percent": 0, "words": "Waiting for its turn"}
    BackTest.objects.update(done=150)
    assert client.get(address).json() == {"finished": False, "percent": 75, "words": "150 of 200 accounts"}
    assert 'value="75"' in client.get(reverse("back-test", args=[test.pk])).text


def test_history_and_the_way_back(client, admin):
    save(client, tried(client, limit_notice_m="400"))
    save(client, tried(client, limit_notice_m="420"), "too early")
    newest, oldest = client.get(reverse("threshold-history")).context["revisions"]
    assert (newest["author"], newest["reason"], oldest["reason"]) == ("ada", "too early", "soft midsoles")
    assert newest["changes"] == [
        {
            "rule": "A shoe with many miles on it",
            "what": "Plan a replacement",
            "before": "400.0\u00a0km",
            "after": "420.0\u00a0km",
        }
    ]
    response = client.post(oldest["revert_url"])
    save(client, BackTest.objects.get(), "back to the first")
    assert response.url.startswith("/thresholds/previews/")
    assert (notice_m(), ThresholdRevision.objects.count()) == (400_000, 3)


def test_the_way_back_to_the_defaults_and_to_where_one_is(client, admin):
    save(client, tried(client, limit_notice_m="400"))
    assert client.post(reverse("revert-thresholds", args=[1])).url == reverse("threshold-history")
    client.post(reverse("revert-thresholds", args=[0]))
    save(client, BackTest.objects.get(), "as it was")
    assert current_setting() == (2, type(current_setting()[1])())


@pytest.mark.parametrize("number", [2, 2**31, 10**30])
def test_there_is_no_way_back_to_what_never_was(client, admin, number):
    assert client.post(reverse("revert-thresholds", args=[number])).status_code == 404


def test_a_rule_is_switched_off_and_on(client, admin):
    save(client, tried(client, "load.hard_days", state="off"))
    assert current_ruleset().silent == {"load.hard_days"}
    save(client, tried(client, "load.hard_days", state="on"))
    assert current_ruleset().silent == frozenset()


@pytest.mark.parametrize("rule", ["knee.emergency", "knee.red_flag", "knee.two_weeks"])
@pytest.mark.parametrize("state", ["off", "shadow"])
def test_what_sends_people_to_a_professional_stays_on(client, admin, rule, state):
    assert list(errors(send(client, rule, state=state))) == ["state"]


def test_new_numbers_in_shadow_change_nothing_until_they_are_promoted(client, admin):
    save(client, tried(client, limit_notice_m="400", state="trial", trial_days="10"))
    assert notice_m() == 482_803
    assert page(client).context["trial"]["words"].endswith("day 1 of 10.")
    client.post(reverse("shadow-report", args=[SHOES]))
    save(client, BackTest.objects.get(), "it did well")
    assert (notice_m(), current_setting()[1].trials) == (400_000, {})


def test_what_ran_in_shadow_is_dropped(client, admin):
    save(client, tried(client, "load.hard_days", state="shadow"))
    assert (current_ruleset().silent, set(current_setting()[1].trials)) == ({"load.hard_days"},) * 2
    client.post(reverse("shadow-report", args=["load.hard_days"]))
    save(client, BackTest.objects.get(), "too many", drop="drop")
    assert (current_ruleset().silent, current_setting()[1].trials) == ({"load.hard_days"}, {})

"""A code from an app, recovery codes, and who must have them."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_runner
from tests.sharing.cast import share

pytestmark = pytest.mark.django_db


def code_of(secret):
    """As an app shows it now; the server takes the one before and the one after too."""
    _, now, _ = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


def set_up(client):
    """Set up the app; its secret."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


def log_in(client):
    return client.post(reverse("account_login"), {"login": "anna", "password": PASSWORD})


def test_a_code_is_asked_for_after_the_password(client, anna):
    client.force_login(anna)
    secret = set_up(client)
    stranger = Client()
    assert log_in(stranger).url == reverse("mfa_authenticate")
    assert stranger.get(reverse("today")).url.startswith(reverse("account_login"))
    assert "Incorrect code." in stranger.post(reverse("mfa_authenticate"), {"code": "000000"}).text
    Authenticator.objects.update(last_used_at=None)
    assert stranger.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).url == reverse("today")


def test_guessing_codes_meets_a_wall_on_every_device(client, anna):
    client.force_login(anna)
    secret = set_up(client)
    for _ in range(2):
        stranger = Client()
        log_in(stranger)
        said = [stranger.post(reverse("mfa_authenticate"), {"code": "000000"}).text for _ in range(5)]
        assert all("Incorrect code." in text for text in said)
    Authenticator.objects.update(last_used_at=None)
    another = Client()
    log_in(another)
    answer = another.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "Too many failed login attempts. Try again later." in answer.text


def test_a_recovery_code_opens_once(client, anna):
    client.force_login(anna)
    set_up(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    for expected in (302, 200):
        stranger = Client()
        log_in(stranger)
        answer = stranger.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert answer.status_code == expected


def test_the_database_holds_the_secret_encrypted(client, anna):
    client.force_login(anna)
    secret = set_up(client)
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


@pytest.mark.parametrize(("wanted", "asked"), [("nobody", False), ("admins", True), ("coaches", True)])
def test_admins_set_one_up_before_anything_else(client, settings, anna, wanted, asked):
    settings.KNEELOG_SECOND_FACTOR = wanted
    anna.is_staff = True
    anna.save()
    client.force_login(anna)
    answer = client.get(reverse("thresholds"))
    assert (answer.status_code == 302 and answer.url == reverse("mfa_index")) is asked
    set_up(client)
    assert client.get(reverse("thresholds")).status_code == 200


def test_a_runner_is_free_to(client, settings, anna):
    settings.KNEELOG_SECOND_FACTOR = "coaches"
    client.force_login(anna)
    assert client.get(reverse("today")).status_code == 200


@pytest.mark.parametrize(("wanted", "asked"), [("nobody", False), ("admins", False), ("coaches", True)])
def test_a_coach_does_where_coaches_must(client, settings, anna, wanted, asked):
    settings.KNEELOG_SECOND_FACTOR = wanted
    runner = make_runner("ben")
    share(runner, anna)
    client.force_login(anna)
    pages = [reverse("roster"), reverse("athlete", args=[runner.pk]), reverse("today")]
    assert [client.get(page).status_code == 302 for page in pages] == [asked] * 3
    set_up(client)
    assert [client.get(page).status_code for page in pages] == [200] * 3


def test_a_device_is_not_told_whose_it_is_before(client, settings, anna):
    settings.KNEELOG_SECOND_FACTOR = "coaches"
    share(make_runner("ben"), anna)
    client.force_login(anna)
    for method, name in ((client.get, "offline-account"), (client.post, "offline-entry")):
        answer = method(reverse(name), {"account": str(anna.device_key), "kind": "run"})
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_nobody_reaches_the_keys_of_somebody_else(client, anna):
    key = Authenticator.objects.create(user=make_runner("ben"), type="webauthn", data={})
    client.force_login(anna)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        for method in (client.get, client.post):
            assert method(reverse(name, args=[key.pk])).status_code == 404
    assert Authenticator.objects.count() == 1

"""What no browser sends to the forms of the log-in: refused, and never a failure."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_runner

pytestmark = pytest.mark.django_db
KEY = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
ODD = [
    *("", "{", "null", "[]", "{}", "1", "[" * 5_000, "9" * 5_000, '{"id": "x"}', '"\\ud7ff"'),
    json.dumps(KEY | {"response": []}),
    json.dumps(KEY | {"response": {"clientDataJSON": "e30", "attestationObject": "AAAA"}}),
    json.dumps(
        KEY
        | {
            "response": {
                "clientDataJSON": "e30",
                "authenticatorData": "",
                "signature": "",
                "userHandle": "AA",
            }
        }
    ),
]


@pytest.fixture
def client():
    client = Client()
    runner = make_runner("anna")
    client.post(reverse("account_login"), {"login": runner.username, "password": "a long pass phrase"})
    return client


@pytest.mark.parametrize("answer", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"])
def test_no_answer_of_a_passkey_fails(client, name, answer):
    asks = Client() if name == "mfa_login_webauthn" else client
    asks.get(reverse(name))
    assert asks.post(reverse(name), {"credential": answer, "name": "x"}).status_code < 400


def test_a_name_of_any_length_is_looked_for(client):
    words = {"login": "a" * 100_000, "password": "b" * 100_000}
    assert Client().post(reverse("account_login"), words).status_code == 200

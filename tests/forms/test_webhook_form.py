"""Where a webhook may lead, as far as its address tells without a look-up."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kneelog.environment import Networks
from tests.webhooks.private_hosts import PRIVATE_HOSTS
from tests.webhooks.receiver import HERE
from training.forms.webhooks import WebhookForm

FORBIDDEN = (
    "This address lies where KneeLog may send nothing, such as within a private network. Give another, or ask"
    " whoever runs this KneeLog to allow it."
)


def refused(url: str) -> dict[str, list[str]]:
    """What is refused, by field."""
    return WebhookForm({"entry_id": uuid4(), "url": url, "least": "2", "tells": "bare"}).errors


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org/hook", "https://localhost.example.org/", "https://10.0.0.1.example.org/"),
        *("https://93.184.215.14/", "https://[2606:4700::1111]:8443/", "https://0x5d.0xb8d70e/"),
    ],
)
def test_names_and_public_addresses_are_taken(url):
    assert refused(url) == {}


@pytest.mark.parametrize("host", [*PRIVATE_HOSTS, "hook.localhost", "[fe80::1%25eth9]"])
def test_no_address_of_a_private_kind_is_taken(host):
    assert refused(f"https://{host}:8443/hook") == {"url": [FORBIDDEN]}


def test_what_the_operator_opened_is_taken_and_nothing_beside_it(settings):
    settings.KNEELOG_WEBHOOKS_TO = HERE
    for url in (
        "http://127.0.0.1:8123/",
        "http://localhost/",
        "http://2130706433/",
        "https://93.184.215.14/",
    ):
        assert refused(url) == {}
    for url in ("http://10.0.0.1/", "http://[::1]/", "http://93.184.215.14/", "https://93.184.215.14:22/"):
        assert refused(url) == {"url": [FORBIDDEN]}
    settings.KNEELOG_WEBHOOKS_TO = Networks(named=HERE.named)
    assert refused("https://93.184.215.14/") == {"url": [FORBIDDEN]}

"""Links in mails lead to where `up` serves, whichever of its processes writes them."""

from __future__ import annotations

import os

import pytest

from tests.factories import PASSWORD
from tests.shell.test_start import command, free_port, running
from training.management.commands.up import lead_mails_to
from training.management.trials.browsers import Browser

__all__ = ["free_port"]

ASK = "from tests.shell.jobs import say_address; say_address.enqueue()"


def test_links_in_mails_lead_to_where_it_serves(tmp_path, free_port):
    address = f"http://127.0.0.1:{free_port}"
    with running(free_port, tmp_path, "--no-demo") as (process, _):
        assert f'href="{address}/' in mail_from_the_server(free_port)
        assert command("shell", "--command", ASK, KNEELOG_DATA_DIR=str(tmp_path)).returncode == 0
        assert process.stdout.readline() == f"{address}/\n"


def mail_from_the_server(port: int) -> str:
    """What it shows of a mail to somebody who has just come."""
    with Browser("127.0.0.1", port, {}) as browser:
        words = {"username": "anna", "password1": PASSWORD, "password2": PASSWORD}
        assert browser.post("/account/signup/", words).status == 302
        return browser.get("/settings/mail/preview/morning/").text


HOME, NAMED = ["localhost", "127.0.0.1", "[::1]"], ["knee.local", "localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize(
    ("said", "production", "hosts", "host", "address"),
    [
        ("", False, HOME, "127.0.0.1", "http://127.0.0.1:8123"),
        ("", False, HOME, "::1", "http://[::1]:8123"),
        ("", False, NAMED, "0.0.0.0", "http://knee.local:8123"),
        ("https://knee.example.org", False, HOME, "127.0.0.1", "as it was"),
        ("", True, ["knee.example.org"], "127.0.0.1", "as it was"),
    ],
)
def test_what_they_begin_with(settings, monkeypatch, said, production, hosts, host, address):
    monkeypatch.setenv("KNEELOG_ADDRESS", said)
    settings.PRODUCTION, settings.ALLOWED_HOSTS, settings.KNEELOG_ADDRESS = production, hosts, "as it was"
    lead_mails_to(host, 8123)
    assert address == settings.KNEELOG_ADDRESS
    assert os.environ["KNEELOG_ADDRESS"] == (said if address == "as it was" else address)

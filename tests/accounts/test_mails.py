"""What is mailed: KneeLog's words, plain, and nothing of a log."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import allauth
import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.people import OTHER_PASSWORD, choose_password, give_address, log_in
from tests.factories import PASSWORD
from training.models import Webhook
from training.sharing.report_links import make_link

pytestmark = pytest.mark.django_db
# Of ways to log in that are off.
NEVER_SENT = ("login_code", "password_reset_code")


def ask_for_hers(address="anna@example.org"):
    Client().post(reverse("account_reset_password"), {"email": address})


def ask_for_nobodys():
    ask_for_hers("bert@example.org")


def change_password():
    data = {"oldpassword": PASSWORD, "password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    log_in().post(reverse("account_change_password"), data)


def sign_up_with_hers():
    data = {"username": "new", "email": "anna@example.org", "password1": PASSWORD, "password2": PASSWORD}
    Client().post(reverse("account_signup"), data)


def change_address():
    log_in().post(reverse("account_email"), {"email": "new@example.org", "action_add": ""})


def make_token():
    data = {"name": "Shortcut", "scopes": ["log"], "lasts": "30", "entry_id": str(UUID(int=8))}
    log_in().post(reverse("tokens"), data)


def add_webhook():
    data = {"url": "https://hooks.example.org/in", "least": 2, "tells": "bare", "entry_id": str(UUID(int=9))}
    log_in().post(reverse("webhooks"), data)


@pytest.mark.parametrize(
    ("act", "subject", "to", "words"),
    [
        (ask_for_hers, "A new password", "anna", "for the account anna. "),
        (ask_for_nobodys, "No account under this address", "bert", "No account here has"),
        (change_password, "Your password was changed", "anna", "Your password was changed."),
        (sign_up_with_hers, "Is this your address?", "anna", "The account new here gave this address."),
        (make_token, "A token was made", "anna", 'made in your account: "Shortcut". Writes to your log.'),
        (add_webhook, "A webhook was added", "anna", "are sent to hooks.example.org from now on."),
        (change_address, "Is this your address?", "new", "The account anna here gave this address."),
    ],
)
def test_a_mail_is_plain_and_holds_nothing_of_the_log(anna, act, subject, to, words):
    give_address(anna)
    act()
    (message,) = mail.outbox
    assert (message.subject, message.to) == (f"KneeLog: {subject}", [f"{to}@example.org"])
    assert words in message.body
    assert message.body.endswith("\n\nKneeLog, testserver")
    assert not re.search(r"\bknee|\bran\b|\bpain|&#", message.body.replace("KneeLog", ""), re.IGNORECASE)


def told_of_a_new_password(path: str | None = None) -> list[str]:
    """The paragraphs of the mail up to what there is to do."""
    change_password() if path is None else choose_password(path)
    paragraphs = mail.outbox[-1].body.split("\n\n")
    return paragraphs[: next(n for n, words in enumerate(paragraphs) if words.startswith("If that was you"))]


def test_a_new_password_says_what_it_ended(anna):
    give_address(anna)
    assert told_of_a_new_password() == [
        "Your password was changed. Tokens for other programs ended with the old password."
    ]


def test_a_new_password_says_what_it_did_not_end_and_where_to_end_it(anna):
    give_address(anna)
    for number, (host, state) in enumerate([("a", "on"), ("b", "on"), ("a", "on"), ("quiet", "paused")]):
        url = f"https://{host}.example/secret-{number}"
        Webhook.objects.create(runner=anna, url=url, secret="whsec_", state=state)
    for number in (1, 2):
        make_link(anna, UUID(int=number), ["left"], notes=False, days=7)
    ask_for_hers()
    path = re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]
    assert told_of_a_new_password(path) == [
        "Your password was replaced by a new one, by a link sent to you. "
        "Tokens for other programs ended with the old password.",
        "Webhooks go on: new warnings are sent to a.example and b.example. "
        "Pause or delete them: http://localhost:8000/settings/webhooks/",
        "2 links to your report go on. End them: http://localhost:8000/report/",
    ]


def test_an_address_is_confirmed_by_its_link(anna):
    give_address(anna)
    change_address()
    path = re.search(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[1]
    log_in().post(path)
    assert list(EmailAddress.objects.values_list("email", "verified")) == [("new@example.org", True)]


def test_none_is_left_in_the_words_of_the_library():
    theirs = Path(allauth.__file__).parent / "templates"
    names = {
        str(path.relative_to(theirs))
        for app in ("account", "mfa")
        for path in theirs.glob(f"{app}/email/*.txt")
        if not path.name.startswith(NEVER_SENT)
    }
    ours = {name for name in names if (settings.BASE_DIR / "templates" / name).is_file()}
    # This one is made of the other.
    assert names - ours == {
        f"account/email/email_confirmation_signup_{part}.txt" for part in ("message", "subject")
    }

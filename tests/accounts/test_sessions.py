"""Where one is logged in, and ending that; and being asked again before what matters."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils import timezone

from tests.access.world import stored
from tests.accounts.people import log_in
from tests.factories import PASSWORD, make_runner
from tests.sharing.cast import TRAINING, share
from training.models import Invitation
from training.pages.sessions import browser_name

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Safari/604.1"


def test_each_session_is_listed_and_ends_by_one_tap(anna):
    here, there = log_in(), log_in(headers={"user-agent": PHONE})
    rows = here.get(reverse("sessions")).context["sessions"]
    assert [(row["title"], row["is_current"]) for row in rows] == [
        ("A browser", True),
        ("Safari on iPhone", False),
    ]
    assert there.get(reverse("today")).status_code == 200
    here.post(rows[1]["end_url"])
    assert there.get(reverse("today")).status_code == 302
    assert here.get(reverse("today")).status_code == 200


def test_nobody_ends_a_session_of_somebody_else(anna):
    ben = make_runner("ben")
    his, hers = log_in("ben"), log_in()
    pk = UserSession.objects.get(user=ben).pk
    assert hers.post(reverse("end-session", args=[pk])).status_code == 404
    assert hers.post(reverse("end-session", args=[pk + 999])).status_code == 404
    assert his.get(reverse("today")).status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("", "A browser"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/130 Safari/537 Edg/130", "Edge on Windows"),
        (PHONE, "Safari on iPhone"),
    ],
)
def test_browsers_have_names(agent, name):
    assert browser_name(agent) == name


def test_what_matters_asks_again_after_a_while_and_then_goes_on(anna):
    client = log_in()
    assert client.post(reverse("export-log")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        asked = client.post(reverse("export-log"))
        assert asked.url == f"{reverse('account_reauthenticate')}?next=%2Fexport%2Flog%2F"
        assert "Incorrect password." in client.post(asked.url, {"password": "wrong"}).text
        answer = client.post(asked.url, {"password": PASSWORD, "next": reverse("export-log")})
        assert answer["Content-Disposition"].startswith("attachment")


GUARDED = [
    *("export-log", "export-tables", "make-report-link", "invite-coach", "leaving", "tokens"),
    *("account_email", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"),
]


def test_so_does_all_that_shares_takes_away_or_opens_the_account(anna):
    client, kim = log_in(), make_runner("kim")
    grant = share(anna, kim, TRAINING)
    over = share(anna, make_runner("eda"), state="ended", ended_at=timezone.now(), ended_by=anna)
    asked = Invitation.objects.create(inviter=kim, invitee=anna, asks="athlete", name="anna")
    data = {"categories": ["knee"], "may_set": "on", "version": "1", "accept": "1", "name": "anna"}
    data |= {"scopes": ["read"], "lasts": "30", "days": "7", "sides": ["left"]}
    data |= {"entry_id": str(UUID(int=8)), "email": "new@example.org"}
    paths = [
        *map(reverse, GUARDED),
        reverse("grant", args=[grant.pk]),
        reverse("resume-grant", args=[over.pk]),
        reverse("invitation", args=[asked.pk]),
    ]
    before = stored()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answers = {path: client.post(path, data | {"action_add": ""}) for path in paths}
    door = reverse("account_reauthenticate")
    assert [path for path, answer in answers.items() if not answer.headers["Location"].startswith(door)] == []
    assert (stored(), EmailAddress.objects.count(), Authenticator.objects.count()) == (before, 0, 0)

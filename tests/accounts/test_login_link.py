"""`login_link`: an account for somebody, and a way in for who forgot the password where no mail is sent."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.accounts.people import OTHER_PASSWORD, choose_password
from tests.factories import make_runner
from training.models import User

pytestmark = pytest.mark.django_db


def link(name):
    out = StringIO()
    call_command("login_link", name, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


@pytest.mark.parametrize("exists", [True, False])
def test_whoever_has_the_link_sets_the_password(exists):
    if exists:
        make_runner("nora")
    choose_password(link("nora"))
    person = User.objects.get(username="nora")
    assert (person.check_password(OTHER_PASSWORD), person.profile.units) == (True, "km")


@pytest.mark.parametrize("name", ["", "two words", "a@b.example"])
def test_no_account_under_a_name_that_nobody_may_have(name):
    with pytest.raises(CommandError):
        link(name)
    assert User.objects.count() == 0


def test_a_closed_account_stays_closed():
    User.objects.filter(pk=make_runner("nora").pk).update(is_active=False)
    with pytest.raises(CommandError, match="is closed"):
        link("nora")

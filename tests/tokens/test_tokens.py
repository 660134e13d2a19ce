"""Who a token is of, how long it works, and what ends it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_runner
from training import tokens
from training.keys import KeyGoneError
from training.leaving import leave, stay
from training.logbook.writing import AlreadyLoggedError, TooManyError
from training.models import AccessToken, User

pytestmark = [pytest.mark.django_db, pytest.mark.data]
NOW = datetime(2026, 6, 10, 8, tzinfo=UTC)
UNTIL = date(2026, 7, 10)


@pytest.fixture
def anna(time_machine):
    time_machine.move_to(NOW, tick=False)
    return make_runner("anna", time_zone="Europe/Berlin")


def made(person, **more) -> str:
    """The secret of a new token."""
    return tokens.issue(person, **{"name": "Watch", "scopes": ["read"], "expires_on": UNTIL, **more})[1]


def works(secret: str, now: datetime = NOW) -> bool:
    return tokens.find(secret, now) is not None


def test_a_secret_finds_its_token_and_whose_it_is(anna, django_assert_num_queries):
    secret = made(anna, name="Shortcut", scopes=["read", "log"])
    made(make_runner("ben"))
    with django_assert_num_queries(1):
        token = tokens.find(secret, NOW)
        assert (token.runner, token.runner.profile.time_zone) == (anna, "Europe/Berlin")
    assert (token.name, token.scopes) == ("Shortcut", {"read", "log"})


def test_a_secret_stands_in_no_table(anna):
    secrets = [made(anna) for _ in range(3)]
    stored = str(list(AccessToken.objects.values()))
    assert [secret for secret in secrets if secret in stored or secret[13:30] in stored] == []
    assert {token.start for token in anna.access_tokens.all()} == {secret[:12] for secret in secrets}


def test_it_works_to_the_end_of_its_last_day_where_its_runner_lives(anna):
    secret = made(anna)
    last = datetime(2026, 7, 10, 21, 59, 59, tzinfo=UTC)
    assert [works(secret, last), works(secret, last + timedelta(seconds=1))] == [True, False]


def test_what_is_made_up_is_asked_of_no_database(anna, django_assert_num_queries):
    secret = made(anna)
    with django_assert_num_queries(0):
        assert [works(secret[:-1] + "?"), works(""), works("kneelog_")] == [False] * 3


def test_the_token_of_nobody_is_refused(anna):
    nobody = User(pk=uuid4())
    made(anna)
    assert not works(tokens.make_secret(nobody.pk))


def test_it_is_ended_by_its_runner_alone(anna):
    secret, other = made(anna), made(anna)
    ended, _ = anna.access_tokens.get(token_hash=AccessToken.hash_of(secret)), works(secret)
    with pytest.raises(KeyGoneError):
        tokens.end(make_runner("ben"), ended.pk)
    assert works(secret)
    for _ in range(2):
        tokens.end(anna, ended.pk)
    assert [works(secret), works(other)] == [False, True]


def test_a_new_password_ends_them_all_however_it_came(anna):
    secret, bens = made(anna), made(make_runner("ben"))
    anna.first_name = "Anna"
    anna.save()
    assert works(secret)
    anna.set_password("another pass phrase")
    anna.save(update_fields=["password"])
    assert [works(secret), works(bens)] == [False, True]
    assert works(made(anna))


def test_leaving_ends_them_all_for_good(anna):
    secret = made(anna)
    leave(anna)
    assert (works(secret), anna.access_tokens.filter(ended_at=None).count()) == (False, 0)
    # One made in the same moment.
    late = made(anna)
    assert not works(late)
    stay(anna)
    assert [works(secret), works(late)] == [False, True]


def test_none_works_while_the_account_is_closed(anna):
    secret = made(anna)
    User.objects.update(is_active=False)
    assert not works(secret)


def test_the_same_form_twice_is_one_token(anna):
    pk = uuid4()
    made(anna, pk=pk)
    with pytest.raises(AlreadyLoggedError):
        made(anna, pk=pk)
    made(make_runner("ben"), pk=pk)
    assert AccessToken.objects.count() == 2


def test_only_so_many_work_at_a_time(anna):
    secrets = [made(anna) for _ in range(tokens.MOST_OPEN)]
    with pytest.raises(TooManyError):
        made(anna)
    tokens.end(anna, tokens.find(secrets[0], NOW).pk)
    assert works(made(anna))


def test_what_ended_long_ago_is_forgotten(anna):
    made(anna, name="works", expires_on=date(2027, 6, 1))
    made(anna, name="expired")
    made(anna, name="ended", expires_on=date(2027, 6, 1))
    tokens.end(anna, anna.access_tokens.get(name="ended").pk)
    later = NOW + tokens.KEPT_AFTER_END
    assert [tokens.purge(later), tokens.purge(later + timedelta(seconds=1))] == [0, 1]
    assert tokens.purge(later + timedelta(days=31)) == 1
    assert [token.name for token in anna.access_tokens.all()] == ["works"]


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["admin"]}, {"name": ""}, {"expires_on": date(2026, 6, 1)}]
)
def test_the_database_keeps_none_that_makes_no_sense(anna, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        made(anna, **wrong)
    assert AccessToken.objects.count() == 0

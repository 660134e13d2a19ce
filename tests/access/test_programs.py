"""Who reaches what by a token: every operation of the API, for every kind of token."""

from __future__ import annotations

import pytest

from tests.access.addresses import OPERATIONS
from tests.access.programs import Programs, operations, program_complaints
from tests.access.world import World

pytestmark = pytest.mark.django_db
CANARIES = ("canary-run-note", "canary-check-in-note", "Canary Shoe", "supinating")


@pytest.fixture
def programs():
    return Programs(World())


def test_every_operation_is_accounted_for():
    assert operations() == OPERATIONS


def test_no_token_reaches_what_it_is_not_for(programs):
    assert list(program_complaints(programs)) == []


def test_a_token_reaches_what_it_is_for(programs):
    """Else nothing could ever leak, and the matrix would prove nothing."""
    seen = {}
    for name, method in OPERATIONS:
        if method == "GET":
            words = programs.ask("owner's token", method, name).getvalue().decode()
            seen[name.removeprefix("api-1:")] = {word for word in CANARIES if word in words}
    run_note, check_in_note, shoe, _foot = ({word} for word in CANARIES)
    assert seen == {
        "me": set(),
        "findings": shoe,
        "export": set(CANARIES),
        "runs": run_note,
        "run": run_note,
        "shoes": shoe,
        "shoe": shoe,
        "check_ins": check_in_note,
        "check_in": check_in_note,
        "care": set(),
        "care_entry": set(),
    }

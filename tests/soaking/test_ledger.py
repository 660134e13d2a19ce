"""What a soak would notice: each kind of harm is done to a log once."""

from __future__ import annotations

import pytest

from training.management.soaking.ledger import CHECK_IN, RUN, Entry, Ledger

DAY = "2026-03-29"
FIRST, SECOND = Entry(RUN, "anna", DAY, "8000"), Entry(CHECK_IN, "anna", DAY, "2")
BEFORE = ["old", "anna", "2026-01-01", "5000"]
FIRST_ROW, SECOND_ROW = ["a", "anna", DAY, "8000"], ["b", "anna", DAY, "2"]
OTHER_DAY = ["a", "anna", "2026-03-28", "8000"]
OTHER, FROM_FILES = "1 runs say something else than was sent", "runs of a runner came from files instead of 1"
FROM_FILE = ["f", "anna", "2020-01-01", "8000"]


@pytest.fixture
def ledger():
    ledger = Ledger()
    ledger.start_from({RUN: [BEFORE], CHECK_IN: []})
    for pk, entry in (("a", FIRST), ("b", SECOND), ("refused", FIRST), ("unanswered", FIRST)):
        ledger.sending(pk, entry)
    ledger.answered("a", kept=True)
    ledger.answered("b", kept=True)
    ledger.answered("refused", kept=False)
    ledger.took_in("anna", 1)
    return ledger


def complaints(ledger, runs, check_ins):
    return list(ledger.complaints({RUN: runs, CHECK_IN: check_ins}))


UNANSWERED = ["unanswered", *FIRST_ROW[1:]]


@pytest.mark.parametrize("more", [[], [UNANSWERED]])
def test_all_is_there_and_what_was_never_answered_may_be(ledger, more):
    assert complaints(ledger, [BEFORE, FIRST_ROW, FROM_FILE, *more], [SECOND_ROW]) == []


@pytest.mark.parametrize(
    ("runs", "check_ins", "complaint"),
    [
        ([BEFORE, FROM_FILE], [SECOND_ROW], "1 acknowledged runs are lost"),
        ([BEFORE, FIRST_ROW, FROM_FILE], [], "1 acknowledged check_ins are lost"),
        ([BEFORE, FIRST_ROW, FIRST_ROW, FROM_FILE], [SECOND_ROW], "1 runs are there twice"),
        ([OTHER_DAY, FROM_FILE], [SECOND_ROW], "1 runs are on another day than was said"),
        ([["a", "anna", DAY, "8100"], FROM_FILE], [SECOND_ROW], OTHER),
        ([["a", "ben", DAY, "8000"], FROM_FILE], [SECOND_ROW], OTHER),
        ([FIRST_ROW], [SECOND_ROW], f"0 {FROM_FILES}"),
        ([FIRST_ROW, FROM_FILE, ["g", *FROM_FILE[1:]]], [SECOND_ROW], f"2 {FROM_FILES}"),
        ([FIRST_ROW, FROM_FILE, ["refused", *FIRST_ROW[1:]]], [SECOND_ROW], f"2 {FROM_FILES}"),
    ],
)  # fmt: skip
def test_each_harm_is_named(ledger, runs, check_ins, complaint):
    assert complaints(ledger, runs, check_ins) == [complaint]

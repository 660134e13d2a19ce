"""When and where an entry of a log file was."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.importing.documents import as_bytes, changed, log
from training.importing.log_file import read_log

NOW = datetime(2026, 3, 20, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "text", "day"),
    [
        ("2026-03-01T23:30:00Z", "2026-03-02T00:30:00+01:00", date(2026, 3, 2)),
        ("2026-03-01T23:30:00", "2026-03-01T23:30:00+01:00", date(2026, 3, 1)),
        ("2026-03-01T23:30:00-10:00", "2026-03-01T23:30:00-10:00", date(2026, 3, 1)),
        ("2026-03-01T07:30:00.999+01:00", "2026-03-01T07:30:00+01:00", date(2026, 3, 1)),
        # Already tomorrow where the runner is, and not yet in Berlin.
        ("2026-03-21T06:30:00+13:00", "2026-03-21T06:30:00+13:00", date(2026, 3, 21)),
        ("2026-03-20T23:59:00+01:00", "2026-03-20T23:59:00+01:00", date(2026, 3, 20)),
        ("1970-01-01T00:00:00+01:00", "1970-01-01T00:00:00+01:00", date(1970, 1, 1)),
    ],
)
def test_days_are_those_of_the_runners_clock(start, text, day):
    (run,) = read_log(as_bytes(log(runs=[{"start": start, "distance_m": 1}])), NOW).runs
    assert (run.entry.local_text, run.entry.local_date) == (text, day)


@pytest.mark.parametrize(
    ("start", "zone", "text", "kept"),
    [
        ("2026-03-01T07:30:00", "Asia/Tokyo", "2026-03-01T07:30:00+09:00", "Asia/Tokyo"),
        ("2026-03-01T07:30:00", "-09:30", "2026-03-01T07:30:00-09:30", "-09:30"),
        ("2026-03-01T07:30:00Z", "Asia/Tokyo", "2026-03-01T16:30:00+09:00", "Asia/Tokyo"),
        ("2026-03-01T07:30:00+09:00", "Asia/Tokyo", "2026-03-01T07:30:00+09:00", "Asia/Tokyo"),
        # Where the two contradict each other, the clock counts.
        ("2026-03-01T07:30:00+01:00", "Asia/Tokyo", "2026-03-01T07:30:00+01:00", "+01:00"),
        ("2026-03-01T07:30:00+01:00", None, "2026-03-01T07:30:00+01:00", "Europe/Berlin"),
    ],
)
def test_an_entry_may_have_a_zone_of_its_own(start, zone, text, kept):
    (run,) = read_log(as_bytes(log(runs=[{"start": start, "zone": zone, "distance_m": 1}])), NOW).runs
    assert (run.entry.local_text, run.entry.zone) == (text, kept)


def test_what_was_logged_by_a_clock_that_is_ahead_was_logged_now():
    (act,) = read_log(as_bytes(changed("care[0].logged_at", "2026-03-20T23:00:00Z")), NOW).care
    assert act.created_at == NOW

from __future__ import annotations

import pytest

from training.importers.timers import read_timer


@pytest.mark.parametrize(
    ("text", "metres", "seconds"),
    [
        ("52:30", 10_000, 3150),
        ("00:52:30.4", 10_000, 3150),
        ("1:05:33,9", 12_000, 3933),
        ("1:30", 400, 90),
        ("0:45", 8_000, 45 * 60),
        ("1:30", 15_000, 90 * 60),
        ("35:47:00", 7_000, 35 * 60 + 47),
        ("1:05:00", 12_000, 3900),
        # At the fastest and the slowest a run can be, and one metre past.
        ("1:00", 480, 60),
        ("1:00", 481, 60),
        ("1:00:00", 1_800, 3600),
        ("2:00:00", 480, 120),
        # No reading fits: as written.
        ("0:10", 1, 10),
        ("0:01", 500_000, 1),
    ],
)
def test_the_reading_that_fits_the_distance(text, metres, seconds):
    assert read_timer(text, metres) == seconds


@pytest.mark.parametrize("text", ["", "45", "1:60:00", "1:00:60", "1:75", "-1:00", "1:0:0:0", "x", "1e3:00"])
def test_what_is_no_time(text):
    with pytest.raises(ValueError, match="its time is not readable: write it like 52:30 or 1:04:30"):
        read_timer(text, 10_000)

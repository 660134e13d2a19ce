from __future__ import annotations

from datetime import UTC, date, datetime

from training.management.soaking.shifting import Shift, summer_begins
from training.management.soaking.tally import Tally
from training.management.soaking.watch import Watch

PAGE = "<html>…</html>"


def test_what_fails_in_quiet_times_is_a_failure_and_in_an_outage_only_without_a_page():
    tally = Tally()
    tally.answered("Today", 200, 0.01, "")
    tally.answered("log run", 422, 0.01, "")
    assert tally.failures == []
    tally.answered("Today", 500, 0.01, PAGE)
    tally.unanswered("plan")
    tally.unexpected("edit run", "was answered with 422")
    quiet = ["Today was answered with 500", "plan was not answered", "edit run: was answered with 422"]
    assert tally.failures == quiet
    tally.outage = "disk-full"
    tally.answered("Today", 507, 0.01, PAGE)
    tally.answered("import", 507, 0.01, '{"error": "x"}')
    tally.unanswered("plan")
    tally.unexpected("edit run", "x")
    assert tally.failures == quiet
    assert tally.in_outage == {"disk-full: 507": 2, "disk-full: no answer": 1}
    tally.answered("Today", 502, 0.01, "Bad gateway")
    assert tally.failures[-1] == "Today: 502 and no page of ours during disk-full"
    assert list(tally.rows()) == [("Today", 1, 10, 10), ("log run", 1, 10, 10)]


def test_memory_is_compared_once_it_is_warm():
    watch = Watch(server=None)
    assert watch.growth([100] * 19) is None
    assert watch.growth([20] * 6 + [100] * 14) == 1
    assert watch.growth([20] * 6 + [100] * 10 + [120] * 4) == 1.2
    assert watch.growth([0, 0] + [100] * 18) is None


def test_the_clock_jumps_through_the_night_of_the_change(tmp_path):
    assert summer_begins(date(2026, 11, 23)) == datetime(2027, 3, 28, 1, tzinfo=UTC)
    assert summer_begins(date(2026, 3, 28)) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    change = datetime(2027, 3, 28, 1, tzinfo=UTC)
    days = [Shift.day_at(moment) for moment in Shift.jumps_around(change)]
    assert days == ["2027-03-27", *["2027-03-28"] * 5, "2027-03-29"]

"""What a change would do, reckoned over stored logs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import number_set, share
from training import backtests
from training.backtests import ask, compare_all, fail, next_runners, rulesets_of, span_of, step, work_on
from training.history import load_log
from training.insights.backtest import compare
from training.insights.publish import publish
from training.insights.tally import Tally, tally_of
from training.models import BackTest, User
from training.rules import ALL_RULES
from training.thresholds import add_revision, current_setting
from training.thresholds.setting import Setting

pytestmark = [pytest.mark.django_db, pytest.mark.data]

CHANGE = Setting({"shoe.mileage": {"notice_m": 400_000}})


@pytest.fixture
def runners() -> list[User]:
    """Seven with a shoe at 405 km or more, two with one at 600 km, one who only has an account."""
    people = [make_runner(f"runner-{n}") for n in range(10)]
    for number, runner in enumerate(people[:9]):
        shoe = make_shoe(runner, start_distance_m=405_000 if number < 7 else 600_000)
        for back in range(1, 40, 3):
            make_run(runner, backtests.today() - timedelta(days=back), 5_000 + number * 100, shoe=shoe)
        make_check_in(runner, backtests.today() - timedelta(days=20), number % 4)
    return people


def asked(preview: Setting = CHANGE, days: int = 30, **more) -> BackTest:
    author = User.objects.filter(username="ada").first() or User.objects.create_superuser(
        "ada", password="x" * 12
    )
    base = current_setting()[0]
    defaults = {"kind": "change", "rule": "shoe.mileage", "base": base, "setting": preview}
    return ask(author, preview=preview, first=span_of(days), **{**defaults, **more})


def reckoned(test: BackTest) -> BackTest:
    work_on(test.pk)
    test.refresh_from_db()
    return test


def row(test: BackTest, rule: str = "shoe.mileage", severity: int = 1) -> dict:
    (found,) = [r for r in test.result["rows"] if (r["rule"], r["severity"]) == (rule, severity)]
    return {name: found[name] for name in ("now", "then", "gained", "lost")}


def test_how_many_warnings_more(runners):
    test = reckoned(asked())
    assert (test.state, test.done, test.total, test.partial) == ("done", 11, 11, {})
    assert (test.result["runners"], test.result["gained_runners"], test.result["lost_runners"]) == (9, 7, 0)
    assert row(test) == {"now": None, "then": None, "gained": 7, "lost": 0}


def test_the_preview_counts_what_is_counted_after_saving(runners):
    for runner in runners[:7]:
        shoe = make_shoe(runner, "Old", start_distance_m=490_000)
        make_run(runner, backtests.today() - timedelta(days=2), 4_000, shoe=shoe, hour=18)
    preview = reckoned(asked())
    add_revision(CHANGE.values, reason="soft", author=None, base=0)
    number, setting = current_setting()
    after = reckoned(asked(setting, base=number, setting=setting))
    before = {(r["rule"], r["severity"]): r["then"] for r in preview.result["rows"]}
    assert {(r["rule"], r["severity"]): r["now"] for r in after.result["rows"]} == before
    assert (row(preview)["now"], row(preview)["then"], row(after)["now"]) == (9, 16, 16)
    assert after.result["burden"]["new"]["now"] == preview.result["burden"]["new"]["then"]


def test_what_coaches_set_is_laid_over_before_and_after(runners):
    """Two of the seven would hear of 400 km; for them a coach set 480 km, which an admin's 400 leaves."""
    kim = make_runner("kim")
    for runner in runners[:7]:
        shoe = make_shoe(runner, "Old", start_distance_m=490_000)
        make_run(runner, backtests.today() - timedelta(days=2), 4_000, shoe=shoe, hour=18)
    for runner in runners[:2]:
        number_set(share(runner, kim, may_set=True), "shoe.mileage", values={"notice_m": 480_000})
    preview = reckoned(asked())
    assert row(preview) == {"now": 9, "then": 14, "gained": 5, "lost": 0}
    add_revision(CHANGE.values, reason="soft", author=None, base=0)
    number, setting = current_setting()
    after = reckoned(asked(setting, base=number, setting=setting))
    assert {(r["rule"], r["severity"]): r["now"] for r in after.result["rows"]} == {
        (r["rule"], r["severity"]): r["then"] for r in preview.result["rows"]
    }


def test_the_thresholds_in_force_make_no_difference(runners):
    test = reckoned(asked(Setting()))
    assert (test.result["unchanged"], test.result["gained_runners"], test.result["lost_runners"]) == (
        True,
        0,
        0,
    )
    assert {(r["gained"], r["lost"]) for r in test.result["rows"]} == {(0, 0)}


@pytest.mark.parametrize("size", [1, 3, 50])
def test_the_size_of_a_batch_makes_no_difference(runners, size, monkeypatch):
    monkeypatch.setattr(backtests.next_runners, "__defaults__", (size,))
    assert reckoned(asked()).result == publish(at_once())


def at_once() -> Tally:
    """Every log whole, one after the other, the last account first."""
    rulesets = rulesets_of(BackTest(base=0, preview=CHANGE.as_json()))
    whole = Tally()
    for runner in User.objects.order_by("-pk"):
        log = load_log(runner, rulesets[0].basics)
        found = compare((log, log), ALL_RULES, rulesets, span_of(30), backtests.today())
        if found:
            whole.add(tally_of(found))
    return whole


def test_other_words_read_the_logs_in_both_ways(runners):
    words = Setting({"log": {"close_after_days": 1}})
    (first, *_), rulesets = runners, rulesets_of(BackTest(base=0, preview=words.as_json()))
    for day, score in ((10, 3), (9, 0), (8, 3), (7, 0)):
        make_check_in(first, backtests.today() - timedelta(days=day), score, hour=3)
    (tally,) = compare_all([first], rulesets, span_of(30), backtests.today())
    assert tally.counts["knee.pain_level/1/now"] == tally.counts["knee.pain_level/1/then"] == 2
    assert reckoned(asked(words)).state == "done"


def test_a_step_that_was_done_is_not_done_again(runners, monkeypatch):
    monkeypatch.setattr(backtests.next_runners, "__defaults__", (4,))
    test = asked()
    assert [step(test.pk), step(test.pk)] == [True, True]
    half = BackTest.objects.get(pk=test.pk)
    assert (half.state, half.done, half.cursor) == ("waiting", 8, list(User.objects.order_by("pk"))[7].pk)
    expected = publish(at_once())
    work_on(test.pk)
    work_on(test.pk)
    assert BackTest.objects.get(pk=test.pk).result == expected


def test_of_two_workers_at_the_same_batch_one_counts(runners, monkeypatch):
    monkeypatch.setattr(backtests.next_runners, "__defaults__", (4,))
    test, alone, others = asked(), backtests.compare_all, []

    def with_company(*args: object) -> object:
        if not others:
            others.append(test)
            assert step(test.pk)
        return alone(*args)

    monkeypatch.setattr(backtests, "compare_all", with_company)
    assert not step(test.pk)
    assert BackTest.objects.get(pk=test.pk).done == 4
    assert reckoned(test).result == publish(at_once())


def test_a_report_is_kept_a_while_and_what_nobody_decided_on_a_week(runners):
    kept = asked(kind="report")
    asked()
    BackTest.objects.update(created_at=timezone.now() - timedelta(days=20))
    newest = asked()
    assert {test.pk for test in BackTest.objects.all()} == {kept.pk, newest.pk}
    BackTest.objects.update(created_at=timezone.now() - timedelta(days=40))
    last = asked()
    assert list(BackTest.objects.all()) == [last]


def test_an_old_answer_is_not_given_again(runners):
    old = asked()
    assert asked() == old
    BackTest.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    assert asked() != old


def test_what_was_cancelled_meanwhile_leaves_nothing(runners):
    test = asked()
    test.delete()
    work_on(test.pk)
    assert BackTest.objects.count() == 0


def test_an_account_about_to_go_does_not_count(runners):
    User.objects.filter(username="runner-3").update(leaves_at=timezone.now())
    assert reckoned(asked()).result["runners"] == 8
    assert "runner-3" not in {runner.username for runner in next_runners(None)}


def test_no_admin_reads_one_runners_warnings_by_closing_their_account(runners):
    before = reckoned(asked()).result
    BackTest.objects.all().delete()
    User.objects.filter(username="runner-3").update(is_active=False)
    assert reckoned(asked()).result == before


def test_fewer_than_five_runners_show_nothing():
    make_run(make_runner(), backtests.today())
    assert reckoned(asked()).result == {"too_few": True, "rows": [], "samples": []}


def test_no_row_of_a_result_names_a_runner(runners):
    test = reckoned(asked())
    text = str(test.result)
    assert [str(runner.pk) for runner in runners if str(runner.pk) in text] == []
    assert "Ghost" not in text


def test_a_failure_is_said(runners, monkeypatch):
    test = asked()
    fail(test.pk)
    test.refresh_from_db()
    assert (test.state, step(test.pk)) == ("failed", False)

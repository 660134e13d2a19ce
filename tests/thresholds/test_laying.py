"""What a coach set, laid over what an admin put in force: while the grant lets it, as far as it fits."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_run, make_runner
from tests.sharing.cast import ALL, TRAINING, number_set, share
from training import assessment
from training.access import Sight
from training.assessment import assess, assess_as_of, assess_whole_log, replay_seen
from training.engine.evaluate import Origin, Ruleset
from training.engine.limits import limit_errors, limit_specs
from training.models import Grant, Override, User
from training.rules import ALL_RULES, load_longest_run
from training.thresholds import DEFAULTS, add_revision
from training.thresholds.laying import Laid, lay, ruleset_for, rulesets_for
from training.thresholds.setting import DECLARED

RULE = load_longest_run.RULE


def caution(runner: User, moment: datetime | None = None) -> float:
    return ruleset_for(runner, moment).limits_of(RULE).caution_percent


@pytest.fixture
def grant(db) -> Grant:
    """Kim may set thresholds for Anna."""
    return share(make_runner("anna"), make_runner("kim"), may_set=True)


@pytest.mark.data
def test_it_holds_for_this_runner_alone(grant):
    number_set(grant)
    ben = make_runner("ben")
    rulesets = rulesets_for([grant.runner, ben])
    assert rulesets[ben.pk] == DEFAULTS
    assert rulesets[grant.runner_id].limits_of(RULE) == load_longest_run.Limits(caution_percent=20)
    assert rulesets[grant.runner_id].origins_of(RULE.id) == {
        "caution_percent": Origin("coach", date(2026, 3, 3), str(grant.coach_id))
    }


@pytest.mark.data
@pytest.mark.parametrize(
    "ends",
    [
        lambda grant: Grant.objects.update(state="ended", ended_at=datetime.now(UTC)),
        lambda grant: Grant.objects.update(until=grant.runner.profile.today() - timedelta(days=1)),
        lambda grant: Grant.objects.update(may_set=False),
        lambda grant: Grant.objects.update(categories=ALL - TRAINING),
        lambda grant: User.objects.filter(pk=grant.coach_id).update(is_active=False),
        lambda grant: User.objects.get(pk=grant.coach_id).delete(),
        lambda grant: Override.objects.update(ended_at=datetime.now(UTC)),
    ],
    ids=["ended", "expired", "not allowed", "not shared", "deactivated", "deleted", "taken back"],
)
def test_it_holds_while_the_grant_lets_it(grant, ends):
    number_set(grant)
    assert caution(grant.runner) == 20
    ends(grant)
    assert ruleset_for(grant.runner) == DEFAULTS


@pytest.mark.data
def test_on_its_last_day_it_still_holds(grant):
    number_set(grant)
    Grant.objects.update(until=grant.runner.profile.today())
    assert caution(grant.runner) == 20


@pytest.mark.data
@pytest.mark.parametrize(
    "rule", [rule for rule in DECLARED.values() if not rule.is_a_coachs], ids=lambda d: d.id
)
def test_a_row_for_a_rule_that_is_no_coachs_is_not_heard(grant, rule):
    number_set(grant, rule.id, values={spec.name: spec.low for spec in rule.specs})
    assert ruleset_for(grant.runner) == DEFAULTS


def test_which_rules_are_for_an_admin_alone():
    fixed = {"log", "ladder", "knee.red_flag", "knee.two_weeks", "knee.worsening"}
    assert {id_ for id_, declared in DECLARED.items() if declared.specs and not declared.is_a_coachs} == fixed


@pytest.mark.data
def test_each_day_by_what_was_in_force_then(grant):
    with time_machine.travel("2026-03-03 12:00Z", tick=False):
        row = number_set(grant)
    with time_machine.travel("2026-03-05 12:00Z", tick=False):
        add_revision({RULE.id: {"notice_percent": 15}}, reason="a try", author=None)
    Override.objects.filter(pk=row.pk).update(ended_at=datetime(2026, 3, 8, 12, tzinfo=UTC))
    days = {day: assess_whole_log(grant.runner, date(2026, 3, day)).ruleset for day in (2, 3, 5, 7, 8)}
    assert {
        day: (r.number, r.limits_of(RULE).notice_percent, r.limits_of(RULE).caution_percent)
        for day, r in days.items()
    } == {2: (0, 10, 30), 3: (0, 10, 20), 5: (1, 15, 20), 7: (1, 15, 20), 8: (1, 15, 30)}


@pytest.mark.data
def test_the_past_stays_what_it_was_when_the_grant_ends(grant):
    with time_machine.travel("2026-03-03 12:00Z", tick=False):
        number_set(grant)
    Grant.objects.update(until=date(2026, 3, 6))
    last = [caution(grant.runner, datetime(2026, 3, day, tzinfo=UTC)) for day in (6, 7, 8)]
    assert last == [20, 20, 30]
    grant.coach.delete()
    assert [caution(grant.runner, datetime(2026, 3, 4, tzinfo=UTC)), caution(grant.runner)] == [20, 30]
    assert (Override.objects.get().grant, Override.objects.get().ended_at is None) == (None, False)


@pytest.mark.data
def test_a_span_of_days_is_told_like_each_of_them(grant):
    """A number comes on the 4th, is ended on the 8th, and comes back until the 12th, the last day."""
    with time_machine.travel("2026-03-04 12:00Z", tick=False):
        row = number_set(grant)
    Override.objects.filter(pk=row.pk).update(ended_at=datetime(2026, 3, 8, 12, tzinfo=UTC))
    with time_machine.travel("2026-03-10 12:00Z", tick=False):
        number_set(grant)
    Grant.objects.update(until=date(2026, 3, 12))
    for day in range(1, 31):
        make_run(grant.runner, date(2026, 2, 1) + timedelta(days=day), 10_000 if day % 5 else 12_500)
    sight = Sight(grant.runner, ALL)
    span = list(replay_seen(sight, date(2026, 3, 1), date(2026, 3, 15)))
    alone = [assess_as_of(sight, history.today) for history, _found in span]
    assert [found for _history, found in span] == [one.findings for one in alone]
    held = [one.today.day for one in alone if one.ruleset.limits_of(RULE).caution_percent == 20]
    assert held == [4, 5, 6, 7, 10, 11, 12]


@pytest.mark.data
def test_today_is_told_by_what_the_grant_says_now(grant):
    runner, today = grant.runner, grant.runner.profile.today()
    with time_machine.travel(datetime.now(UTC) - timedelta(days=3), tick=False):
        number_set(grant)
    User.objects.filter(pk=grant.coach_id).update(is_active=False)
    pieces = assessment._rulesets_of_days(runner, today - timedelta(days=5), today)
    told = {end: ruleset.limits_of(RULE).caution_percent for _start, end, ruleset in pieces}
    assert (told[today], told[today - timedelta(days=1)]) == (30, 20)


@pytest.mark.data
def test_today_as_of_its_end_is_today(grant):
    number_set(grant)
    Grant.objects.update(may_set=False)
    assert assess_whole_log(grant.runner, grant.runner.profile.today()).ruleset == DEFAULTS


@pytest.mark.data
def test_one_athlete_before_a_team_and_then_the_newest(grant):
    other = share(grant.runner, make_runner("lena"), may_set=True)
    number_set(grant, values={"caution_percent": 25}, source=uuid4())
    assert caution(grant.runner) == 25
    number_set(grant)
    number_set(other, values={"notice_percent": 12, "caution_percent": 22}, source=uuid4())
    assert caution(grant.runner) == 20
    number_set(other, values={"caution_percent": 18})
    limits = ruleset_for(grant.runner).limits_of(RULE)
    assert (limits.notice_percent, limits.caution_percent) == (12, 18)


@pytest.mark.data
def test_numbers_that_no_longer_fit_wait_until_they_do(grant):
    number_set(grant)
    add_revision({RULE.id: {"notice_percent": 25}}, reason="fewer", author=None)
    assert caution(grant.runner) == 30
    add_revision({RULE.id: {"notice_percent": 15}}, reason="more", author=None)
    assert caution(grant.runner) == 20


@pytest.mark.data
@pytest.mark.parametrize("count", [1, 3])
def test_two_queries_for_any_number(grant, count, django_assert_num_queries):
    number_set(grant)
    runners = [grant.runner, *(make_runner(f"runner-{n}") for n in range(count))]
    with django_assert_num_queries(2):
        rulesets_for(runners)


@pytest.mark.data
def test_ending_it_restores_the_former_findings(grant):
    runner, today = grant.runner, grant.runner.profile.today()
    for back in range(3, 30, 3):
        make_run(runner, today - timedelta(days=back), 10_000)
    make_run(runner, today, 12_500, hour=0)
    before = assess([runner])[0].findings
    row = number_set(grant)
    after = assess([runner])[0].findings
    severities = [[f.severity.word for f in found if f.rule is RULE] for found in (before, after)]
    assert severities == [["notice"], ["caution"]]
    Override.objects.filter(pk=row.pk).update(ended_at=datetime.now(UTC))
    assert assess([runner])[0].findings == before


def numbers(rule_id: str) -> st.SearchStrategy[dict[str, float]]:
    """Any numbers within bounds and out of them, and what is none."""
    specs = DECLARED[rule_id].specs
    any_number = st.one_of(
        st.floats(allow_nan=True), st.integers(-5, 10_000), st.sampled_from([None, "x", True])
    )
    one_of = {spec.name: st.one_of(st.integers(int(spec.low), int(spec.high)), any_number) for spec in specs}
    return st.fixed_dictionaries({}, optional={**one_of, "gone": any_number})


NUMBERS = {rule_id: numbers(rule_id) for rule_id in DECLARED} | {"gone.rule": st.just({})}


@st.composite
def rows(draw) -> Laid:
    rule_id = draw(st.sampled_from(sorted(NUMBERS)))
    values = draw(NUMBERS[rule_id])
    source = draw(st.none() | st.just(UUID(int=1)))
    moment = datetime(2026, 3, draw(st.integers(1, 28)), tzinfo=UTC)
    days = dict.fromkeys(values, "2026-03-01")
    return Laid(uuid4(), rule_id, values, days, source, moment, None, None, None, None, None, None)


@given(st.lists(rows(), max_size=5))
def test_whatever_is_laid_over_stays_within_bounds_and_in_order(found):
    ruleset = lay(DEFAULTS, found)
    for rule in ALL_RULES:
        limits = ruleset.limits_of(rule)
        values = {spec.name: getattr(limits, spec.name) for spec in limit_specs(rule.limits)}
        assert list(limit_errors(rule.limits, values, rule.order)) == []


@given(st.lists(rows(), max_size=4), st.randoms())
def test_the_order_of_the_rows_makes_no_difference(found, random):
    distinct = list({(row.rank, row.rule): row for row in found}.values())
    mixed = distinct.copy()
    random.shuffle(mixed)
    assert lay(DEFAULTS, mixed) == lay(DEFAULTS, distinct)


def test_nothing_laid_over_is_the_very_same_ruleset():
    assert lay(DEFAULTS, []) is DEFAULTS
    assert isinstance(DEFAULTS, Ruleset)

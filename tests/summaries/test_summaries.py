"""What is kept of an athlete is right after every write, and never another's view."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.cache import caches

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import ALL, TRAINING, share
from training.access import Sight, athletes_of
from training.assessment import assess_seen
from training.logbook.undoing import delete, restore
from training.models import ThresholdRevision
from training.summaries import Recalled, read, read_next, recall, summarise

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture(autouse=True)
def empty_memory():
    caches["summaries"].clear()


@pytest.fixture
def anna():
    anna = make_runner("anna")
    today = anna.profile.today()
    for back in range(2, 30, 3):
        make_run(anna, today - timedelta(days=back))
    make_check_in(anna, today - timedelta(days=1), 7)
    return anna


def known(sights: list[Sight]) -> Recalled:
    recalled = recall(sights)
    read(recalled, recalled.unread)
    return recalled


def fresh(sight: Sight):
    (assessment,) = assess_seen([sight])
    return summarise(assessment)


def test_memory_says_what_the_log_says(anna):
    sight = Sight(anna, ALL)
    assert known([sight]).known == {anna.pk: fresh(sight)}
    again = recall([sight])
    assert (again.known, again.unread) == ({anna.pk: fresh(sight)}, [])


def test_findings_come_back_whole(anna):
    sight = Sight(anna, ALL)
    known([sight])
    recalled = recall([sight])
    (assessment,) = assess_seen([sight])
    kept = recalled.known[anna.pk].kept
    assert [item.finding(recalled.rulesets[anna.pk]) for item in kept] == assessment.findings
    assert assessment.findings


WRITES = {
    "a run": lambda anna, today: make_run(anna, today, 20_000),
    "a check-in": lambda anna, today: make_check_in(anna, today, 9),
    "a shoe": lambda anna, today: make_shoe(anna, start_distance_m=900_000),
    "an old run that is changed": lambda anna, today: anna.runs.filter(pk=anna.runs.last().pk).update(
        distance_m=30_000
    ),
    "a run that is deleted": lambda anna, today: delete(anna, [anna.runs.first()]),
    "all that is deleted": lambda anna, today: anna.check_ins.all().delete(),
    "a run that comes back": lambda anna, today: restore(anna, delete(anna, [anna.runs.first()]).pk),
}


@pytest.mark.parametrize("write", WRITES)
def test_a_log_that_was_written_to_is_read_again(anna, write):
    sight = Sight(anna, ALL)
    known([sight])
    WRITES[write](anna, anna.profile.today())
    assert recall([sight]).unread == [sight]
    assert known([sight]).known == {anna.pk: fresh(sight)}


def test_another_day_and_other_thresholds_are_read_again(anna):
    sight = Sight(anna, ALL)
    known([sight])
    ThresholdRevision.objects.create(number=1, values={}, reason="the same numbers, said anew")
    assert recall([sight]).unread == [sight]
    known([sight])
    anna.profile.time_zone = "Pacific/Kiritimati"
    assert (recall([sight]).unread == [sight]) == (anna.profile.today() != date.today())  # noqa: DTZ011


def test_no_coach_ever_gets_the_view_of_another(anna):
    """Whoever comes first, each gets what their own grant shows."""
    kim, lena = make_runner("kim"), make_runner("lena")
    share(anna, kim)
    share(anna, lena, TRAINING)
    for first, second in ((kim, lena), (lena, kim)):
        caches["summaries"].clear()
        seen = {coach: known(athletes_of(coach)).known[anna.pk] for coach in (first, second)}
        rules = {kept.rule_id.partition(".")[0] for kept in seen[lena].kept}
        assert "knee" in {kept.rule_id.partition(".")[0] for kept in seen[kim].kept}
        assert (rules & {"knee", "habit"}, seen[lena].episodes) == (set(), ())
        assert seen[lena] == fresh(Sight(anna, TRAINING))


def test_a_runner_is_never_taken_for_another(anna):
    ben = make_runner("ben")
    sights = [Sight(anna, ALL), Sight(ben, ALL)]
    assert known(sights).known == {sight.runner.pk: fresh(sight) for sight in sights}
    assert recall(sights[::-1]).known == {sight.runner.pk: fresh(sight) for sight in sights}


def test_the_sorest_are_read_first(anna):
    ben, cleo, dora = make_runner("ben"), make_runner("cleo"), make_runner("dora")
    today = anna.profile.today()
    make_check_in(ben, today, 0, signs={"locks"})
    make_check_in(cleo, today - timedelta(days=20), 9)
    make_check_in(dora, today, 10)
    sights = [Sight(person, ALL if person != dora else TRAINING) for person in (cleo, dora, anna, ben)]
    recalled = recall(sights)
    read_next(recalled, 2)
    assert set(recalled.known) == {ben.pk, anna.pk}
    assert recall(sights).unread == [sights[0], sights[1]]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_three_queries_for_any_number(count, django_assert_num_queries):
    sights = [Sight(make_runner(f"runner-{n}"), ALL) for n in range(count)]
    known(sights)
    with django_assert_num_queries(3):
        assert recall(sights).unread == []


def test_what_is_out_of_date_is_not_kept_beside_what_replaced_it(anna):
    kim = make_runner("kim")
    share(anna, kim)
    for back in range(3):
        known(athletes_of(kim))
        make_check_in(anna, anna.profile.today() - timedelta(days=back + 2), 2)
    assert len(caches["summaries"]._cache) == 1

"""The way back to running as its pages tell it: offered, done, answered, undone; and who else reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_check_in, make_run, make_runner, make_shoe
from tests.sharing.cast import ALL, TRAINING, share
from tests.views.test_concurrent import at_once, logged_in
from training.history.ladder import load_ladder
from training.insights.ladder_steps import STEPS
from training.models import Clearance, LadderSession, Run
from training.models.choices import Category, LadderStep

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


@pytest.fixture(autouse=True)
def wednesday(time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 18, tzinfo=UTC), tick=False)
    return time_machine


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def after_a_break(name: str = "anna", last: int = 20):
    """Runs until so many days ago, and clear knees since."""
    runner = make_runner(name, time_zone="UTC")
    for back in range(last, last + 30, 3):
        make_run(runner, day(back), 6_000)
    return runner


def climbed(runner, sessions: int, newest: int = 2) -> None:
    """So many clean sessions, every other day, the newest so many days ago."""
    for number in range(sessions):
        ago = newest + 2 * (sessions - 1 - number)
        runner.ladder_sessions.create(on=day(ago), step=STEPS[number // 2], minutes=25)
        make_check_in(runner, day(ago - 1), 0, moment="next_morning", hour=6)


@pytest.fixture
def anna(client):
    runner = after_a_break()
    client.force_login(runner)
    return runner


def page(client):
    return client.get(reverse("return-to-run"))


def says(client) -> tuple[str, str]:
    return page(client).context["state"], page(client).context["title"]


def tap(client, **data):
    return client.post(reverse("ladder-done"), data)


def last_said(client) -> str:
    return [str(message) for message in page(client).context["messages"]][-1]


def test_the_words_of_the_log_are_the_steps():
    assert tuple(LadderStep.values) == STEPS


def test_an_empty_log_is_told_what_to_do(client):
    client.force_login(make_runner("nora"))
    assert says(client) == ("not_needed", "You need no ladder now")
    assert "Your log is empty" in page(client).text


def test_a_walk_is_one_tap_and_never_a_run(client, anna):
    runs = Run.objects.count()
    assert says(client) == ("do", "Today: Walk 30 minutes")
    assert tap(client).url == reverse("return-to-run")
    assert [(s.on, s.step, s.minutes) for s in anna.ladder_sessions.all()] == [(TODAY, "walk", 30)]
    assert (says(client), Run.objects.count()) == (("morning", "Done for today"), runs)


def test_a_second_tap_is_the_same_session(client, anna):
    tap(client)
    tap(client)
    assert LadderSession.objects.count() == 1
    assert last_said(client) == "A session of this day is in your log already."


def test_the_next_morning_is_asked_about_and_answered_in_one_tap(client, anna, wednesday):
    tap(client)
    wednesday.move_to(datetime(2026, 5, 21, 7, tzinfo=UTC))
    assert says(client) == ("morning", "How are your knees this morning?")
    prompts = {prompt["title"]: prompt for prompt in client.get(reverse("today")).context["prompts"]}
    (both,) = prompts["How are your knees this morning?"]["posts"]
    client.post(both["url"], {both["name"]: both["value"]})
    assert says(client) == ("rest", "A day without running")
    wednesday.move_to(datetime(2026, 5, 22, 7, tzinfo=UTC))
    shown = page(client).context
    assert (shown["title"], shown["text"]) == ("Today: Walk 30 minutes", "Session 2 of 2 on this step.")


def test_a_running_step_opens_the_form_of_its_run_filled_in(client, anna):
    climbed(anna, 3)
    assert says(client) == ("do", "Today: 4 min walk, 1 min run, 5 times")
    answer = tap(client)
    session = anna.ladder_sessions.first()
    assert answer.url.endswith(f"?ladder={session.pk}")
    form = client.get(answer.url).context["form"]
    told = {name: form[name].value() for name in ("duration_s", "session", "day", "notes")}
    note = "Back to running: 4 min walk, 1 min run, 5 times"
    assert told == {"duration_s": "5:00", "session": "easy", "day": TODAY, "notes": note}
    assert (session.step, session.minutes, anna.runs.filter(local_date=TODAY).count()) == ("run_1", 25, 0)


def test_the_form_says_nothing_of_another_runners_session(client, anna):
    other = after_a_break("ben").ladder_sessions.create(on=TODAY, step="run_1", minutes=25)
    for told in (other.pk, "nonsense"):
        form = client.get(f"{reverse('log-run')}?ladder={told}").context["form"]
        assert form["notes"].value() == ""


def test_where_the_run_is_there_already_nothing_more_is_asked(client, anna):
    climbed(anna, 3)
    make_run(anna, TODAY, 900)
    assert tap(client).url == reverse("return-to-run")


def test_a_session_of_another_day_and_days_that_cannot_be(client, anna):
    assert tap(client, on=day(2).isoformat()).status_code == 302
    assert [s.on for s in anna.ladder_sessions.all()] == [day(2)]
    assert [tap(client, on=on).status_code for on in ("2026-05-21", "1969-12-31", "soon")] == [422] * 3
    tap(client, on=day(1).isoformat())
    assert (last_said(client)[:18], LadderSession.objects.count()) == ("Nothing was saved:", 1)


def test_a_session_is_deleted_and_brought_back(client, anna):
    tap(client)
    session = anna.ladder_sessions.get()
    client.post(reverse("delete-ladder-session", args=[session.pk]))
    assert LadderSession.objects.count() == 0
    client.post(reverse("undo", args=[anna.undos.get().pk]))
    assert list(anna.ladder_sessions.all()) == [session]


def test_a_rise_repeats_the_step_and_says_why(client, anna):
    climbed(anna, 4, newest=6)
    make_check_in(anna, day(5), 1, hour=8)
    for ago in (4, 3, 2):
        make_check_in(anna, day(ago), 0)
    shown = page(client).context
    why = "Your knee was not clear on the day after the session of 14\u00a0May: this step comes again."
    assert (shown["title"], shown["why"]) == ("Today: 4 min walk, 1 min run, 5 times", why)


@pytest.fixture
def flagged(anna):
    """An episode with a sign for a professional, closed."""
    for ago, score, signs in (
        (18, 2, {"locks"}),
        (17, 1, set()),
        (14, 0, set()),
        (13, 0, set()),
        (12, 0, set()),
    ):
        make_check_in(anna, day(ago), score, signs=signs)
    return anna


def test_no_step_before_a_clinician_has_cleared_the_knee(client, flagged):
    assert says(client) == ("flagged", "First, have your knee looked at")
    tap(client)
    assert LadderSession.objects.count() == 0
    cleared = {"cleared-side": "left", "cleared-on": day(10).isoformat()}
    for _ in range(2):
        assert client.post(reverse("ladder-cleared"), cleared).status_code == 302
    assert [(word.side, word.on) for word in Clearance.objects.all()] == [("left", day(10))]
    assert says(client) == ("do", "Today: Walk 30 minutes")
    client.post(reverse("delete-clearance", args=[Clearance.objects.get().pk]))
    assert says(client)[0] == "flagged"


def test_a_clearance_needs_a_knee_and_a_day_that_has_come(client, flagged):
    answer = client.post(reverse("ladder-cleared"), {"cleared-on": "2026-05-21"})
    assert answer.status_code == 422
    assert set(answer.context["clearance_form"].errors) == {"side", "on"}
    assert Clearance.objects.count() == 0


def test_an_open_episode_comes_first(client, anna):
    make_check_in(anna, day(1), 2)
    assert says(client) == ("sore", "Not yet: Left knee, day 2")
    tap(client)
    assert LadderSession.objects.count() == 0


def test_today_offers_it_and_says_nothing_where_it_is_not_needed(client, anna):
    assert "Today: Walk 30 minutes" in client.get(reverse("today")).text
    make_run(anna, day(1), 3_000)
    assert "Walk" not in client.get(reverse("today")).text


@pytest.mark.parametrize("sessions", [1, 3, 9])
def test_the_pages_cost_the_same_however_long_the_ladder(client, anna, sessions, django_assert_num_queries):
    make_shoe(anna)
    climbed(anna, sessions)
    client.get(reverse("today"))
    with django_assert_num_queries(13):
        page(client)
    with django_assert_num_queries(12):
        client.get(reverse("today"))


BOTH = TRAINING | {Category.KNEE}


@pytest.mark.parametrize(("categories", "seen"), [(ALL, True), (BOTH, True), ({Category.KNEE}, False)])
def test_a_coach_reads_it_where_runs_and_knees_are_shared(client, anna, categories, seen):
    climbed(anna, 3)
    kim = make_runner("kim")
    share(anna, kim, categories)
    client.force_login(kim)
    text = client.get(reverse("athlete-knee", args=[anna.pk])).text
    assert ("Today: 4 min walk, 1 min run, 5 times" in text) is seen
    assert reverse("ladder-done") not in text


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_eight_taps_at_once_are_one_session(anna):
    answers = at_once([lambda c=c: tap(c).status_code for c in [logged_in(anna) for _ in range(8)]])
    assert (answers, LadderSession.objects.count()) == ([302] * 8, 1)


@pytest.mark.data
def test_sessions_and_words_of_one_runner_are_loaded_in_one_query(anna, django_assert_num_queries):
    other = after_a_break("ben")
    for runner in (anna, other):
        runner.ladder_sessions.create(on=day(3), step="walk", minutes=30)
        runner.clearances.create(on=day(5), side="left")
    with django_assert_num_queries(1):
        sessions, words = load_ladder(anna.pk, TODAY)
    assert [(s.on, s.step) for s in sessions] == [(day(3), "walk")]
    assert [(w.side, w.on) for w in words] == [("left", day(5))]

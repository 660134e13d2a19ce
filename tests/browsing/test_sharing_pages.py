"""The pages of sharing in a real browser, from both sides: full, empty, and with errors shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.browser import each_view
from tests.browsing.test_every_page import flaws
from tests.factories import make_run, make_runner
from tests.sharing.cast import ALL, TRAINING, share
from training.access import sight
from training.models import Invitation, Look, Note
from training.sharing.looks import looked

pytestmark = pytest.mark.browser
LISTS = ["sharing", "invite-coach", "looks", "notes", "coach-invitations"]
LONG = "a-name-without-a-single-space-to-break-at-" * 3


@pytest.fixture
def pair(transactional_db):
    """Anna, who shares with Kim and used to with Lena; invitations of every kind; notes both ways."""
    anna, kim, lena = make_runner("anna"), make_runner("kim"), make_runner(LONG)
    run = make_run(anna, anna.profile.today() - timedelta(days=1))
    share(anna, kim, TRAINING, until=anna.profile.today())
    share(anna, lena, state="ended", ended_at=timezone.now(), ended_by=anna)
    share(anna, make_runner("exa"), until=anna.profile.today() - timedelta(days=2))
    looked([sight(kim, anna)], Look.Page.ATHLETE)
    for inviter, asks in ((anna, "coach"), (kim, "athlete")):
        for name in ("", LONG):
            Invitation.objects.create(inviter=inviter, asks=asks, name=name, categories=ALL)
        Invitation.objects.create(
            inviter=lena, invitee=inviter, asks="athlete" if inviter == anna else "coach", categories=TRAINING
        )
    for by_coach in (True, False):
        Note.objects.create(
            runner=anna, coach=kim, by_coach=by_coach, text=f"One\n\n{LONG}", run=run, kind="run"
        )
    return anna, kim


def addresses(person) -> list[str]:
    paths = [reverse(name) for name in LISTS]
    paths += [reverse("grant", args=[grant.pk]) for grant in person.grants.filter(state="granted")[:1]]
    paths += [reverse("invitation", args=[asked.pk]) for asked in person.invitations.filter(state="open")]
    paths += [reverse("athlete-notes", args=[grant.runner_id]) for grant in person.coachings.all()]
    paths += [reverse("edit-note", args=[note.pk]) for note in person.notes.filter(by_coach=False)]
    return [*paths, *(reverse("edit-run", args=[run.pk]) for run in person.runs.all())]


def found_on(page, paths) -> dict[str, list[str]]:
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = flaws(page)
    return found


@each_view
def test_pages_of_sharing(browser_page, pair, width, scheme):
    for person in pair:
        paths = ["/", *addresses(person)]
        page = browser_page("/", user=person, width=width, scheme=scheme)
        assert found_on(page, paths) == {path: [] for path in paths}


@each_view
def test_pages_of_sharing_on_the_first_day(browser_page, newcomer, width, scheme):
    page = browser_page("/", user=newcomer, width=width, scheme=scheme)
    assert found_on(page, addresses(newcomer)) == {path: [] for path in addresses(newcomer)}


NONSENSE = """() => {
  const form = [...document.querySelectorAll('main form[method=post]')].find((form) =>
    form.querySelector('.input:not([readonly])'));
  form.noValidate = true;
  for (const field of form.querySelectorAll('.input')) {
    if (field.type === 'date') field.type = 'text';
    field.removeAttribute('maxlength');
    field.value = 'x'.repeat(3000);
  }
  form.submit();
}"""


@each_view
def test_forms_of_sharing_with_errors(browser_page, pair, width, scheme):
    browser_page.expected += ["422", "does not conform to the required format"]
    for person in pair:
        page = browser_page("/", user=person, width=width, scheme=scheme)
        for path in addresses(person):
            page.goto(path)
            if not page.locator("main form .input:not([readonly])").count():
                continue
            page.evaluate(NONSENSE)
            page.locator("[aria-invalid=true]").first.wait_for(state="attached")
            assert (path, flaws(page)) == (path, [])

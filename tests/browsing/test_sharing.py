"""Sharing a log from the first question to the end, as two people do it in two browsers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.factories import make_check_in, make_run, make_runner
from training.models import Grant

pytestmark = pytest.mark.browser
TOO_FAR, SIGNS = "longer than your longest", "shows signs to have looked at"


@pytest.fixture
def anna(transactional_db):
    """Even runs and one far too long; a knee with a sign for a professional; words beside both."""
    anna = make_runner("anna")
    today = anna.profile.today()
    for back in range(3, 60, 2):
        make_run(anna, today - timedelta(days=back))
    make_run(anna, today - timedelta(days=1), 13_000, notes="windy and slow")
    make_check_in(anna, today, 3, signs={"locks"}, hour=0, notes="it caught on the stairs")
    return anna


@pytest.fixture
def kim(transactional_db):
    return make_runner("kim")


FOCUSED = (
    "[document.activeElement].flatMap((e) => [e.id, e.value, e.textContent.replace(/\\s+/g, ' ').trim()])"
)


def tap(page: Page, role: str, name: str) -> None:
    page.get_by_role(role, name=name).first.click()


def open_sharing(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Menu of anna").locator("xpath=..").click()
    tap(page, "link", "Sharing")


def invite(page: Page) -> None:
    open_sharing(page)
    tap(page, "link", "Invite a coach")
    page.get_by_label("Their user name").fill("kim")
    page.get_by_label("Training: runs and shoes").check()
    tap(page, "button", "Invite")
    expect(page.get_by_text("Invited. If kim has an account here")).to_be_visible()


def accept(page: Page) -> None:
    tap(page, "link", "Athletes")
    tap(page, "link", "See who")
    tap(page, "link", "Answer")
    expect(page.get_by_text("Knee: check-ins, signs and care")).to_be_visible()
    tap(page, "button", "Accept")
    expect(page.get_by_text("Accepted. anna is among your athletes.")).to_be_visible()


def sees_the_load_and_not_the_knee(page: Page) -> None:
    expect(page.get_by_text(TOO_FAR).first).to_be_visible()
    expect(page.get_by_text("Not shared: knee, notes and profile.").first).to_be_visible()
    assert [words for words in (SIGNS, "locks", "caught on the stairs") if words in page.content()] == []


def write_about_the_warning(page: Page) -> None:
    tap(page, "link", "Write a note")
    expect(page.get_by_text("About:")).to_be_visible()
    page.get_by_role("textbox", name="Note").fill("Let the next one be 8 km.")
    tap(page, "button", "Send")
    expect(page.get_by_text("You, to anna")).to_be_visible()


def read_and_answer(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("Let the next one be 8 km.")).to_be_visible()
    tap(page, "link", "Answer, or mark as read")
    page.get_by_role("textbox", name="Note").fill("I will.")
    tap(page, "button", "Send")
    expect(page.get_by_text("You, to kim")).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Let the next one be 8 km.")).not_to_be_visible()


def read_the_answer(page: Page, anna) -> None:
    page.goto("/")
    tap(page, "link", "Athletes")
    page.goto(reverse("athlete-notes", args=[anna.pk]))
    expect(page.get_by_text("I will.")).to_be_visible()


def see_what_kim_sees_and_when_kim_looked(page: Page) -> None:
    open_sharing(page)
    tap(page, "link", "Preview")
    expect(page.get_by_text("Preview: this is what kim sees now.")).to_be_visible()
    sees_the_load_and_not_the_knee(page)
    open_sharing(page)
    tap(page, "link", "Who looked when")
    for words in ("kim", "the dashboard", "the line in the list of athletes"):
        expect(page.get_by_text(words).first).to_be_visible()


def end(page: Page) -> None:
    open_sharing(page)
    tap(page, "button", "End now")
    expect(page.get_by_text("Ended. kim sees nothing of your log any more.")).to_be_visible()
    assert Grant.objects.get().state == "ended"


def test_from_the_first_question_to_the_end(browser_page, anna, kim):
    browser_page.expected += ["404"]
    runner, coach = browser_page("/", user=anna), browser_page("/", user=kim, width=1280)
    assert coach.get_by_role("link", name="Athletes").count() == 0
    invite(runner)
    coach.reload()
    accept(coach)
    tap(coach, "link", "anna")
    sees_the_load_and_not_the_knee(coach)
    write_about_the_warning(coach)
    read_and_answer(runner)
    read_the_answer(coach, anna)
    see_what_kim_sees_and_when_kim_looked(runner)
    end(runner)
    for name in ("athlete", "athlete-runs", "athlete-notes"):
        assert coach.goto(reverse(name, args=[anna.pk])).status == 404
    coach.goto(reverse("roster"))
    expect(coach.get_by_text("anna")).to_have_count(0)


def test_a_grant_is_given_and_ended_by_keyboard_alone(browser_page, anna, kim):
    page = browser_page(reverse("invite-coach"), user=anna)

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if name in page.evaluate(FOCUSED):
                return
        pytest.fail(f"{name} cannot be reached by the Tab key")

    tab_to("id_name")
    page.keyboard.type("kim")
    tab_to("id_categories_0")
    page.keyboard.press("Space")
    tab_to("Invite")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Invited. If kim has an account here")).to_be_visible()
    Grant.objects.create(runner=anna, coach=kim, categories=frozenset({"training"}))
    page.goto(reverse("sharing"))
    tab_to("End now: kim")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ended. kim sees nothing of your log any more.")).to_be_visible()


def test_a_link_is_there_to_copy_and_works_without_javascript(browser_page, anna, kim):
    page = browser_page(reverse("invite-coach"), user=anna, javascript=False)
    page.get_by_label("Training: runs and shoes").check()
    tap(page, "button", "Invite")
    link = page.get_by_label("The link").input_value()
    other = browser_page(link.removeprefix(browser_page.address), user=kim, javascript=False)
    tap(other, "button", "Accept")
    expect(other.get_by_text("Accepted. anna is among your athletes.")).to_be_visible()

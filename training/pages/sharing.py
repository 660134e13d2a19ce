"""Sharing as a runner sees it: who sees what until when, what was asked, and who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, QuerySet, When
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext

from training.access import EVERYTHING, Sight, preview
from training.models import Grant, Invitation, Look, User
from training.models.choices import Category
from training.models.invitation import OPEN_FOR
from training.sharing.granting import RESUME_FOR
from training.sharing.inviting import invitations_to
from training.sharing.looks import looks_at
from training.units import format_day

LOOKS_A_PAGE = SENT_A_PAGE = 50
PAST_SHOWN = 20
Asks = Invitation.Asks
OPEN_FIRST = Case(When(state=Invitation.State.OPEN, then=0), default=1)


def sharing_page(runner: User, asked: QueryDict) -> dict[str, Any]:
    """Who sees this runner's log, who asks to, who was asked."""
    grants = list(runner.grants.select_related("coach"))
    today = runner.profile.today()
    standing = [grant for grant in grants if grant.holds_on(today)]
    past = [grant for grant in grants if not grant.holds_on(today)]
    return {
        "coaches": [grant_card(grant, runner) for grant in standing],
        "past": [past_row(grant, runner, grant.coach) for grant in past[:PAST_SHOWN]],
        "asked_by": [asked_row(question) for question in invitations_to(runner, Asks.TO_COACH)],
        **sent_rows(runner, Asks.TO_BE_COACHED, asked.get("page", "")),
    }


def name_of(person: User | None) -> str:
    """How a person is called here: the user name always, since a full name can be anybody's."""
    if person is None:
        return gettext("A deleted account")
    full = person.get_full_name()
    return f"{full} ({person.username})" if full else person.username


def grant_card(grant: Grant, runner: User) -> dict[str, Any]:
    """One coach who sees something now."""
    return {
        "name": name_of(grant.coach),
        "until": until_words(grant, runner),
        "since": gettext("Since %(day)s.") % {"day": day_for(grant.created_at, runner)},
        "parts": [*parts(grant.categories), setting_part(gettext("May set your thresholds"), grant.may_set)],
        "change_url": reverse("grant", args=[grant.pk]),
        "preview_url": reverse("preview", args=[grant.pk]),
        "end_url": reverse("end-grant", args=[grant.pk]),
    }


def parts(categories: frozenset[str]) -> list[dict[str, Any]]:
    """Every category in its usual order, and whether it is shared."""
    return [{"text": category.label, "shared": category in categories} for category in Category]


def setting_part(text: str, may_set: bool) -> dict[str, Any]:
    """Whether a coach may set thresholds, beside what they see."""
    return {"text": text, "shared": may_set, "off": gettext("no")}


def until_words(grant: Grant, runner: User) -> str:
    if grant.until is None:
        return gettext("Until one of you ends it.")
    return gettext("Until %(day)s, that day included.") % {
        "day": format_day(grant.until, runner.profile.today())
    }


def past_row(grant: Grant, reader: User, other: User) -> dict[str, Any]:
    """A grant that is over, as a row: who, how it ended, and what can still be done."""
    is_runner = grant.runner_id == reader.pk
    expired = grant.state == Grant.State.GRANTED
    recent = grant.ended_at and grant.ended_at > timezone.now() - RESUME_FOR
    return {
        "name": name_of(other),
        "how": gettext("Expired after %(day)s.") % {"day": format_day(grant.until, reader.profile.today())}
        if expired and grant.until
        else _ended(grant, reader),
        "change_url": reverse("grant", args=[grant.pk]) if expired and is_runner else "",
        "resume_url": reverse("resume-grant", args=[grant.pk])
        if is_runner and recent and grant.ended_by_id == reader.pk
        else "",
    }


def _ended(grant: Grant, reader: User) -> str:
    words = {"day": day_for(grant.ended_at or grant.created_at, reader)}
    if grant.ended_by_id == reader.pk:
        return gettext("Ended by you on %(day)s.") % words
    return gettext("Ended by them on %(day)s.") % words


def asked_row(invitation: Invitation) -> dict[str, Any]:
    """An invitation that waits for this reader's answer."""
    return {
        "name": name_of(invitation.inviter),
        "url": reverse("invitation", args=[invitation.pk]),
        "when": gettext("Asked on %(day)s.") % {"day": day_for(invitation.created_at, invitation.inviter)},
    }


def sent_rows(inviter: User, asks: str, number: str) -> dict[str, Any]:
    """The questions this person has sent, open ones first, on pages.

    A name that nobody has stands there like any other.
    """
    sent = inviter.invitations_sent.filter(asks=asks).exclude(state=Invitation.State.ACCEPTED)
    page = _page(sent.order_by(OPEN_FIRST, "-created_at", "id"), SENT_A_PAGE, number)
    return {"page": page, "sent": [_sent_row(invitation, inviter) for invitation in page]}


def _page(rows: QuerySet[Any], size: int, number: str) -> Page[Any]:
    return Paginator(rows, size).get_page(number if len(number) < 10 else 1)


def _sent_row(invitation: Invitation, inviter: User) -> dict[str, Any]:
    is_open = invitation.is_open
    by_link = is_open and not invitation.name
    return {
        "name": invitation.name or gettext("By link"),
        "state": _state(invitation, is_open, inviter),
        "is_open": is_open,
        "link": reverse("invitation-link", args=[invitation.pk, invitation.secret]) if by_link else "",
        "withdraw_url": reverse("withdraw-invitation", args=[invitation.pk]) if is_open else "",
    }


def _state(invitation: Invitation, is_open: bool, inviter: User) -> str:
    if is_open:
        last = day_for(invitation.created_at + OPEN_FOR, inviter)
        return gettext("No answer yet. It is open until %(day)s.") % {"day": last}
    if invitation.state == Invitation.State.OPEN:
        return gettext("No answer within two weeks. It is no longer open.")
    return gettext("%(state)s on %(day)s.") % {
        "state": invitation.get_state_display().capitalize(),
        "day": day_for(invitation.answered_at or invitation.created_at, inviter),
    }


def day_for(moment: Any, reader: User) -> str:
    """The day of a moment on the reader's clock, in words."""
    now = reader.profile.now()
    return format_day(moment.astimezone(now.tzinfo).date(), now.date())


def invitation_page(invitation: Invitation) -> dict[str, Any]:
    """One invitation before its answer."""
    setting = setting_part(gettext("You may set their thresholds"), invitation.may_set)
    return {
        "who": name_of(invitation.inviter),
        "invitation": invitation,
        "parts": [*parts(invitation.categories), setting],
        "until": until_words(Grant(until=invitation.until), invitation.inviter),
        "is_for_coach": invitation.asks == Asks.TO_BE_COACHED,
    }


def previewed(runner: User, pk: UUID) -> tuple[Sight, str] | None:
    """What a coach with this grant sees, and the coach's name; None where there is none that stands."""
    grant = runner.grants.select_related("coach").filter(pk=pk, state=Grant.State.GRANTED).first()
    if grant is None or not grant.holds_on(runner.profile.today()):
        return None
    return preview(runner, grant.categories & EVERYTHING), name_of(grant.coach)


def opened_words(seen: Sight) -> str:
    """What a coach can open besides the page of the preview."""
    lists = [
        (Category.TRAINING, gettext("your runs and shoes")),
        (Category.KNEE, gettext("your check-ins and care")),
    ]
    names = [words for category, words in lists if seen.shows(category)]
    if not names:
        return ""
    beside = gettext(", with your notes beside them") if seen.shows(Category.NOTES) else ""
    return gettext("They can open %(lists)s too%(notes)s.") % {
        "lists": get_text_list(names, gettext("and")),
        "notes": beside,
    }


def looks_page(runner: User, asked: QueryDict) -> dict[str, Any]:
    """Who looked when, the newest first."""
    page: Page[Look] = _page(looks_at(runner), LOOKS_A_PAGE, asked.get("page", ""))
    return {"page": page, "rows": [_look_row(look, runner) for look in page]}


def _look_row(look: Look, runner: User) -> dict[str, Any]:
    zone = runner.profile.zone
    first, last = (moment.astimezone(zone).strftime("%H:%M") for moment in (look.created_at, look.last_at))
    return {
        "day": format_day(look.day, runner.profile.today()),
        "title": _who_looked(look, runner),
        "detail": look.get_page_display(),
        "date": first if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last},
        "value": look.times,
        "unit": gettext("time") if look.times == 1 else gettext("times"),
        "icon": "eye",
    }


def _who_looked(look: Look, runner: User) -> str:
    if look.link is None:
        return name_of(look.coach)
    made = day_for(look.link.created_at, runner)
    return gettext("Whoever holds your link of %(day)s") % {"day": made}


def coach_page(coach: User, asked: QueryDict) -> dict[str, Any]:
    """Coaching as a coach sees it: who asks, who was asked, and what is over."""
    grants = coach.coachings.select_related("runner__profile")
    over = [g for g in grants if not g.holds_on(g.runner.profile.today())]
    return {
        "asked_by": [asked_row(question) for question in invitations_to(coach, Asks.TO_BE_COACHED)],
        **sent_rows(coach, Asks.TO_COACH, asked.get("page", "")),
        "past": [past_row(grant, coach, grant.runner) for grant in over[:PAST_SHOWN]],
    }

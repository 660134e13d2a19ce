"""An athlete's own pages, as far as they are shared: read only, in the units of whoever looks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.access import Sight
from training.assessment import Assessment, assess_seen
from training.coaching import SILENCE, Desk, can_snooze, desk_of, mark_finding, mark_silence, remember
from training.engine.rule import Finding
from training.insights.triage import silence_of, stood
from training.models import CoachMark, User
from training.models.choices import Category
from training.pages.cards import card_key, finding_of_key, full_card
from training.pages.care import recent_care
from training.pages.knee import knees
from training.pages.return_to_run import ladder_block
from training.pages.roster_line import note_url, said_of
from training.pages.run_list import runs_page
from training.pages.shoes import shoes_page
from training.pages.today import dashboard
from training.pages.viewing import Viewing
from training.pages.what_set_it_off import Asked, what_set_it_off_page
from training.returning import ladder_of
from training.sharing.looks import looked
from training.summaries import RULES
from training.units import format_day

TABS = [
    ("athlete", _("Overview"), ()),
    ("athlete-runs", _("Runs"), (Category.TRAINING,)),
    ("athlete-knee", _("Knee"), (Category.KNEE,)),
    ("athlete-shoes", _("Shoes"), (Category.TRAINING,)),
    ("athlete-what-set-it-off", _("What set it off"), (Category.TRAINING, Category.KNEE)),
    ("athlete-plan", _("Plan"), (Category.TRAINING,)),
    ("athlete-history", _("As it was"), ()),
    ("athlete-thresholds", _("Thresholds"), ()),
    ("athlete-notes", _("Notes"), ()),
]


def athlete_page(viewer: User, runner: User, sight: Sight) -> dict[str, Any]:
    """The dashboard of `runner`, to a coach or to the runner who wants to know what a coach sees.

    A coach's visit is noted, for the runner to read and for the coach to be told what changed since.
    """
    (assessment,) = assess_seen([sight])
    viewing = Viewing(viewer, sight)
    page = head(viewing, "athlete") | dashboard(assessment, viewing)
    desk = desk_of(viewer, [sight]) if sight.grant else Desk()
    for card, finding in zip([*page["cards"], *page["more_cards"]], assessment.findings, strict=True):
        card |= _marking(finding, assessment, sight, desk)
    page["seen_before"] = changed_words(desk, sight, assessment)
    looked([sight], "athlete")
    remember(viewer, sight, assessment.findings)
    return page


def head(viewing: Viewing, active: str) -> dict[str, Any]:
    """What stands above every page of an athlete: who it is, the other pages, and what is not shared."""
    sight, runner = viewing.sight, viewing.runner
    return {
        "athlete": str(runner),
        "withheld": withheld_words(sight),
        "shared_until": _until(sight),
        "tabs": [] if sight.is_preview else _tabs(sight, active),
        "is_preview": sight.is_preview,
        "sees_training": sight.shows(Category.TRAINING),
    }


def withheld_words(sight: Sight) -> str:
    """What is not shared, whatever is or is not logged of it; empty where everything is."""
    if not sight.withheld:
        return ""
    names = [str(category.label).partition(":")[0] for category in sight.withheld]
    parts = get_text_list([name.lower() for name in names], gettext("and"))
    return gettext("Not shared: %(parts)s. Warnings that rest on it are not shown either.") % {"parts": parts}


def changed_words(desk: Desk, sight: Sight, assessment: Assessment) -> str:
    """What came and went since this coach last opened the athlete; empty at the first time."""
    before, now = desk.stood(sight), stood(assessment.findings)
    if before is None:
        return ""
    seen_on = desk.seen[sight.runner.pk].at.astimezone(sight.runner.profile.zone).date()
    new, worse, gone = (
        [RULES[rule] for rule, subject in names if rule in RULES]
        for names in (
            [name for name in now if name not in before],
            [name for name in now if now[name] > before.get(name, now[name])],
            [name for name in before if name not in now],
        )
    )
    parts = [
        words % {"titles": "; ".join(gettext(rule.title) for rule in rules)}
        for words, rules in (
            (gettext("New: %(titles)s."), new),
            (gettext("Worse: %(titles)s."), worse),
            (gettext("Cleared: %(titles)s."), gone),
        )
        if rules
    ]
    since = gettext("Since you last looked, on %(day)s:") % {"day": format_day(seen_on, assessment.today)}
    return " ".join([since, *parts]) if parts else ""


def _until(sight: Sight) -> str:
    if sight.grant is None or sight.grant.until is None:
        return ""
    day = format_day(sight.grant.until, sight.runner.profile.today())
    return gettext("Shared until %(day)s") % {"day": day}


def _tabs(sight: Sight, active: str) -> list[dict[str, Any]]:
    return [
        {"text": text, "url": reverse(name, args=[sight.runner.pk]), "active": name == active}
        for name, text, needed in TABS
        if sight.categories.issuperset(needed) and (sight.may_set or name != "athlete-thresholds")
    ]


def _marking(finding: Finding, assessment: Assessment, sight: Sight, desk: Desk) -> dict[str, Any]:
    """What a coach can do with a card: write about it, and mark it for themselves."""
    if sight.grant is None:
        return {"is_theirs": True}
    runner = assessment.runner
    key, mark = card_key(runner, finding), desk.known(runner.pk, finding, assessment.today)
    return {
        "is_theirs": True,
        "links": [{"text": gettext("Write a note"), "url": note_url(runner, key)}],
        "about": key,
        "mark_url": reverse("mark-athlete", args=[runner.pk]),
        "undo_url": reverse("undo-mark", args=[mark.pk]) if mark else "",
        "seen": said_of(mark, assessment.today),
        "can_snooze": can_snooze(finding),
    }


def athlete_runs_page(viewing: Viewing, asked: QueryDict) -> dict[str, Any]:
    looked([viewing.sight], "history")
    return head(viewing, "athlete-runs") | runs_page(viewing.runner, asked, viewing)


def athlete_shoes_page(viewing: Viewing) -> dict[str, Any]:
    looked([viewing.sight], "history")
    return head(viewing, "athlete-shoes") | shoes_page(viewing.runner, viewing)


def athlete_knee_page(viewing: Viewing) -> dict[str, Any]:
    looked([viewing.sight], "history")
    (assessment,) = assess_seen([viewing.sight])
    found = ladder_of(assessment, viewing.sight)
    more = {
        "care": recent_care(viewing.runner),
        "ladder": ladder_block(found, assessment, viewing) if found else None,
    }
    return head(viewing, "athlete-knee") | knees(assessment, viewing) | more


def athlete_set_off_page(viewing: Viewing, asked: Asked) -> dict[str, Any]:
    looked([viewing.sight], "history")
    return head(viewing, "athlete-what-set-it-off") | what_set_it_off_page(viewing, asked)


def athlete_proof_page(viewing: Viewing, key: str) -> dict[str, Any] | None:
    """The whole proof of a warning that stands and may be seen; None where there is none such."""
    (assessment,) = assess_seen([viewing.sight])
    finding = finding_of_key(assessment, key)
    if finding is None:
        return None
    looked([viewing.sight], "athlete")
    desk = desk_of(viewing.viewer, [viewing.sight])
    card = full_card(assessment, finding, viewing) | _marking(finding, assessment, viewing.sight, desk)
    return head(viewing, "") | {"card": card}


def mark_athlete(coach: User, sight: Sight, about: str, kind: str, days: int) -> CoachMark | None:
    """Mark a warning or a silence for this coach alone; None where it stands no more or cannot be snoozed."""
    (assessment,) = assess_seen([sight])
    until = assessment.today + timedelta(days=days) if kind == CoachMark.Kind.SNOOZED else None
    how = {"kind": kind, "today": assessment.today, "until": until}
    if about == SILENCE:
        silence = silence_of(assessment.history, assessment.history.log.basics.gap_days)
        return mark_silence(coach, sight.runner, silence, **how) if silence.is_long else None
    finding = finding_of_key(assessment, about)
    if finding is None or (until and not can_snooze(finding)):
        return None
    return mark_finding(coach, sight.runner, finding, **how)

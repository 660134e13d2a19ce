"""The mail of a warning that asks for a professional, as soon as it stands."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from training.announcing import Heard
from training.assessment import Assessment, assess
from training.engine.rule import Finding, Severity
from training.mailing.letter import Letter, Line, Part
from training.mailing.next_step import help_now, see_someone
from training.models import MailSent, MailWishes, User
from training.pages.cards import SEVERITY_WORDS, card_key
from training.reactions import reactions_of

Kind = MailSent.Kind
NO_DIAGNOSIS = gettext_noop(
    "This is no diagnosis: KneeLog reads what you wrote. What it means is for whoever looks at the knee."
)


def queue_news(heard: Heard) -> None:
    """Queue one mail for the gravest of what is new, where it is grave enough."""
    worst = max(heard.new, key=lambda finding: finding.severity)
    if worst.severity < Severity.SPECIALIST:
        return
    MailSent.objects.bulk_create(
        [
            MailSent(
                runner=heard.runner,
                kind=Kind.HELP if worst.severity is Severity.EMERGENCY else Kind.NEWS,
                about=f"{heard.assessment.today.isoformat()} {card_key(heard.runner, worst)}",
            )
        ],
        ignore_conflicts=True,
    )


def news(runner: User, about: str, wishes: MailWishes) -> Letter | None:
    """What asks for a professional now; None where what the mail is about has gone, or was marked as seen."""
    assessment, grave = _grave(runner)
    key = about.partition(" ")[2]
    about_it = any(card_key(runner, finding) == key for finding in grave)
    return _letter(assessment, grave, wishes) if about_it else None


def news_now(runner: User, _about: str, wishes: MailWishes) -> Letter | None:
    """The same of whatever asks for a professional now; None where nothing does."""
    assessment, grave = _grave(runner)
    return _letter(assessment, grave, wishes) if grave else None


def _grave(runner: User) -> tuple[Assessment, list[Finding]]:
    """What asks for a professional and was not marked as seen, worst first."""
    (assessment,) = assess([runner])
    said = reactions_of(runner)
    return assessment, [
        finding
        for finding in assessment.findings
        if finding.severity >= Severity.SPECIALIST and said.of(finding, assessment).aside is None
    ]


def _letter(assessment: Assessment, grave: list[Finding], wishes: MailWishes) -> Letter:
    lines = (_line(assessment, finding, wishes.values) for finding in grave)
    is_emergency = grave[0].severity is Severity.EMERGENCY
    lead = gettext("Hello %(name)s, this is about what you logged. Please read it in a quiet minute.")
    if is_emergency:
        lead = gettext("Hello %(name)s, this is about what you logged. It is better read now than later.")
    return Letter(
        subject=gettext("KneeLog: please read this now")
        if is_emergency
        else gettext("KneeLog: something to look at"),
        title=gettext("Please read this now") if is_emergency else gettext("Something to look at"),
        lead=lead % {"name": assessment.runner},
        parts=(Part(gettext("What stands out now"), (*lines, Line(gettext(NO_DIAGNOSIS)))),),
        step=help_now() if is_emergency else see_someone(),
        why=gettext("This comes when a warning asks for a professional, because you asked for it."),
    )


def _line(assessment: Assessment, finding: Finding, values: bool) -> Line:
    """The warning, and why it matters."""
    rule = finding.rule
    return Line(
        finding.lead(assessment.runner.profile.units, gettext) if values else gettext(rule.title),
        str(SEVERITY_WORDS[finding.severity]),
        finding.severity.word,
        gettext(rule.why),
    )

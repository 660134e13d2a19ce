"""From a kind of mail and a person to the mail itself, in their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from training.mailing.addresses import exits_of, host
from training.mailing.coach_digest import coach_digest
from training.mailing.digest import digest
from training.mailing.letter import Exits, Letter
from training.mailing.morning import morning_letter, morning_question
from training.mailing.news import news, news_now
from training.mailing.plain import as_text
from training.mailing.styling import with_styles
from training.models import MailSent, MailWishes, User

Kind = MailSent.Kind
Write = Callable[[User, str, MailWishes], Letter | None]
LETTERS: dict[str, Write] = {
    Kind.DIGEST: digest,
    Kind.COACHES: coach_digest,
    Kind.MORNING: morning_question,
    Kind.NEWS: news,
    Kind.HELP: news,
}


# As they would be now, for whoever wants to see one before they wish for it.
SHOWN: dict[str, Write] = {
    Kind.DIGEST: digest,
    Kind.COACHES: coach_digest,
    Kind.MORNING: morning_letter,
    Kind.NEWS: news_now,
}


@dataclass(frozen=True, slots=True)
class Written:
    """A letter in both forms, and where its foot leads."""

    letter: Letter
    exits: Exits
    text: str
    html: str


def write(person: User, kind: str, about: str, wishes: MailWishes) -> Written | None:
    """The mail as it is now, about what a MailSent names; None where there is nothing to say any more."""
    return _written(LETTERS[kind], person, kind, about, wishes)


def show(person: User, kind: str, wishes: MailWishes) -> Written | None:
    """The mail as it would be now; None where it would not come."""
    return _written(SHOWN[kind], person, kind, person.profile.today().isoformat(), wishes)


def _written(letter_of: Write, person: User, kind: str, about: str, wishes: MailWishes) -> Written | None:
    with translation.override(settings.LANGUAGE_CODE):
        letter = letter_of(person, about, wishes)
        if letter is None:
            return None
        exits = exits_of(person, kind)
        context = {"letter": letter, "exits": exits, "host": host()}
        html = with_styles(render_to_string("mail/letter.html", context))
        return Written(letter, exits, as_text(letter, exits, host()), html)


def envelope(row: MailSent, address: str, written: Written) -> EmailMultiAlternatives:
    """The mail as a server takes it: text first, and one click to end its kind (RFC 8058)."""
    mail = EmailMultiAlternatives(
        subject=written.letter.subject,
        body=written.text,
        to=[address],
        headers={
            "Message-ID": f"<{row.pk}@{host()}>",
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{written.exits.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    mail.attach_alternative(written.html, "text/html")
    return mail

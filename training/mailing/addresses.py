"""Where mails come from and lead to: whole addresses, for nobody asks by a browser when a mail is written."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.urls import reverse

from training.mailing.letter import Exits
from training.models import MailSent, User

SALT = "kneelog.unsubscribe"
PRINTED = "django.core.mail.backends.console.EmailBackend"


def has_server() -> bool:
    """Whether mails about a log can be sent: what is printed instead of sent is kept by whoever reads it."""
    return settings.KNEELOG_SENDS_MAIL and settings.EMAIL_BACKEND != PRINTED


def whole(path: str) -> str:
    return f"{settings.KNEELOG_ADDRESS}{path}"


def host() -> str:
    """The name people know this KneeLog by."""
    return urlsplit(settings.KNEELOG_ADDRESS).hostname or "localhost"


def exits_of(person: User, kind: str) -> Exits:
    return Exits(unsubscribe_url(person.pk, kind), whole(reverse("mail")))


def unsubscribe_url(person: UUID, kind: str) -> str:
    """The address that ends this kind of mail to this person, for whoever holds it; it opens nothing."""
    signed = signing.Signer(salt=SALT).sign(f"{person.hex}:{kind}")
    return whole(reverse("unsubscribe", args=[signed]))


def read_signed(signed: str) -> tuple[UUID, MailSent.Kind]:
    """Whose mails and which kind an address ends; ValueError where it is none of ours."""
    try:
        person, _, kind = signing.Signer(salt=SALT).unsign(signed).partition(":")
        return UUID(person), MailSent.Kind(kind)
    except signing.BadSignature:
        raise ValueError from None


def confirmed_addresses(people: list[UUID]) -> dict[UUID, str]:
    """The address of each that was confirmed, the main one where there are several; one query."""
    rows = EmailAddress.objects.filter(user__in=people, verified=True).order_by("primary", "pk")
    return dict(rows.values_list("user", "email"))

"""Mail in the settings: what is wished for, whether it can arrive, and each mail as it would look now."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.mailing.addresses import confirmed_addresses, has_server, host
from training.mailing.wishing import wishes_of
from training.mailing.writing import SHOWN, show
from training.models import MailSent, MailWishes, User

Kind = MailSent.Kind
TITLES = {
    Kind.DIGEST: _("My week"),
    Kind.COACHES: _("My athletes' week"),
    Kind.MORNING: _("The morning after a run"),
    Kind.NEWS: _("A warning that asks for a professional"),
}
NOT_NOW = {
    Kind.NEWS: _("No warning asks for a professional now, so this mail would not come."),
}
ENDED = {
    Kind.DIGEST: _("the weekly mail about your log"),
    Kind.COACHES: _("the weekly mail about your athletes"),
    Kind.MORNING: _("the question of the morning after a run"),
    Kind.NEWS: _("the mail when a warning asks for a professional"),
    Kind.HELP: _("the mail when a warning asks for a professional"),
}


def mail_page(person: User, wishes: MailWishes) -> dict[str, Any]:
    """has_server, address, refused: whether a mail can arrive; previews: {title, url, icon}."""
    address = confirmed_addresses([person.pk]).get(person.pk, "")
    return {
        "has_server": has_server(),
        "address": address,
        "refused": bool(address) and wishes.refused == address,
        "previews": [
            {"title": title, "url": reverse("mail-preview", args=[kind]), "icon": "eye"}
            for kind, title in TITLES.items()
            if kind != Kind.COACHES or person.is_coach
        ],
    }


def preview_page(person: User, kind: str) -> dict[str, Any] | None:
    """The mail as it would look, and as text; None for a kind there is not."""
    if kind not in SHOWN:
        return None
    title = TITLES[Kind(kind)]
    written = show(person, kind, wishes_of(person))
    if written is None:
        return {"title": title, "not_now": NOT_NOW[Kind(kind)]}
    return {
        "title": title,
        "letter": written.letter,
        "exits": written.exits,
        "host": host(),
        "text": written.text,
    }

"""What KneeLog keeps, who sees it, and how it goes, in plain words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from training.importing.progress import UNDO_FOR
from training.leaving import GRACE
from training.mailing.delivering import KEPT
from training.tasks.lost import RESULT_KEPT

SECTIONS = [
    (
        _("What is kept"),
        [
            _("What you log: runs, shoes, how your knees feel, care, notes, and what you say of a warning."),
            _("Your user name, your password as a hash nobody can read back, an address if you give one."),
            _("Where you are logged in: browser, network address and since when, so that you can end it."),
            _("The tokens you make for other programs, as a hash nobody can read back, and their last use."),
            _("The addresses you have warnings sent to, encrypted; for 30 days, that a message was sent."),
            _("Whom you share your log with, and each time somebody else looked at it."),
            _("Which mails you want; that one was sent, its kind and day, for %(mails)s days."),
            _("Files you import, for %(undo)s days, so that an import can be undone."),
            _("What you log without a network waits in your phone's browser until it is sent."),
        ],
    ),
    (
        _("Who sees it"),
        [
            _("You. A coach sees the parts you share, until you end it; you can read who looked when."),
            _("A program you give a token to, as far as you allow, until you end it or its time is over."),
            _("A program you add as a webhook: how grave a new warning is, or all of it, as you choose."),
            _("Admins set thresholds and open and close accounts. They see nobody's log."),
            _("Whoever runs the computer this KneeLog is on can read its database, as with any server."),
        ],
    ),
    (
        _("What never happens"),
        [
            _("No page asks another computer for anything: no trackers, no fonts or maps from elsewhere."),
            _("Nothing you log is written into the server's own log lines, or into an address."),
            _("Mails about your account hold nothing of your log. Others come only if you ask."),
            _("No subject of a mail says anything of your log, and no number stands in a mail unasked."),
            _("There are three cookies: one knows your log-in, one protects forms, one says “Saved.” once."),
        ],
    ),
    (
        _("How it goes"),
        [
            _("You can take everything with you as a file, at any time, under Settings."),
            _("Delete your account there: it is closed at once, and gone %(grace)s days later."),
            _("Then no row, file, session or token is left. Done jobs are forgotten after %(jobs)s day."),
            _("A threshold you set as an admin stays in the history of all thresholds, without your name."),
            "%(backups)s",
        ],
    ),
]


def privacy_page() -> dict[str, Any]:
    """sections: [{title, items}]; operator: how to reach whoever runs it, where they said so."""
    told = {
        "backups": _backups(),
        "undo": UNDO_FOR.days,
        "grace": GRACE.days,
        "jobs": RESULT_KEPT.days,
        "mails": KEPT.days,
    }
    return {
        "sections": [
            {"title": title, "items": [str(item) % told for item in items]} for title, items in SECTIONS
        ],
        "operator": settings.KNEELOG_OPERATOR,
    }


def _backups() -> str:
    if nights := settings.KNEELOG_BACKUPS:
        words = gettext(
            "Nightly backups forget you %(n)s days later. For copies elsewhere, ask who runs this KneeLog."
        )
        return words % {"n": nights}
    return gettext(
        "Backups forget you when they are replaced. Ask whoever runs this KneeLog how long that is."
    )

"""The mail server, as far as KneeLog needs one: what became of a mail, in one word."""

from __future__ import annotations

import logging
import smtplib
from enum import Enum
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection

logger = logging.getLogger(__name__)
FOR_GOOD = 500


class Outcome(Enum):
    """SENT: the server said yes. REFUSED: it will never take this address. LATER: it did not say yes.

    NO_SERVER: it cannot be reached. SETTLED: nothing was sent, and nothing is to be. TAKEN: another process
    has it.
    """

    SENT = "sent"
    REFUSED = "refused"
    LATER = "later"
    NO_SERVER = "no server"
    SETTLED = "settled"
    TAKEN = "taken"


class Post:
    """One connection for many mails, opened with the first."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.is_open = False

    def __enter__(self) -> Post:
        return self

    def __exit__(self, *problem: object) -> None:
        self._close()

    def open(self) -> bool:
        """Whether the server is there."""
        if self.is_open:
            return True
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            _note(problem)
            return False
        self.is_open = True
        return True

    def send(self, mail: EmailMultiAlternatives) -> Outcome:
        try:
            self.connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as problem:
            codes = [code for code, _words in problem.recipients.values()]
            _note(problem)
            return Outcome.REFUSED if min(codes) >= FOR_GOOD else Outcome.LATER
        except (OSError, smtplib.SMTPException) as problem:
            _note(problem)
            self._close()
            return Outcome.LATER
        return Outcome.SENT

    def _close(self) -> None:
        self.is_open = False
        try:
            self.connection.close()
        except (OSError, smtplib.SMTPException) as problem:
            _note(problem)


def _note(problem: Exception) -> None:
    """The kind alone: a server's words may hold an address."""
    logger.warning("mail: %s", type(problem).__name__)

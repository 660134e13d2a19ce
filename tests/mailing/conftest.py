from __future__ import annotations

import pytest

from tests.mailing.cast import AT_EIGHT
from tests.mailing.server import Interrupted, MailServer


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(AT_EIGHT, tick=False)


@pytest.fixture
def server(settings):
    """A mail server that KneeLog is set up with."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 60
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        yield server
        server.shutdown()


@pytest.fixture
def interrupted(settings):
    settings.EMAIL_BACKEND = "tests.mailing.server.Interrupted"
    yield Interrupted
    Interrupted.at_opening.clear()
    Interrupted.at_sending.clear()

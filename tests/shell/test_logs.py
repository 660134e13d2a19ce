import io
import logging

import pytest
from django.test import Client

from kneelog.logs import DiscreetFormatter
from tests.shell.urls import SECRET


@pytest.fixture
def written():
    """What Django's loggers write through the formatter of the settings."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter())
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield stream.getvalue
    logger.removeHandler(handler)


@pytest.mark.urls("tests.shell.urls")
def test_crash_is_logged_without_what_was_sent(written):
    Client(raise_request_exception=False).post("/crash/in-the-path/?in=query", {"note": SECRET})
    first, *frames = written().splitlines()
    assert first.endswith("ERROR django.request: 500 POST /crash/<str:note>/")
    assert [line for line in frames if not line.startswith("  ")] == [
        "builtins.ValueError",
        "builtins.RuntimeError",
    ]
    for word in (SECRET, "in-the-path", "in=query"):
        assert word not in written()


def test_log_names_what_broke_and_where(written):
    try:
        int(SECRET)
    except ValueError:
        logging.getLogger("django").exception("Reading failed")
    first, *frames, last = written().splitlines()
    assert first.endswith("ERROR django: Reading failed")
    assert any("test_logs.py" in line for line in frames)
    assert last == "builtins.ValueError"
    assert SECRET not in written()


def test_settings_use_the_formatter_everywhere(settings):
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"discreet"}
    assert settings.LOGGING["formatters"]["discreet"]["()"] == "kneelog.logs.DiscreetFormatter"

"""Where the pages of imports keep their files, and who walks them."""

from __future__ import annotations

import pytest

from tests.factories import make_runner


@pytest.fixture
def idle_imports(settings, tmp_path):
    """Files in a folder of the test's own, and nobody works: a batch stays where the request left it."""
    settings.DATA_DIR = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    return tmp_path


@pytest.fixture
def anna(client):
    """A runner who is logged in."""
    runner = make_runner("anna")
    client.force_login(runner)
    return runner

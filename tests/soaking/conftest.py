from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from training.management.soaking.count import counted
from training.management.soaking.people import make
from training.management.soaking.trial import Trial


@dataclass
class LiveServer:
    """Where the server of the tests listens; its processes are those of the tests."""

    port: int

    def web_pids(self):
        return []

    worker_pids = web_pids


class TrialHere(Trial):
    """On the database of the tests, so that no process has to be started for a question."""

    def _ask(self, name, *words):
        return json.dumps(make(*words) if name == "people" else counted())


@pytest.fixture
def trial(live_server, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return TrialHere(place=None, server=LiveServer(urlsplit(live_server.url).port))

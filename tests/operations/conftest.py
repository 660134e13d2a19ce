import io
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from kneelog.logs import JsonFormatter
from tests.operations.databases import Elsewhere, live, opened


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    folder = tmp_path / "elsewhere"
    if connection.vendor == "sqlite":
        yield Elsewhere(folder, str(folder / "kneelog.sqlite3"))
        return
    name = f"{live()}_restored"
    with closing(opened("postgres")) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield Elsewhere(folder, name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """All lines so far that KNEELOG_LOGS=json would write, as objects."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root, ours = logging.getLogger(), logging.getLogger("kneelog")
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    ours.setLevel(before)

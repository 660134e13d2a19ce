from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

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

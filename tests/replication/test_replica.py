"""Starts a primary and its replica, and runs the stories about them in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import REPOSITORY
from tests.replication.clusters import can_start, two
from tests.shell.test_start import environment

STORIES = [f"tests/replication/{name}.py" for name in ("on_two_clusters", "without_it")]


@pytest.mark.skipif(not can_start(), reason="PostgreSQL's programs are not installed")
def test_reads_may_be_behind_and_nobody_misses_what_they_wrote():
    with two() as (primary, replica):
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", *STORIES, "-q"),
                *("-p", "no:cacheprovider", "-p", "no:xdist", "--ds=tests.replication.settings"),
            ],
            cwd=REPOSITORY,
            env=environment(
                DATABASE_URL=primary.url,
                DATABASE_REPLICA_URL=replica.url,
                CLUSTER_OF_REPLICA=str(replica.folder),
            ),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr

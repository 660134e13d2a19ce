"""The settings under test, with the replica that the environment names."""

import os

REPLICA_URL = os.environ["DATABASE_REPLICA_URL"]

from tests.settings import *  # noqa: E402, F403

os.environ["DATABASE_REPLICA_URL"] = REPLICA_URL
DATABASES = given.databases(DATA_DIR)  # noqa: F405

"""The settings under test, with a data folder of their own and nothing read from the developer's."""

import os
import tempfile

for name in [name for name in os.environ if name.startswith(("KNEELOG_", "DATABASE_REPLICA"))]:
    del os.environ[name]
os.environ["KNEELOG_DATA_DIR"] = os.path.join(tempfile.gettempdir(), "kneelog-tests")
os.environ["KNEELOG_SECRET_KEY"] = "only-for-tests-" * 5

from kneelog.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Served straight from their folders: no collectstatic before a test run.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# A job is done as soon as it is asked for; tests of the worker itself start one.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# A busy machine is slow, not wrong.
KNEELOG_PARSE_LIMITS = {"seconds": 600}

"""requirements.txt lists what the code imports, no less and no more; the locks pin the same."""

import ast
import re
import sys

from tests.architecture.source import REPOSITORY

DISTRIBUTION = {
    "allauth": "django-allauth",
    "crispy_forms": "django-crispy-forms",
    "dj_database_url": "dj-database-url",
    "ninja": "django-ninja",
    "argon2": "argon2-cffi",
    "django_tasks": "django-tasks",
    "django_tasks_db": "django-tasks-db",
    "prometheus_client": "prometheus-client",
}
# Imported for us: Django loads the driver and the hasher that the settings name, zoneinfo its data.
LOADED_BY_NAME = {"psycopg", "argon2-cffi", "tzdata"}


def third_party_imports():
    for package in ("kneelog", "training"):
        for path in (REPOSITORY / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                names += [node.module] if isinstance(node, ast.ImportFrom) else []
                yield from (name.partition(".")[0] for name in names)


def listed(name):
    lines = (REPOSITORY / name).read_text().splitlines()
    return {match[1] for line in lines if (match := re.match(r"([a-z0-9-]+)(\[[a-z,]+\])?[>=]=", line))}


def pins(name):
    return set(re.findall(r"^([a-z0-9-]+==\S+)", (REPOSITORY / name).read_text(), re.MULTILINE))


def test_requirements_are_what_the_code_imports():
    ours = {"kneelog", "training"} | set(sys.stdlib_module_names)
    imported = {DISTRIBUTION.get(name, name) for name in set(third_party_imports()) - ours}
    assert listed("requirements.txt") == imported | LOADED_BY_NAME


def test_locks_pin_every_requirement():
    for name in ("requirements", "requirements-test"):
        pinned = {pin.partition("==")[0] for pin in pins(f"{name}.lock")}
        assert listed(f"{name}.txt") - pinned == set()


def test_tests_run_on_the_versions_that_are_served():
    assert pins("requirements.lock") - pins("requirements-test.lock") == set()

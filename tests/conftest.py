"""Fixtures for every test."""

import os
from collections import Counter

import hypothesis
import pytest
from django.db import connections

from tests.browser import browser_page, chromium

# A busy machine is slow, not wrong. Whoever writes a change looks for new examples at each run; what checks
# it before it lands asks the same code the same.
hypothesis.settings.register_profile(
    "kneelog",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("kneelog")

__all__ = ["browser_page", "chromium"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: from the first one on, this process has an event loop (see `chromium`)."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite in a file of this process: in memory, live server and test would share one connection."""
    default = connections.settings["default"]
    if default["ENGINE"] == "django.db.backends.sqlite3":
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "kneelog.sqlite3")
    else:
        default["TEST"]["NAME"] = f"test_kneelog_{tmp_path_factory.getbasetemp().name.replace('-', '_')}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason to skip, however many tests it concerns."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason, count in Counter(report.longrepr[2] for report in skipped).items():
        terminalreporter.write_line(f"{count} skipped. {reason.removeprefix('Skipped: ')}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """CI has everything a test can need, so there a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

"""Leaving with everything, in a browser: a download leaves the page usable."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.importing.log_import import import_log
from training.models import User

pytestmark = pytest.mark.browser


def test_both_files_as_often_as_wanted(browser_page, runner):
    page = browser_page("/settings/", user=runner)
    page.get_by_role("link", name="Take everything with you").click()
    names = []
    for action in ("Download JSON", "Download CSV files", "Download JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=action).click()
        names.append(Path(download.value.suggested_filename).suffix)
        import_log("bert", Path(download.value.path()).read_bytes())
    assert names == [".json", ".zip", ".json"]
    assert User.objects.get(username="bert").runs.count() == runner.runs.count()

import pytest

from tests.browser import axe_violations, each_view, scrolls_sideways

pytestmark = pytest.mark.browser


@each_view
def test_missing_page_is_accessible(browser_page, width, scheme):
    browser_page.expected.append("404 (Not Found)")
    page = browser_page("/no-such-page", width=width, scheme=scheme)
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)

import pytest

from tests.browser import axe_violations, each_view, scrolls_sideways

pytestmark = pytest.mark.browser


@each_view
def test_missing_page_is_accessible(browser_page, width, scheme):
    browser_page.expected.append("404 (Not Found)")
    page = browser_page("/no-such-page", width=width, scheme=scheme)
    assert axe_violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(
    ("event", "script", "complaint"),
    [
        ("console", "console.error('broken')", "error: broken"),
        ("pageerror", "setTimeout(() => { throw new Error('thrown') })", "error: thrown"),
        ("console", "fetch('https://example.org/').catch(() => 0)", "Content Security Policy"),
        ("console", "document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
        ("request", "location.href = 'http://example.org/'", "foreign address: http://example.org/"),
    ],
)
def test_the_watch_notices(browser_page, event, script, complaint):
    browser_page.expected += ["404 (Not Found)", "ERR_NAME_NOT_RESOLVED", complaint]
    page = browser_page("/no-such-page")
    with page.expect_event(event, lambda _: complaint in "\n".join(browser_page.complaints)):
        page.evaluate(script)


def test_axe_runs_under_the_policy_and_finds(browser_page):
    browser_page.expected.append("404 (Not Found)")
    page = browser_page("/no-such-page")
    page.evaluate("document.body.append(document.createElement('button'))")
    assert [line.partition(":")[0] for line in axe_violations(page)] == ["button-name"]


@each_view
def test_colours_are_looked_at_in_both_schemes(browser_page, width, scheme):
    browser_page.expected.append("404 (Not Found)")
    page = browser_page("/no-such-page", width=width, scheme=scheme)
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("@media (prefers-color-scheme: dark) { h1 { color: #333 } }");
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert [line.partition(":")[0] for line in axe_violations(page)] == ["color-contrast"]

import pytest

from tests.browser import scrolls_sideways
from tests.factories import make_run, make_runner, make_shoe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("path", ["/", "/log/", "/runs/", "/shoes/", "/warnings/"])
def test_a_shoe_with_one_very_long_word_fits_a_phone(browser_page, path):
    runner = make_runner()
    shoe = make_shoe(runner, "W" * 80, start_distance_m=900_000)
    make_run(runner, runner.profile.today(), shoe=shoe)
    page = browser_page(path, width=360, user=runner)
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    assert not scrolls_sideways(page)

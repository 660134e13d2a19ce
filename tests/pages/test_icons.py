"""Icons: a tag that every template knows."""

from __future__ import annotations

import pytest
from django.template import engines

DRAWN = (
    '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/img/icons.svg#{}"/></svg>\n'
)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('{% icon "bell-off" %}', "bell-off"),
        ("{% icon row.icon %}", "knee"),
        ("{% icon row.nothing %}", ""),
        ("{% icon row.sign %}", "&quot;&gt;"),
    ],
)
def test_an_icon_is_a_symbol_by_its_name(source, name):
    template = engines["django"].from_string(source)
    assert template.render({"row": {"icon": "knee", "sign": '">'}}) == DRAWN.format(name)

import pytest

from tests.architecture.pages import page_complaints
from tests.architecture.source import REPOSITORY


def test_templates_keep_the_policy():
    assert "\n".join(page_complaints(REPOSITORY / "templates")) == ""


@pytest.mark.parametrize(
    "sound",
    [
        '<p class="style">one = two</p>',
        '<script src="{% static \'js/a.js\' %}" type="module"></script>',
        '<script type="application/json" id="chart">{}</script>',
        '<a href="/log/?on=2026-03-01">Log</a>',
        "{{ text|safe_name }}",
        '{% icon "knee" %}{% include "components/tag.html" with icon="bell-off" %}',
    ],
)
def test_sound_template_passes(tmp_path, sound):
    (tmp_path / "page.html").write_text(sound)
    assert list(page_complaints(tmp_path)) == []


@pytest.mark.parametrize(
    ("flaw", "what"),
    [
        ('<p style="color: red">', "an inline style"),
        ("<style>p {}</style>", "an inline style"),
        ("<script>alert(1)</script>", "an inline script"),
        ('<script type="module">import "x"</script>', "an inline script"),
        ('<button type="button" onclick="go()">', "an event handler"),
        ('<a href="javascript:go()">', "a javascript: address"),
        ('<img src="https://example.org/a.png">', "another host"),
        ('<link href="//example.org/a.css">', "another host"),
        ("{{ text|safe }}", "unescaped text"),
        ("{% autoescape off %}", "unescaped text"),
    ],
)
def test_each_flaw_is_caught(tmp_path, flaw, what):
    (tmp_path / "page.html").write_text(f"<main>\n{flaw}\n</main>\n")
    assert list(page_complaints(tmp_path)) == [f"page.html:2 holds {what}"]


@pytest.mark.parametrize(
    "flaw", ['{% icon "ankle" %}', '{% include "components/tag.html" with icon="ankle" %}']
)
def test_an_icon_that_is_not_drawn_is_caught(tmp_path, flaw):
    (tmp_path / "page.html").write_text(f'{{% icon "knee" %}}\n{flaw}\n')
    assert list(page_complaints(tmp_path)) == ["page.html names ankle, an icon that is not drawn"]


def test_layouts_give_way_to_large_letters():
    """A width in em grows with the letters that somebody set their browser to; one in px does not."""
    styles = (REPOSITORY / "static/css").glob("*.css")
    lines = [line for path in styles for line in path.read_text(encoding="utf-8").splitlines()]
    layouts = [line.partition("{")[0] for line in lines if line.startswith("@media") and "-width:" in line]
    assert len(layouts) > 20
    assert [line for line in layouts if "px" in line] == []

"""The report on paper: one page, tagged, with what the dashboard says, and nothing fetched for it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, time

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from kneelog import pdf
from tests.factories import make_check_in, make_run, make_runner
from tests.report.logs import fullest_log
from tests.report.paper import needs_pango, read, text_of
from training.access import report_of
from training.demo.stories import STORIES
from training.engine.facts import SIDES
from training.importing.log_import import import_log
from training.models import User
from training.pages.report import report
from training.pages.report_warnings import MOST
from training.pages.today import today_page

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 26)
TWO_TYPES = {
    "Liberation": "",
    "the widest in use": "<style>* { font-family: DejaVu Sans !important }</style>",
}


def html_of(runner: User) -> str:
    return render_to_string("pages/report/pdf.html", {"sheet": report(report_of(runner, SIDES, notes=True))})


@needs_pango
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_story_is_one_tagged_page_that_says_what_the_dashboard_says(client, story, time_machine):
    time_machine.move_to(datetime.combine(DAY, time(20), UTC))
    import_log(story.name, json.dumps(story.log(DAY)).encode())
    runner = User.objects.get(username=story.name)
    client.force_login(runner)
    for paper in pdf.SIZES:
        answer = client.get(reverse("report-pdf"), {"paper": paper})
        file = read(answer.content)
        root, text = file.trailer["/Root"], text_of(answer.content)
        assert (len(file.pages), root["/MarkInfo"]["/Marked"], root["/Lang"]) == (1, True, "en")
        assert file.metadata.title == "Report for a clinician"
        assert [said for said in said_on(today_page(runner)) if said not in text] == []


def said_on(dashboard: dict) -> list[str]:
    """The numbers of a dashboard: of each week, shoe and warning, and the day of an episode."""
    charts = {
        chart["id"]: chart["table"]["rows"] for chart in [*dashboard["charts"], *dashboard["side_charts"]]
    }
    weeks = " ".join(row[1].split()[0] for row in charts.get("chart-weeks", ()))
    runs = " ".join(row[3] for row in charts.get("chart-weeks", ()))
    shoes = [row[1] for row in charts.get("chart-shoes", ())]
    cards = [card["headline"] for card in [*dashboard["cards"], *dashboard["more_cards"]]][:MOST]
    days = [room["value"].lower() for room in dashboard["rooms"] if str(room["value"]).startswith("Day")]
    return [" ".join(str(said).split()) for said in (weeks, runs, *shoes, *cards, *days)]


@needs_pango
@pytest.mark.parametrize("paper", pdf.SIZES)
@pytest.mark.parametrize("type_face", TWO_TYPES)
def test_the_fullest_log_fits_one_page(paper, type_face):
    page = html_of(fullest_log()).replace("</head>", f"{TWO_TYPES[type_face]}</head>")
    assert len(read(pdf.make_pdf(page, paper)).pages) == 1


@needs_pango
def test_a_page_too_long_would_be_noticed():
    assert len(read(pdf.make_pdf("<p>word</p>" * 200)).pages) > 1


@needs_pango
def test_the_drawing_has_words_for_those_who_cannot_see_it(client):
    page = html_of(runner_with_two_knees())
    figures = [element for element in elements(read(pdf.make_pdf(page))) if element.get("/S") == "/Figure"]
    assert [figure["/Alt"].startswith("Worst knee score of each day") for figure in figures] == [True]


def elements(file):
    """Every element of the tree of tags."""
    waiting = [file.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop().get_object()
        if isinstance(element, dict):
            yield element
            below = element.get("/K", [])
            waiting += [
                item
                for item in (below if isinstance(below, list) else [below])
                if hasattr(item, "get_object")
            ]


def runner_with_two_knees() -> User:
    runner = make_runner()
    make_run(runner, runner.profile.today())
    for side in SIDES:
        make_check_in(runner, runner.profile.today(), 3, side, hour=0)
    return runner


HOSTILE = '<img src="file:///etc/passwd"><link rel=stylesheet href="{url}"><style>@import "{url}";</style>'


@needs_pango
def test_nothing_is_fetched_whatever_a_page_asks_for(tmp_path):
    """First that WeasyPrint would, then that ours does not."""
    import weasyprint  # noqa: PLC0415

    (tmp_path / "canary.css").write_text("p::after { content: 'canary' }")
    page = f"<p>word</p>{HOSTILE.format(url=(tmp_path / 'canary.css').as_uri())}"
    page += f"<link rel=attachment href='{(tmp_path / 'canary.css').as_uri()}'>"
    careless, ours = weasyprint.HTML(string=page).write_pdf(), pdf.make_pdf(page)
    assert [("canary" in text_of(file), bool(read(file).attachments)) for file in (careless, ours)] == [
        (True, True),
        (False, False),
    ]


@needs_pango
@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "https://example.org/a.css", "data:,a"]
)
def test_no_kind_of_address_is_fetched(url):
    with pytest.raises(ValueError, match="disallowed protocol"):
        pdf.fetcher().fetch(url)


@needs_pango
def test_what_a_runner_wrote_is_words_and_no_markup(client):
    runner = runner_with_two_knees()
    runner.runs.update(notes=HOSTILE.format(url="http://127.0.0.1:1/"))
    client.force_login(runner)
    answer = client.get(reverse("report-pdf"), {"sides": SIDES, "notes": "on"})
    assert '<img src="file:///etc/passwd">' in text_of(answer.content)


@needs_pango
def test_the_file_tells_neither_whose_it_is_nor_what_is_in_it(client, time_machine):
    time_machine.move_to("2026-11-23T10:00Z")
    client.force_login(make_runner())
    answer = client.get(reverse("report-pdf"), {"paper": "no such"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kneelog-report-2026-11-23.pdf"'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "application/pdf",
        "no-store",
    )


@pytest.fixture
def no_pango(monkeypatch):
    """As where no library draws a PDF, and nothing is remembered of any."""
    remembered = (pdf.can_make_pdf, pdf.fetcher, pdf._weasyprint, pdf._styles)
    monkeypatch.setattr(pdf, "LIBRARIES", ("no-such-library",))
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    for each in remembered:
        each.cache_clear()
    yield
    for each in remembered:
        each.cache_clear()


@pytest.mark.usefixtures("no_pango")
def test_without_pango_a_page_says_what_to_do_instead(client):
    client.force_login(runner_with_two_knees())
    page, answer = client.get(reverse("report")), client.get(reverse("report-pdf"))
    assert ("save it as a PDF, with your browser" in page.text, "PDF, A4" in page.text) == (True, False)
    assert (answer.status_code, "This server cannot make a PDF." in answer.text) == (404, True)

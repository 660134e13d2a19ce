"""Every statement names a section that there is, and every link from a rule leads somewhere."""

from __future__ import annotations

import re

import pytest

from tests.knowledge.headings import HEADINGS
from training.engine.facts import EMERGENCY_SIGNS
from training.engine.rule import OUR_CHOICE, Source
from training.engine.words import SIGNS
from training.insights.causes import CAUSES
from training.insights.todays_care import FIRST_CARE, STRENGTHEN, STRETCH
from training.knowledge import PAGES, exercises, page_of
from training.knowledge.see_someone import GUIDANCE, NOW
from training.models.choices import CareKind, Feel, Moment, Session, Sign, Terrain
from training.pages.knowledge import READING
from training.rules import ALL_RULES

OTHER_SOURCES = {GUIDANCE, OUR_CHOICE}


def unknown(sources) -> set[Source]:
    return {
        source
        for source in sources
        if source not in OTHER_SOURCES and source.section not in HEADINGS.get(source.title, set())
    }


def test_every_statement_names_a_section_of_a_document():
    assert {page.slug: unknown(page.sources) for page in PAGES} == {page.slug: set() for page in PAGES}
    assert unknown(clue.source for cause in CAUSES for clue in cause.clues) == set()


def test_every_rule_names_a_section_of_a_document():
    documents = [source for rule in ALL_RULES for source in rule.sources if source.title in HEADINGS]
    assert unknown(documents) == set()


def test_a_section_that_no_document_has_is_noticed():
    wrong = Source("Back Of Knee Pain From Running", "Ice Therapy")
    assert unknown([wrong]) == {wrong}


def test_the_signs_of_an_emergency_come_first_and_are_those_of_the_check_in():
    assert PAGES[0].sections[0] is NOW
    assert NOW.statements[0].items == tuple(SIGNS[sign] for sign in EMERGENCY_SIGNS)


def test_anchors_are_unique_on_their_page():
    for page in PAGES:
        anchors = [section.anchor for section in page.sections]
        assert len(set(anchors)) == len(anchors), page.slug
        assert all(re.fullmatch(r"[a-z-]+", anchor) for anchor in [page.slug, *anchors])


def test_every_cause_has_its_section_in_the_same_order():
    patterns = [section.pattern for section in page_of("causes").sections if section.pattern]
    assert patterns == [cause.key for cause in CAUSES]


def test_every_clue_asks_for_words_that_a_log_has():
    words = {"signs": Sign, "feel": Feel, "moments": Moment, "terrain": Terrain, "sessions": Session}
    for clue in (clue for cause in CAUSES for clue in cause.clues):
        asked = {name: getattr(clue, name) for name in words}
        assert any(asked.values()), clue.text
        assert {name: asked[name] - set(kind.values) for name, kind in words.items()} == {
            name: frozenset() for name in words
        }


def test_every_exercise_is_a_kind_of_care_and_stands_once():
    kinds = [exercise.kind for page in PAGES for section in page.sections for exercise in section.exercises]
    assert len(set(kinds)) == len(kinds)
    assert set(kinds) <= set(CareKind.values)
    assert {"rest_day", "foam_roll", *FIRST_CARE, *STRETCH, *STRENGTHEN} <= set(exercises())
    assert exercises()["ice"][1].dose == "15–20 minutes after a run."


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_leads_to_a_section(rule):
    slug, anchor = READING.get(rule.id) or READING[rule.group]
    assert anchor in {section.anchor for section in page_of(slug).sections}


def test_every_link_is_of_a_rule_or_a_group():
    named = {rule.id for rule in ALL_RULES} | {rule.group for rule in ALL_RULES}
    assert set(READING) - named == set()


def test_nothing_promises_or_diagnoses():
    texts = [
        text
        for page in PAGES
        for section in page.sections
        for said in section.statements
        for text in (said.text, *said.items)
    ]
    assert [
        text for text in texts if re.search(r"\b(safe|you have|cure[sd]?|guarantee|diagnos)", text, re.I)
    ] == []

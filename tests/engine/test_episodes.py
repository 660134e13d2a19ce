from __future__ import annotations

import pytest

from tests.builders import check_in, on
from training.engine.episodes import daily_clearness, find_episodes
from training.engine.facts import Episode


def episodes(*days: tuple[int, bool], close_after: int = 3) -> list[tuple[int, int | None]]:
    """(opened, closed) of the episodes in a knee's (day, whether clear)."""
    found = find_episodes("left", {on(day): clear for day, clear in days}, close_after)
    number = {on(day): day for day, _ in days}
    return [(number[e.opened_on], number.get(e.closed_on)) for e in found]


def test_a_day_is_clear_when_all_its_entries_are():
    entries = [
        check_in(0, 0),
        check_in(1, 0),
        check_in(1, 1, clock="08:00"),
        check_in(2, 0, signs=["pops"]),
        check_in(3, 0, feel=["tight"]),
    ]
    assert daily_clearness(entries) == {on(0): True, on(1): False, on(2): False, on(3): True}
    assert daily_clearness(reversed(entries)) == daily_clearness(entries)


def test_none_without_symptoms():
    assert episodes() == []
    assert episodes((0, True), (1, True), (2, True)) == []


def test_opens_on_the_first_day_with_symptoms_and_stays_open():
    assert episodes((0, True), (1, False), (2, False)) == [(1, None)]


def test_closes_on_the_third_clear_day():
    two = ((0, False), (1, True), (2, True))
    assert episodes(*two) == [(0, None)]
    assert episodes(*two, (3, True)) == [(0, 3)]


def test_symptoms_between_start_the_count_again():
    assert episodes((0, False), (1, True), (2, True), (3, False), (4, True), (5, True)) == [(0, None)]


def test_days_without_an_entry_between_clear_days_neither_count_nor_break_the_row():
    assert episodes((0, False), (4, True), (9, True)) == [(0, None)]
    assert episodes((0, False), (4, True), (9, True), (30, True)) == [(0, 30)]


def test_the_next_one_opens_after_the_last_has_closed():
    closed = ((0, False), (1, True), (2, True), (3, True))
    assert episodes(*closed, (4, True), (5, False)) == [(0, 3), (5, None)]


@pytest.mark.parametrize(("close_after", "closed"), [(1, 1), (2, 2), (4, None)])
def test_the_threshold_closes_it(close_after, closed):
    days = ((0, False), (1, True), (2, True), (3, True))
    assert episodes(*days, close_after=close_after) == [(0, closed)]


def test_the_last_entry_is_kept_and_days_are_numbered_from_one():
    (episode,) = find_episodes("right", {on(2): False, on(6): True}, 3)
    assert episode == Episode("right", on(2), on(6))
    assert episode.subject == "knee:right"
    assert [episode.day_number(on(day)) for day in (2, 5, 16)] == [1, 4, 15]
    assert [episode.day(number) for number in (1, 4, 15)] == [on(2), on(5), on(16)]

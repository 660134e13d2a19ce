"""Lists in pieces: nothing twice, nothing left out, at a cost that does not grow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories import make_check_in, make_run, make_shoe
from training.models import CareEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def fill(anna, size: int) -> None:
    for back in range(size):
        day = DAY - timedelta(days=back // 2)
        shoe = make_shoe(anna, f"Shoe {back}", successor=anna.shoes.first())
        make_run(anna, day, 8_000 + back, shoe=shoe)
        make_check_in(anna, day, 3, side=("left", "right")[back % 2])
        CareEntry.objects.create(runner=anna, on=day, kind=("ice", "tape")[back % 2])


def walked(program, path: str) -> list[dict]:
    """All items, piece by piece."""
    items = []
    while path:
        piece = program.get(path).json()
        items += piece["items"]
        path = (piece["next"] or "").removeprefix("/api/v1")
    return items


@pytest.mark.data
@pytest.mark.parametrize("path", ["/runs", "/check-ins", "/care", "/shoes"])
def test_pieces_hold_everything_once_in_the_order_of_the_whole(program, anna, path):
    fill(anna, 5)
    whole = program.get(path).json()
    assert (len(whole["items"]), whole["next"]) == (5, None)
    for limit in (1, 2, 4, 5):
        assert walked(program, f"{path}?limit={limit}") == whole["items"]


def test_newest_first_between_two_days(program, anna):
    fill(anna, 5)
    assert program.get("/runs").json()["items"][-1]["distance_m"] == 8_004
    found = program.get("/runs?from=2026-05-31&until=2026-05-31").json()["items"]
    assert {run["start"][:10] for run in found} == {"2026-05-31"}
    assert len(found) == 2
    assert (
        walked(program, "/runs?from=2026-05-31&limit=1")
        == program.get("/runs?from=2026-05-31").json()["items"]
    )
    assert program.get("/care?until=2026-05-30").json()["items"][0]["on"] == "2026-05-30"


def test_what_is_added_meanwhile_shifts_nothing(program, anna):
    fill(anna, 4)
    first = program.get("/runs?limit=2").json()
    make_run(anna, DAY + timedelta(days=1))
    rest = walked(program, first["next"].removeprefix("/api/v1"))
    assert len({run["id"] for run in [*first["items"], *rest]}) == 4


COUNTS = {
    "/me": 1,
    "/runs": 2,
    "/check-ins": 2,
    "/care": 2,
    "/shoes": 2,
    "/findings": 8,
}


@pytest.mark.parametrize("size", [1, 3])
def test_a_list_costs_the_same_however_long_it_is(program, anna, size, django_assert_num_queries):
    fill(anna, size)
    program.get("/me")
    for path, count in COUNTS.items():
        with django_assert_num_queries(count, info=path):
            program.get(path)

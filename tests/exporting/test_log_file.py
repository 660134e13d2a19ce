from __future__ import annotations

import json

import pytest

from tests.importing.documents import LOG, as_bytes, log
from training.exporting.log_file import export_log
from training.importing.document import LISTS
from training.importing.log_import import import_log
from training.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def exported(username: str) -> str:
    return "".join(export_log(User.objects.get(username=username)))


def test_a_file_comes_out_as_it_went_in():
    import_log("anna", as_bytes(LOG))
    assert json.loads(exported("anna")) == LOG


def test_an_empty_account():
    import_log("anna", as_bytes(log()))
    told = json.loads(exported("anna"))
    assert [told[name] for name in LISTS] == [[]] * len(LISTS)


def test_one_entry_a_line_in_the_order_of_time():
    starts = ["2026-03-02T07:30:00+01:00", "2026-03-01T07:30:00-05:00", "2026-03-01T07:30:00+01:00"]
    runs = [{"start": start, "distance_m": 5000} for start in starts]
    import_log("anna", as_bytes(log(runs=[*runs, {**runs[0], "distance_m": 4000}])))
    lines = [
        json.loads(line.strip().rstrip(",]")) for line in exported("anna").splitlines() if '"start"' in line
    ]
    assert [(run["start"], run["distance_m"]) for run in lines] == [
        (starts[2], 5000),
        (starts[1], 5000),
        (starts[0], 4000),
        (starts[0], 5000),
    ]


def test_another_accounts_log_stays_out():
    import_log("anna", as_bytes(LOG))
    import_log("bert", as_bytes(log()))
    assert json.loads(exported("bert"))["runs"] == []


def test_queries_do_not_grow_with_the_log(django_assert_num_queries):
    import_log("anna", as_bytes(LOG))
    import_log(
        "bert",
        as_bytes(
            log(runs=[{**LOG["runs"][0], "shoe": None, "rpe": n, "distance_m": 9 + n} for n in range(9)])
        ),
    )
    for name in ("anna", "bert"):
        runner = User.objects.get(username=name)
        with django_assert_num_queries(10):
            list(export_log(runner))

from __future__ import annotations

import pytest

from tests.commands.run import refused, said
from tests.importing.documents import LOG, as_bytes, changed

pytestmark = pytest.mark.django_db

HEAD = [
    "Days with a new card, in percent of all days; a card that grew worse counts as new.",
    "rule                           severity    lowest  median highest   median runner",
]


def logs(**last_km: float) -> str:
    """Four runs of 10 km and a last one, over ten days; one runner per name."""
    rows = [f"{name},{day},10,55,,,," for name in last_km for day in (0, 2, 4, 6)]
    return "\n".join(
        [
            "runner,day,km,minutes,gain,loss,shoe,rpe",
            *rows,
            *(f"{name},9,{km},60,,,," for name, km in last_km.items()),
        ]
    )


def test_table_over_the_runners(tmp_path):
    path = tmp_path / "logs.csv"
    path.write_text(logs(a=10, b=13.1, c=14))
    lines = said("alarm_burden", path).splitlines()
    assert lines[:3] == ["3 runners, 30 days from first to last entry", *HEAD]
    assert [line for line in lines if line.startswith("load.longest_run")] == [
        "load.longest_run               caution       0.00   10.00   10.00   1 day in 10"
    ]
    assert lines[-1].startswith(("shoe.*", "load.*"))


def test_a_log_file_with_every_kind_of_entry(tmp_path):
    path = tmp_path / "log.json"
    path.write_bytes(as_bytes(changed("check_ins[0].signs", ["numbness"])))
    lines = said("alarm_burden", path).splitlines()
    assert lines[0] == "1 runner, 2 days from first to last entry"
    assert "knee.red_flag                  specialist   50.00   50.00   50.00   1 day in 2" in lines


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "It has no columns day and km"),
        (b"day,km\n0,far\n", "Row 2: km and rpe must be numbers"),
        (as_bytes({**LOG, "runs": [{}]}), "runs[0].distance_m: is required"),
    ],
)
def test_a_bad_file_is_one_line(tmp_path, content, why):
    path = tmp_path / "bad"
    path.write_bytes(content)
    assert refused("alarm_burden", path) == f"{path}: {why}"


def test_no_runs(tmp_path):
    path = tmp_path / "none.csv"
    path.write_text("day,km\n")
    assert refused("alarm_burden", path) == f"{path}: there is no run in it."

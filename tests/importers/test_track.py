from __future__ import annotations

import pytest

from training.importers.track import Track, is_on_earth, metres_between


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((50, 8), (50, 8), 0),
        ((50, 8), (50.00001, 8), 1.112),
        ((60, 8), (60, 8.001), 55.597),
        ((0, 179.9999), (0, -179.9999), 22.239),
        ((89.9999, 0), (89.9999, 180), 22.239),
        ((52.52, 13.405), (48.1371, 11.5754), 504_216),
    ],
)
def test_metres(one, other, metres):
    assert metres_between(one, other) == pytest.approx(metres, rel=1e-3)
    assert metres_between(other, one) == pytest.approx(metres, rel=1e-3)


def test_places_that_are_not_on_earth():
    nowhere = [(90.1, 0), (0, 180.1), (float("nan"), 8), (50, float("inf")), (0.0, 0.0)]
    assert [is_on_earth(place) for place in [*nowhere, (90, 180), (-90, -180), (0, 1e-9)]] == (
        [False] * 5 + [True] * 3
    )


def test_time_with_pauses_and_times_that_go_back():
    track = Track()
    assert (track.start_s, track.duration_s, track.elapsed_s) == (None, 0, 0)
    for at in (100, 160, 40):
        track.add(at)
    track.pause()
    track.pause()
    track.add(None)
    track.add(300)
    track.add(310)
    assert (track.points, track.start_s, track.duration_s, track.elapsed_s) == (6, 40, 130, 270)


def test_distance_that_a_device_counts_from_zero_again():
    track = Track()
    for metres in (5, 100, float("nan"), 90, 0, 50):
        track.add(None, counted_m=metres)
    assert track.distance_m == 150


def test_climb_in_steps_of_five_metres():
    track = Track()
    assert track.ups_and_downs == (None, None)
    for altitude in (100, 104.9, 95.1, 105, 109, 99, 100):
        track.add(None, altitude_m=altitude)
    assert track.ups_and_downs == (5, 6)

"""Rides and swims beside running: recognised in many languages, and nothing else taken for them."""

from __future__ import annotations

from datetime import datetime

import pytest

from training.importers.care import care_kind, care_of
from training.importers.moments import Moment
from training.importers.run import ImportedCare

START = Moment(datetime(2026, 3, 1, 7, 30))


@pytest.mark.parametrize(
    "kind",
    [
        *("Hike", "Walk", "Nordic Ski", "Yoga", "Rowing", "Rudern", "Motorcycling", "Hand Cycling", "Run"),
        *("Horseback Riding", "SwimRun", "Triathlon", "Multisport", "Duathlon", "transition", "Laufen"),
        *("Snowboard", "Radio", "Skirad", "Backcountry Ski", "Trail Running", "", "🚲"),
    ],
)
def test_other_kinds_are_no_care(kind):
    assert care_kind(kind) == ""
    assert care_of(2, kind, START, 600) == []


@pytest.mark.parametrize(
    "kind",
    [
        *("Ride", "VirtualRide", "EBikeRide", "Mountain Bike Ride", "Gravel Ride", "cycling", "e_biking"),
        *("Biking", "Radfahrt", "Radfahren", "Rennradfahren", "Sortie à vélo", "Cyclisme", "Ciclismo", "VTT"),
        *("Fietsrit", "Wielrennen", "Cykling", "Sykling", "Kolarstwo", "Jazda na rowerze", "Kerékpározás"),
        *("Pedalada", "Indoor Cycling", "Spinning", "Bicicleta"),
    ],
)
def test_rides(kind):
    assert care_kind(kind) == "cycle"


@pytest.mark.parametrize(
    "kind",
    [
        *("Swim", "Pool Swim", "Open Water Swimming", "lap_swimming", "Freiwasserschwimmen", "Natation"),
        *("Natación", "Nuoto", "Natação", "Zwemmen", "Svømning", "Simning", "Pływanie", "Úszás"),
    ],
)
def test_swims(kind):
    assert care_kind(kind) == "swim"


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(3000, 50), (3029, 50), (3031, 51), (5, 1), (0, None), (None, None)]
)
def test_minutes(seconds, minutes):
    assert care_of(2, "Ride", START, seconds) == [ImportedCare(2, START, "cycle", minutes)]


def test_without_a_start_there_is_no_day_to_log_it_on():
    assert care_of(2, "Ride", None, 600) == []

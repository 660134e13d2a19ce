from __future__ import annotations

import pytest

from training.importers.kinds import surface_of


@pytest.mark.parametrize(
    ("kind", "surface"),
    [
        ("Running", ""), ("Street Running", ""), ("Laufen", ""), ("Course à pied", ""), ("Carrera", ""),
        ("Corsa", ""), ("Corrida", ""), ("Hardlopen", ""), ("Løb", ""), ("Løping", ""), ("Löpning", ""),
        ("Lopning", ""), ("Bieganie", ""), ("Futás", ""), ("Course à pied urbaine", ""), ("running", ""),
        ("Trail Running", "trail"), ("Trail-Lauf", "trail"), ("Traillauf", "trail"), ("Trail", "trail"),
        ("Terränglöpning", "trail"), ("Terepfutás", "trail"), ("Corrida em trilha", "trail"),
        ("Treadmill Running", "treadmill"), ("treadmill_running", "treadmill"), ("Laufband", "treadmill"),
        ("Laufbandtraining", "treadmill"), ("Indoor-Laufen", "treadmill"), ("Loopband", "treadmill"),
        ("Course à pied sur tapis roulant", "treadmill"), ("Corrida na esteira", "treadmill"),
        ("Løb på løbebånd", "treadmill"), ("Bieganie na bieżni", "treadmill"), ("Virtual Run", "treadmill"),
        ("Track Running", "track"), ("Laufen auf der Bahn", "track"), ("Bahnlauf", "track"),
        ("Carrera en pista", "track"), ("Banlöpning", "track"), ("Course à pied sur piste", "track"),
    ],
)  # fmt: skip
def test_kinds_that_are_runs(kind, surface):
    assert surface_of(kind) == surface


@pytest.mark.parametrize(
    "kind",
    [
        "Cycling", "Walking", "Radfahren", "Skilanglauf", "Schneeschuhlaufen", "Narciarstwo biegowe",
        "Bike to Run Transition", "Swimrun", "Grundlagentraining", "Galopp", "Lap Swimming", "Natation",
        "Ciclismo", "Wandelen", "Schaatsen", "Rollerblades", "Wheelchair run",
        "Course en fauteuil roulant", "Inline-Skaten", "Cardio", "Strength Training", "Yoga", "",
    ],
)  # fmt: skip
def test_kinds_that_are_not(kind):
    assert surface_of(kind) is None

"""What the ground was like, as far as metres climbed and descended tell."""

from __future__ import annotations

# Metres up and down a kilometre.
ROLLING_FROM = 10
HILLY_FROM = 25
DOWNHILL_FROM = 15
LEAST_DISTANCE_M = 1_000
# Surfaces on which the ground has nothing to tell.
TREADMILL = "treadmill"
LEVEL = (TREADMILL, "track")


def terrain_of(distance_m: float, climb_m: float | None, descent_m: float | None) -> str:
    """`flat`, `rolling`, `hilly` or `downhill`; blank where the file does not say or the way is short."""
    if climb_m is None or descent_m is None or distance_m < LEAST_DISTANCE_M:
        return ""
    up, down = (metres / distance_m * 1000 for metres in (climb_m, descent_m))
    if down - up >= DOWNHILL_FROM:
        return "downhill"
    if max(up, down) < ROLLING_FROM:
        return "flat"
    return "rolling" if max(up, down) < HILLY_FROM else "hilly"

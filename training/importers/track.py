"""Points of a track added up as they come: time, distance, climb and descent."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

EARTH_RADIUS_M = 6_371_008.8
# Smaller ups and downs are noise of the receiver.
LEAST_CLIMB_M = 5.0
# Radians within which the earth is a plane, and degrees beyond which its meridians run together.
NEAR = 1e-4
FAR_NORTH = 80.0
RADIAN = math.pi / 180

Position = tuple[float, float]


@dataclass(slots=True)
class Track:
    """Seconds are counted from any one moment. Call `pause` where the recording was interrupted.

    travelled_m: what the device counted. straight_m: the way from position to position. place: the first.
    """

    points: int = 0
    travelled_m: float = 0
    straight_m: float = 0
    climb_m: float = 0
    descent_m: float = 0
    place: Position | None = None
    _stretches: list[tuple[float, float]] = field(default_factory=list)
    _first_s: float | None = None
    _last_s: float = 0
    _position: Position | None = None
    _altitude: float | None = None
    _counted: float = 0

    @property
    def stretches(self) -> list[tuple[float, float]]:
        """From when to when it was recorded, between the pauses."""
        return [*self._stretches, *([] if self._first_s is None else [(self._first_s, self._last_s)])]

    @property
    def start_s(self) -> float | None:
        return min((start for start, _ in self.stretches), default=None)

    @property
    def duration_s(self) -> float:
        """Without the pauses."""
        return sum(end - start for start, end in self.stretches)

    @property
    def elapsed_s(self) -> float:
        return max((end for _, end in self.stretches), default=0.0) - (self.start_s or 0.0)

    @property
    def distance_m(self) -> float:
        return self.travelled_m or self.straight_m

    @property
    def ups_and_downs(self) -> tuple[float, float] | tuple[None, None]:
        """Metres climbed and descended; None where no point has an altitude."""
        return (None, None) if self._altitude is None else (self.climb_m, self.descent_m)

    def pause(self) -> None:
        if self._first_s is not None:
            self._stretches.append((self._first_s, self._last_s))
        self._first_s = self._position = None

    def add(
        self,
        at_s: float | None,
        position: Position | None = None,
        altitude_m: float | None = None,
        counted_m: float | None = None,
    ) -> None:
        """One point; counted_m: metres since the start as the device says. Time may go back."""
        self.points += 1
        if at_s is not None:
            self._time(at_s)
        if position:
            self._move(position)
        if altitude_m is not None and (
            self._altitude is None or abs(altitude_m - self._altitude) >= LEAST_CLIMB_M
        ):
            self._climb(altitude_m)
        if counted_m is not None and math.isfinite(counted_m):
            # From lap to lap some devices begin again at zero.
            self.travelled_m += max(0.0, counted_m - self._counted)
            self._counted = counted_m

    def _time(self, at_s: float) -> None:
        if self._first_s is None:
            self._first_s = self._last_s = at_s
        elif at_s > self._last_s:
            self._last_s = at_s
        elif at_s < self._first_s:
            self._first_s = at_s

    def _move(self, position: Position) -> None:
        if is_on_earth(position):
            if self._position:
                self.straight_m += metres_between(self._position, position)
            self.place = self.place or position
            self._position = position

    def _climb(self, altitude_m: float) -> None:
        if math.isfinite(altitude_m):
            up = altitude_m - self._altitude if self._altitude is not None else 0.0
            self._altitude = altitude_m
            self.climb_m += max(up, 0.0)
            self.descent_m += max(-up, 0.0)


def is_on_earth(position: Position) -> bool:
    """Whether these are degrees of latitude and longitude, and not the 0, 0 of a receiver without signal."""
    latitude, longitude = position
    return abs(latitude) <= 90 and abs(longitude) <= 180 and position != (0.0, 0.0)


def metres_between(one: Position, other: Position) -> float:
    """Along the great circle; on a plane where the difference is below a millimetre."""
    north, east = (other[0] - one[0]) * RADIAN, (other[1] - one[1]) * RADIAN
    if -NEAR < north < NEAR and -NEAR < east < NEAR and abs(one[0]) < FAR_NORTH:
        middle = (one[0] + other[0]) / 2 * RADIAN
        return EARTH_RADIUS_M * math.hypot(north, east * math.cos(middle))
    across = math.sin(north / 2) ** 2
    along = math.cos(math.radians(one[0])) * math.cos(math.radians(other[0])) * math.sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(across + along)))

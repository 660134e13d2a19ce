"""What a runner says of themselves: units and zone, feet and knees."""

from __future__ import annotations

import zoneinfo
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.models.choices import FootType, Side, Units
from training.models.entry import LogEntry
from training.models.log_stamp import Stamped


def validate_zone(name: str) -> None:
    """ValidationError for what is no IANA zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is no time zone. Write one like Europe/Berlin."), params={"name": name[:80]}
        )


def home_zone() -> str:
    """The zone a new account starts in."""
    return settings.TIME_ZONE


class Profile(Stamped):
    runner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="profile"
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default=home_zone, validators=[validate_zone])
    units = models.CharField(_("distances in"), max_length=2, choices=Units, default=Units.KILOMETRES)
    foot_type = models.CharField(_("foot type"), max_length=16, choices=FootType, default=FootType.UNKNOWN)
    weak_quadriceps = models.BooleanField(_("weak quadriceps (front of the thigh)"), default=False)
    stiff_hamstrings = models.BooleanField(_("stiff hamstrings (back of the thigh)"), default=False)
    stiff_calves = models.BooleanField(_("stiff calves"), default=False)
    overstriding = models.BooleanField(_("overstriding"), default=False)
    heel_strike = models.BooleanField(_("heavy heel strike"), default=False)
    knee_valgus = models.BooleanField(_("knee collapses inward"), default=False)
    tibial_rotation = models.BooleanField(_("shin turns inward or outward"), default=False)
    limited_dorsiflexion = models.BooleanField(_("limited ankle bend"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(units__in=Units.values), name="profile_units_known")
        ]

    def __str__(self) -> str:
        return str(self.runner_id)

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    def take_place(self, zone: str, units: str) -> None:
        """Be where a browser says it is, in its units; nothing is saved, and a wrong word changes nothing."""
        with suppress(ValidationError):
            validate_zone(zone)
            self.time_zone = zone
        if units in Units.values:
            self.units = units

    def now(self) -> datetime:
        """This moment on the runner's clock."""
        return timezone.now().astimezone(self.zone)

    def today(self) -> date:
        """The runner's local date."""
        return self.now().date()

    def end_of(self, day: date) -> datetime:
        """The moment at which a day of theirs is over: no longer part of it."""
        return datetime.combine(day + timedelta(days=1), time(), self.zone)


class PreviousInjury(Stamped, LogEntry):
    """A knee injury before; the month is kept as its first day."""

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="previous_injuries"
    )
    side = models.CharField(_("knee"), max_length=5, choices=Side)
    month = models.DateField(_("month"))

    class Meta:
        ordering = ["month", "side"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "side", "month"], name="injury_once"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="injury_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.month:%Y-%m}"

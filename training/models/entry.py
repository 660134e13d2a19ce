"""What rows of the log share; moments are kept as local date, UTC instant and zone together."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from training.models.fields import AddedAtField


def zone_of(name: str) -> tzinfo:
    """The zone of a stored name: IANA (`Europe/Berlin`) or a fixed offset (`+05:30`)."""
    if name[0] not in "+-":
        return ZoneInfo(name)
    offset = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
    return timezone(-offset if name[0] == "-" else offset)


def zone_name_for(moment: datetime, home: str) -> str:
    """`home`, a stored name, where its offset at that moment is the moment's own, else that as `+hh:mm`."""
    if moment.astimezone(zone_of(home)).utcoffset() == moment.utcoffset():
        return home
    return moment.isoformat(timespec="seconds")[-6:]


class LogEntry(models.Model):
    """A row of the log. `version` grows with each edit, so that a stale edit is noticed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = AddedAtField()

    class Meta:
        abstract = True

    def _do_update(self, rows: Any, using: str, pk: Any, values: list[Any], *more: Any) -> Any:
        """A row of a runner is found by the runner too and never given to another: see databases.citus."""
        if any(field.name == "runner" for field in self._meta.concrete_fields):
            rows = rows.filter(runner=self.runner_id)
            values = [value for value in values if value[0].name != "runner"]
        return super()._do_update(rows, using, pk, values, *more)

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Each has its field's own check, and the database holds the line: no query here."""


class TimedEntry(LogEntry):
    """An entry at a moment: `local_date` is what rules use, `zone` is where the runner was."""

    INSTANT: ClassVar[str]

    local_date = models.DateField(editable=False)
    zone = models.CharField(max_length=64, editable=False)

    class Meta:
        abstract = True

    @property
    def local(self) -> datetime:
        """The moment on the runner's clock, with its offset."""
        instant: datetime = getattr(self, self.INSTANT)
        return instant.astimezone(zone_of(self.zone))

    @property
    def local_text(self) -> str:
        """`2026-03-01T07:30:00+01:00`: how files and findings name this entry."""
        return self.local.isoformat(timespec="seconds")

    def place(self, moment: datetime, home: str) -> None:
        """Set the moment (aware, on the runner's clock, to the second); `home`: the zone of their profile."""
        moment = moment.replace(microsecond=0)
        setattr(self, self.INSTANT, moment.astimezone(UTC))
        self.zone = zone_name_for(moment, home)
        self.local_date = moment.date()

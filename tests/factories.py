"""Rows of the log for tests that need a database. Days are local days in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from training.models import (
    CheckIn,
    ImportBatch,
    ImportFile,
    ImportItem,
    ImportUpload,
    Run,
    Shoe,
    User,
)

PASSWORD = "a long pass phrase"


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def make_runner(name: str = "anna", **profile) -> User:
    runner = User.objects.create_user(name, password=PASSWORD)
    for field, value in profile.items():
        setattr(runner.profile, field, value)
    runner.profile.save()
    return runner


def make_shoe(runner: User, name: str = "Ghost", **more) -> Shoe:
    return Shoe.objects.create(runner=runner, key=name.lower(), name=name, **more)


def make_run(runner: User, day: date, metres: int = 8_000, hour: int = 7, **more) -> Run:
    run = Run(runner=runner, distance_m=metres, **more)
    run.place(at(day, hour), "UTC")
    run.save()
    return run


def make_check_in(runner: User, day: date, score: int, side: str = "left", hour: int = 20, **more) -> CheckIn:
    entry = CheckIn(runner=runner, side=side, score=score, **more)
    entry.place(at(day, hour), "UTC")
    entry.save()
    return entry


def make_batch(runner: User, state: str = "ready", files: int = 1, **more) -> ImportBatch:
    """A batch with one upload and files `a1.fit` and so on, read from it."""
    batch = ImportBatch.objects.create(runner=runner, state=state, expected=files, **more)
    upload = ImportUpload.objects.create(
        runner=runner, batch=batch, number=1, name="export.zip", size=10, received=10
    )
    for position in range(1, files + 1):
        ImportFile.objects.create(
            runner=runner,
            batch=batch,
            upload=upload,
            position=position,
            name=f"a{position}.fit",
            outcome="read",
        )
    return batch


def make_item(batch: ImportBatch, day: date, verdict: str = "new", choice: str = "add", **more) -> ImportItem:
    """A run of 8 km at 7:00, or what `more` says: fields of the item; facts: what the file tells besides."""
    start = at(day, 7)
    facts = {"start": start.isoformat(), "zone": "UTC", "distance_m": 8_000, **more.pop("facts", {})}
    file = more.pop("file", None) or batch.files.first()
    values = {"starts_at": start, "row": 1, "verdict": verdict, "choice": choice, **more}
    return ImportItem.objects.create(runner=batch.runner, batch=batch, file=file, facts=facts, **values)

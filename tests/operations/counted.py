"""Jobs that leave a line each time they are done, for workers in processes of their own."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event

from django_tasks import task

DONE, DEADLY, GATE = "done", "deadly", "gate"


def note(folder: str, number: int) -> None:
    with (Path(folder) / DONE).open("a") as file:
        file.write(f"{number}\n")


@task()
def count(folder: str, number: int) -> None:
    note(folder, number)


@task()
def count_at_the_second_try(folder: str, number: int) -> None:
    """The first who does this says so and waits to be killed."""
    try:
        with (Path(folder) / DEADLY).open("x") as file:
            file.write(str(os.getpid()))
    except FileExistsError:
        note(folder, number)
    else:
        Event().wait()


@task()
def count_when_let(folder: str, number: int) -> None:
    """Waits at a pipe until somebody has opened and closed it."""
    (Path(folder) / GATE).read_bytes()
    note(folder, number)


@task()
def fail(words: str) -> None:
    raise ValueError(words)

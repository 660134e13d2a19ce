"""A runner's whole log as a `kneelog-log/1` file: one entry a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain

from training.exporting.log_entries import LogEntries, Object
from training.models import User


def export_log(runner: User) -> Iterator[str]:
    """The file, piece by piece."""
    log = LogEntries(runner)
    runner_values = {**log.profile(), "previous_injuries": list(log.injuries())}
    yield '{"format": "kneelog-log/1",\n "runner": ' + _text(runner_values)
    for name, items in log.lists.items():
        yield f',\n "{name}": ['
        separators = chain(["\n  "], iter(lambda: ",\n  ", None))
        for separator, item in zip(separators, items(), strict=False):
            yield separator + _text(item)
        yield "]"
    yield "}\n"


def _text(value: Object) -> str:
    return json.dumps(value, ensure_ascii=False)

"""What every chart shares: a Plotly figure without a template, and a table that says the same.

A figure is written as Plotly.js reads it. Whether Plotly knows every word of it a test asks, once; asked for
each page, it took a tenth of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from training.engine.text import Translate, as_written


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a page shows it: `figure` is Plotly's JSON as a dict, `key` its legend as (role, text)."""

    id: str
    title: str
    caption: str
    figure: dict[str, Any]
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    key: tuple[tuple[str, str], ...] = field(default=())


def say(message: str, translate: Translate = as_written, **values: Any) -> str:
    return translate(message).format(**values)

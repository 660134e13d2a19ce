"""What every chart shares: a Plotly figure without a template, and a table that says the same."""

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


def build_figure(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> dict[str, Any]:
    """The figure of these traces, checked by Plotly, as plain JSON values."""
    # Half a second to import, and pages without charts need none of it.
    import plotly.graph_objects as go  # noqa: PLC0415
    import plotly.io as pio  # noqa: PLC0415

    # Without this Plotly copies its default template into each figure, only to drop it again.
    pio.templates.default = None
    figure: dict[str, Any] = go.Figure(data=list(traces), layout=layout).to_plotly_json()
    return figure


def say(message: str, translate: Translate = as_written, **values: Any) -> str:
    return translate(message).format(**values)

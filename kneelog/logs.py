"""Log lines that hold no health data: what went wrong and where in the code, never what somebody sent."""

import logging
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """A record about a request becomes status, method and route; an exception keeps its frames alone."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            return super().format(record)
        summary = logging.makeLogRecord(record.__dict__)
        summary.msg, summary.args = summarize(record, request), ()
        return super().format(summary)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name logging calls)
        if ei[1] is None:
            return ""
        return "\n".join(describe(problem) for problem in chain(ei[1]))


def summarize(record: logging.LogRecord, request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    status, method = getattr(record, "status_code", "-"), getattr(request, "method", "-")
    return f"{status} {method} {'/' + match.route if match else '(no such page)'}"


def chain(problem: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while problem is not None and problem not in found:
        found.append(problem)
        problem = problem.__cause__ or problem.__context__
    return found[::-1]


def describe(problem: BaseException) -> str:
    kind = type(problem)
    return "".join(traceback.format_tb(problem.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}"

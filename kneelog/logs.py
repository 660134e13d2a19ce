"""Log lines that hold no health data: what went wrong and where in the code, never what somebody sent.

As text, or (KNEELOG_LOGS=json) as one JSON object a line. Decisions: docs/adr/0020-metrics-and-logs.md.
"""

import json
import logging
import logging.config
import sys
import threading
import traceback
import warnings
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from kneelog.tracing import method_of, route_of, under_way

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Whose words are known; what others put into theirs may be anything.
KNOWN = {"kneelog", "training", "django_tasks", "django_tasks_db"}


def configure(config: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: the loggers, and warnings as lines of theirs."""
    logging.config.dictConfig(config)
    warnings.showwarning = show_warning


def show_warning(message: object, category: type[Warning], filename: str, lineno: int, *more: object) -> None:
    logging.getLogger("kneelog.warnings").warning("%s at %s:%s", category.__name__, filename, lineno)


def log_crashes() -> None:
    """Let this process end by a log line where Python would print the words of the exception."""

    def log(kind: type[BaseException], problem: BaseException, frames: TracebackType | None) -> None:
        logging.getLogger("kneelog").critical("crashed", exc_info=(kind, problem, frames))

    sys.excepthook = log
    threading.excepthook = lambda args: log(args.exc_type, args.exc_value, args.exc_traceback)


class DiscreetFormatter(logging.Formatter):
    """A record about a request becomes status, method and route; an exception keeps its frames alone."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        summary = logging.makeLogRecord(record.__dict__)
        summary.msg, summary.args = words_of(record), ()
        # Another formatter may have kept what it made of it here, words and all.
        summary.exc_text = None
        return super().format(summary)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 (the name logging calls)
        return "\n".join(describe(problem) for problem in chain(ei[1]))


class JsonFormatter(DiscreetFormatter):
    """The same, as one JSON object a line, with what was under way."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z",
            "level": record.levelname,
            "logger": record.name,
            "message": words_of(record),
            **under_way(),
            **getattr(record, "fields", {}),
        }
        if hasattr(record, "request"):
            line["route"] = route_of(record.request)
        if record.exc_info and record.exc_info[1]:
            line["exception"] = name_of(record.exc_info[1])
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


def words_of(record: logging.LogRecord) -> str:
    """The message, of others without what they put into it."""
    request = getattr(record, "request", None)
    if request is not None:
        return summarize(record, request)
    if not isinstance(record.msg, str):
        return type(record.msg).__name__
    return record.getMessage() if record.name.partition(".")[0] in KNOWN else record.msg


def summarize(record: logging.LogRecord, request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    status = getattr(record, "status_code", "-")
    return f"{status} {method_of(request)} {'/' + match.route if match else '(no such page)'}"


def chain(problem: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while problem is not None and problem not in found:
        found.append(problem)
        problem = problem.__cause__ or problem.__context__
    return found[::-1]


def describe(problem: BaseException) -> str:
    return "".join(traceback.format_tb(problem.__traceback__)) + name_of(problem)


def name_of(problem: BaseException) -> str:
    return f"{type(problem).__module__}.{type(problem).__qualname__}"

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from kneelog.databases.checks import unsafe
from kneelog.environment import refuse
from kneelog.middleware import is_foreign
from training.charts.figure import build_figure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kneelog.settings")


class Application(WSGIHandler):
    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind = parse_header_parameters(environ.get("CONTENT_TYPE", ""))[1]
        if is_foreign(kind.get("charset")):
            # Django would decode the address in that code, and fail, before a middleware can refuse it.
            environ["QUERY_STRING"] = ""
        body = super().__call__(environ, start_response)
        return _left_out(body) if environ["REQUEST_METHOD"] == "HEAD" else body


def _left_out(body: Iterable[bytes]) -> Iterable[bytes]:
    """No body. Waitress would send one after HEAD too, to be read as the next answer on the connection."""
    getattr(body, "close", lambda: None)()
    return [b""]


get_wsgi_application()
if reasons := unsafe():
    refuse(" ".join(reasons))
application = Application()

# Plotly's first figure takes a third of a second: before the first visitor would wait for it.
build_figure([{"type": "bar"}, {"type": "scatter"}], {})

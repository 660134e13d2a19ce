"""A page of HTML as a tagged PDF, made on this computer alone.

WeasyPrint draws with Pango, which no Python package brings along: where it is missing, there is no PDF.
"""

from __future__ import annotations

from ctypes.util import find_library
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings

STYLES = ("tokens.css", "report.css")
SIZES = {"a4": "210mm 297mm", "letter": "216mm 279mm"}
LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")

# One at a time: many at once would take as many times the memory, and be ready no sooner.
_drawing = Lock()


class NoPdfError(Exception):
    """This computer lacks a library that drawing a PDF takes."""


@cache
def can_make_pdf() -> bool:
    """Whether to offer one. Looks for the libraries without loading them: that takes a second, and 50 MB."""
    return all(find_library(name) for name in LIBRARIES)


def make_pdf(html: str, size: str = "a4") -> bytes:
    """`html` on paper of this size, by the rules of static/css; NoPdfError where that cannot be done here."""
    weasyprint = _weasyprint()
    with _drawing:
        page = weasyprint.CSS(string=f"@page {{ size: {SIZES[size]} }}", url_fetcher=fetcher())
        document = weasyprint.HTML(string=html, url_fetcher=fetcher())
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[*_styles(), page])
    return pdf


@cache
def fetcher() -> Any:
    """Refuses every address: no file and no host is read for a PDF, whatever a text in it asks for."""
    return _weasyprint().urls.URLFetcher(allowed_protocols=())


@cache
def _styles() -> list[Any]:
    folder = settings.BASE_DIR / "static" / "css"
    texts = [(folder / name).read_text(encoding="utf-8") for name in STYLES]
    return [_weasyprint().CSS(string=text, url_fetcher=fetcher()) for text in texts]


@cache
def _weasyprint() -> Any:
    try:
        import weasyprint  # noqa: PLC0415
    except (ImportError, OSError) as problem:
        raise NoPdfError from problem
    return weasyprint

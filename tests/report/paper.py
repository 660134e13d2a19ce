"""A PDF as a test reads it."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from kneelog.pdf import can_make_pdf

needs_pango = pytest.mark.skipif(
    not can_make_pdf(),
    reason="Pango is missing: install libpango and libharfbuzz-subset to test the PDF too.",
)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All its words, with one blank between two, wherever a line ends."""
    pages = "\n".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", pages)

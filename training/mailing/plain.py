"""A letter as text: what a mail program without HTML, and who reads with one, gets."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from django.utils.translation import gettext

from training.mailing.letter import Exits, Letter, Line, Part

WIDTH = 72


def as_text(letter: Letter, exits: Exits, host: str) -> str:
    """Paragraphs with an empty line between them; addresses on lines of their own."""
    blocks = [
        letter.title,
        _wrapped(letter.lead),
        *(_part(part) for part in letter.parts),
        f"{gettext('One next step').upper()}\n{_wrapped(letter.step.text)}\n{letter.step.url}",
        f"-- \n{_wrapped(letter.why)}\n{gettext('Choose which mails come:')} {exits.wishes}\n"
        f"{gettext('No more of these:')} {exits.unsubscribe}",
        f"KneeLog, {host}",
    ]
    return "\n\n".join(blocks) + "\n"


def _part(part: Part) -> str:
    return "\n".join([part.title.upper(), *(row for line in part.lines for row in _line(line))])


def _line(line: Line) -> Iterator[str]:
    said = f"{line.word}: {line.text}" if line.word else line.text
    yield _wrapped(said, "- ", "  ")
    if line.note:
        yield _wrapped(line.note, "  ", "  ")
    if line.url:
        yield f"  {line.url}"


def _wrapped(text: str, first: str = "", then: str = "") -> str:
    return fill(
        text, WIDTH, initial_indent=first, subsequent_indent=then, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip

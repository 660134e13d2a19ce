"""A mail as plain values, before it is text or HTML: both are made of the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said. word, tone: how grave it is, in a word and as a colour; note: what stands under it."""

    text: str
    word: str = ""
    tone: str = ""
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next: what, and the button that leads there."""

    text: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. lead: the sentence that a locked phone shows, so nothing of a log stands in it.

    why: why it comes, and how often. seen: whose logs it speaks of besides the reader's own, and what of each
    may be seen; where that has changed when it is sent, it is written anew.
    """

    subject: str
    title: str
    lead: str
    step: Step
    why: str
    parts: tuple[Part, ...] = ()
    seen: frozenset[tuple[UUID, frozenset[str]]] = frozenset()


@dataclass(frozen=True, slots=True)
class Exits:
    """Where the foot of a mail leads: ending this kind of mail, and choosing which come. Whole addresses."""

    unsubscribe: str
    wishes: str

from __future__ import annotations

LONGEST_SHOWN = 60


class BadLog(Exception):  # noqa: N818 named for what the file is
    """Why a log file is refused, on one line: the path of the field, then what it must be.

    other: another path that the message ends with.
    """

    def __init__(self, path: str, message: str, other: str = "") -> None:
        self.path = path
        self.message = printable(message)
        self.other = other
        told = " ".join(filter(None, (self.message, other)))
        super().__init__(f"{path}: {told}" if path else told)


def shown(text: str) -> str:
    """Text from a file for a one-line message: quoted, cut, nothing that moves the cursor."""
    return f"“{printable(text[: LONGEST_SHOWN + 1], LONGEST_SHOWN)}”"


def printable(text: str, longest: int = 1_000) -> str:
    """Text from a file on one line, its control characters replaced."""
    kept = "".join(char if char.isprintable() else "\ufffd" for char in text[:longest])
    return kept + "…" if len(text) > longest else kept

"""Runs a management command as a person would."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def said(*command: object, **options: object) -> str:
    """What the command wrote to stdout."""
    out = StringIO()
    call_command(*(str(word) for word in command), stdout=out, **options)
    return out.getvalue()


def refused(*command: object) -> str:
    """The one line that a command ends with on stderr; exit status 1."""
    with pytest.raises(CommandError) as problem:
        said(*command)
    message = str(problem.value)
    assert problem.value.returncode == 1
    assert len(message.splitlines()) == 1
    return message

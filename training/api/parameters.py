"""What stands in an address or a header of a request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Header
from pydantic import BaseModel, Field

from training.api import listing
from training.api.fields import DAY
from training.api.problems import REFUSED, Problem
from training.api.words import UNKNOWN, sentence
from training.importing import values
from training.importing.problems import BadLog, printable
from training.models.idempotency_key import LONGEST_KEY

IDEMPOTENCY_KEY = Header(
    None,
    alias="Idempotency-Key",
    pattern=rf"^[!-~]{{1,{LONGEST_KEY}}}$",
    description="A word of your own making for this one request. Sent again within a day, it is answered "
    "again and not done again.",
    example="8e03978e-40d5-43e8-bc93-6894a57f9324",
)
IF_MATCH = Header(
    None,
    alias="If-Match",
    pattern=r'^(\*|(W/)?"[0-9]{1,10}")$',
    description="The ETag of the entry as you last saw it, or * for whatever is there.",
    example='"1"',
)


class Pieces(BaseModel):
    limit: int = Field(
        listing.USUAL, ge=1, le=listing.MOST, description="At most so many entries.", examples=[20]
    )
    cursor: str | None = Field(
        None, max_length=300, description="Where to go on. It stands in the `next` of the list before."
    )


class Days(Pieces):
    first: str | None = Field(
        None, alias="from", pattern=DAY, description="The first local day.", examples=["2026-03-01"]
    )
    until: str | None = Field(
        None, pattern=DAY, description="The last local day, itself included.", examples=["2026-03-31"]
    )

    def within(self, rows: QuerySet[Any], column: str) -> QuerySet[Any]:
        """Those of the rows whose day lies between both."""
        for name, word, bound in (("from", self.first, "gte"), ("until", self.until, "lte")):
            if word:
                rows = rows.filter(**{f"{column}__{bound}": read_day(word, name)})
        return rows


def read_day(word: str, name: str) -> date:
    """The day; Problem that names the parameter where there is no such day."""
    try:
        return values.read_day(word, name)
    except BadLog as problem:
        raise Problem(REFUSED, errors=[(name, sentence(problem.message))]) from None


def only_known(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Problem for a parameter that there is not: mistyped, it would leave its bounds open unnoticed.

    What an operation takes is in its `asked`; one without it takes none.
    """

    @wraps(operation)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        known = type(kwargs["asked"]).model_fields if "asked" in kwargs else {}
        unknown = sorted(set(request.GET) - {field.alias or name for name, field in known.items()})
        if unknown:
            raise Problem(REFUSED, errors=[(printable(name, 60), UNKNOWN) for name in unknown[:10]])
        return operation(request, *args, **kwargs)

    return checked

"""The way back of what was deleted."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from training.api.fields import answer, text
from training.api.operations import OF_ONE, answered, operation
from training.exporting.log_entries import moment_text
from training.logbook.undoing import UNDO_FOR, UndoGoneError, restore
from training.models import Undo

router = Router(tags=["undo"])

ID = "3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11"
Deleted = answer(
    "Deleted",
    {
        "undo": text("POST to this address to bring it back.", f"/api/v1/undo/{ID}"),
        "until": text("Until when that works, in UTC.", "2026-03-02T19:05:00Z"),
    },
    "The way back of what was deleted.",
)
Restored = answer("Restored", {"id": text("The id it has again.", ID)}, "What is there again.")


def told_undo(undo: Undo) -> dict[str, Any]:
    address = reverse("api-1:undo", kwargs={"pk": undo.pk})
    return {"undo": address, "until": moment_text(undo.created_at + UNDO_FOR)}


@router.post(
    "/{uuid:pk}",
    url_name="undo",
    response=Restored,
    **operation("undo_delete", "Bring back what was deleted", "log", *OF_ONE),
)
def bring_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Within a day, and once. The address is in the answer to the delete."""
    try:
        (entry,) = restore(request.auth.runner, pk)
    except UndoGoneError:
        raise Http404 from None
    return answered({"id": str(entry.pk)})

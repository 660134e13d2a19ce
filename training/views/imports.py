from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.request import RawPostDataException
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from training.forms.imports import announced_files
from training.importing.states import BatchStateError
from training.importing.uploads import (
    NoRoomError,
    OffsetError,
    UploadRefusedError,
    add_piece,
    missing_bytes,
    open_batch,
    receive,
    touch_empty,
)
from training.pages.imports import batch_plan, imports_page
from training.tasks.imports import start_reading
from training.views.entries import posting

AT_ONCE = 64 * 1024
LONGEST_OFFSET = 16


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    files = request.FILES.getlist("files")
    try:
        batch = receive(request.user, [(file.name or "", file.size or 0, file.chunks()) for file in files])
    except UploadRefusedError as refused:
        return _page(request, refused=str(refused))
    touch_empty(batch)
    start_reading(batch)
    return redirect("import", batch.pk)


def _page(request: HttpRequest, refused: str = "") -> HttpResponse:
    context = imports_page(request.user, request.GET.get("page", ""))
    status = 422 if refused else 200
    context |= {"refused": refused, "is_lost": request.GET.get("shared") == "lost"}
    return render(request, "pages/imports.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def shared(request: HttpRequest) -> HttpResponse:
    """Files shared to the app, on a device whose service worker is not there to take them.

    Such a post carries no token and may come from anywhere, so nothing of it is read.
    """
    return redirect(f"{reverse('imports')}?shared=lost")


@posting("imports")
def new_import(request: HttpRequest) -> HttpResponse:
    """The names and sizes of what a script is about to send; answers with the address of each file."""
    try:
        files = announced_files(request.body)
    except (ValueError, RawPostDataException):  # the latter for a form, read when its token was looked for
        return _refusal(_("These files could not be announced."), 400)
    try:
        batch = open_batch(request.user, files)
    except UploadRefusedError as refused:
        return _refused(refused)
    return JsonResponse(batch_plan(batch), status=201)


@posting("imports")
def import_piece(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A piece of a file; 409 says how much of it is here where it begins elsewhere."""
    upload = get_object_or_404(get_object_or_404(request.user.import_batches, pk=pk).uploads, number=number)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdigit() and len(offset) < LONGEST_OFFSET):
        return _refusal(_("The piece does not say where it belongs."), 400)
    try:
        return JsonResponse({"received": add_piece(upload, int(offset), _parts(request))})
    except OffsetError as elsewhere:
        return JsonResponse({"received": elsewhere.received}, status=409)
    except UploadRefusedError as refused:
        return _refused(refused)


def _parts(request: Any) -> Iterator[bytes]:
    try:
        while part := request.read(AT_ONCE):
            yield part
    except UnreadablePostError:
        raise UploadRefusedError(_("The connection broke.")) from None


@posting("imports")
def import_sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All of it is here: the reading begins."""
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    if missing_bytes(batch):
        return _refusal(_("Not all of it has arrived yet."), 409)
    touch_empty(batch)
    # Under way, or past it: its page says so.
    with suppress(BatchStateError):
        start_reading(batch)
    return JsonResponse({"url": reverse("import", args=[batch.pk])})


def _refused(why: UploadRefusedError) -> HttpResponse:
    return _refusal(str(why), 507 if isinstance(why, NoRoomError) else 422)


def _refusal(error: str, status: int) -> HttpResponse:
    return JsonResponse({"error": error}, status=status)

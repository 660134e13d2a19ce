from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from training.pages.export import Download, export_page, json_download, tables_download
from training.views.entries import posting


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/export.html", export_page(request.user))


@reauthentication_required(allow_get=True)
@posting("export")
def export_log(request: HttpRequest) -> StreamingHttpResponse:
    return _sent(json_download(request.user))


@reauthentication_required(allow_get=True)
@posting("export")
def export_tables(request: HttpRequest) -> StreamingHttpResponse:
    return _sent(tables_download(request.user))


def _sent(file: Download) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return StreamingHttpResponse(file.pieces, content_type=file.content_type, headers=headers)

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.imports import Answers, ColumnsForm
from training.importing.batches import discard
from training.importing.states import BatchStateError
from training.logbook.acts import retire_as_worn
from training.models import ImportBatch
from training.pages.import_batch import batch_page, list_page, undo_page, working
from training.pages.import_files import problems_csv
from training.pages.import_result import old_shoes
from training.pages.import_sheet import sheet
from training.tasks.imports import read_again, start_saving, start_undoing
from training.views.entries import posting

UNDOING = (ImportBatch.State.UNDOING, ImportBatch.State.UNDONE)
MOVED_ON = gettext_lazy("This import has moved on in the meantime. Here is where it stands.")


@require_safe
def show_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    template, context = batch_page(get_object_or_404(request.user.import_batches, pk=pk))
    return render(request, template, context)


@require_safe
def import_progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    return JsonResponse(working(get_object_or_404(request.user.import_batches, pk=pk)))


@require_safe
def import_list(request: HttpRequest, pk: UUID, what: str) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    context = list_page(batch, what, request.GET.get("page", ""))
    if context is None:
        raise Http404
    return render(request, "pages/import/list.html", context)


@require_safe
def import_problems(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    headers = {"Content-Disposition": 'attachment; filename="not-imported.csv"'}
    return StreamingHttpResponse(problems_csv(batch), content_type="text/csv; charset=utf-8", headers=headers)


@posting("imports")
def answer_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    answers = Answers(request.POST)
    try:
        answers.apply(batch)
        if answers.accepts:
            start_saving(batch)
    except BatchStateError:
        messages.info(request, MOVED_ON)
    return redirect(answers.address(batch))


@posting("imports")
def import_columns(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    upload = get_object_or_404(batch.uploads, number=number)
    form = ColumnsForm(request.POST, auto_id=f"sheet-{number}-%s")
    if not form.is_valid():
        file = get_object_or_404(batch.files, upload=upload, guess__isnull=False)
        context = {"batch": batch, "form": form, "sheet": sheet(file, form.given)}
        return render(request, "pages/import/columns.html", context, status=422)
    try:
        read_again(upload, form.given)
    except BatchStateError:
        messages.info(request, MOVED_ON)
    return redirect("import", batch.pk)


@posting("imports")
def discard_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    try:
        discard(batch)
    except BatchStateError:
        messages.info(request, MOVED_ON)
        return redirect("import", batch.pk)
    messages.success(request, _("Import discarded. Nothing of it is in your log."))
    return redirect("imports")


@require_http_methods(["GET", "POST"])
def undo_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    context = undo_page(batch)
    if context and request.method != "POST":
        return render(request, "pages/import/undo.html", context)
    try:
        if request.method == "POST":
            start_undoing(batch)
    except BatchStateError:
        context = None
    if context is None and batch.state not in UNDOING:
        messages.info(request, _("There is nothing to undo here any more."))
    return redirect("import", batch.pk)


@posting("imports")
def retire_imported(request: HttpRequest, pk: UUID) -> HttpResponse:
    batch = get_object_or_404(request.user.import_batches, pk=pk)
    asked = request.POST.get("shoe")
    worn = old_shoes(batch, request.user.profile.today())
    names = retire_as_worn([shoe for shoe in worn if asked in ("all", str(shoe.pk))])
    if names:
        messages.success(request, _("Retired: %(shoes)s.") % {"shoes": ", ".join(names)})
    return redirect("import", batch.pk)

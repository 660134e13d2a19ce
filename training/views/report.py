from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kneelog.pdf import SIZES, NoPdfError, can_make_pdf, make_pdf
from training.access import Sight, report_of, through_link
from training.forms.report import LinkForm, ReportForm
from training.keys import KeyGoneError
from training.logbook.writing import AlreadyLoggedError, TooManyError
from training.pages.report import report as report_sheet
from training.pages.report_links import file_name, report_page, shared_page
from training.sharing.looks import looked
from training.sharing.report_links import end_link, make_link
from training.views.entries import posting

REFUSED = {
    AlreadyLoggedError: _(
        "This link is made. Its address was shown once: if it is lost, end it, make another."
    ),
    TooManyError: _("Five links are open already, and none was made. End one of them first."),
}
# The address is the key: no crawler lists it, and no other site is told where a reader came from.
KEEP_QUIET = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    return _page(request, ReportForm(request.GET).chosen)


def _page(request: HttpRequest, chosen: dict[str, Any], **more: Any) -> HttpResponse:
    forms = {"form": ReportForm(initial=chosen), "link_form": LinkForm(initial=chosen)}
    page = report_page(report_of(request.user, **chosen)) | forms | {"can_make_pdf": can_make_pdf()}
    return render(request, "pages/report.html", page | more)


@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    return _pdf(request, report_of(request.user, **ReportForm(request.GET).chosen))


def _pdf(request: HttpRequest, seen: Sight) -> HttpResponse:
    size = request.GET.get("paper", "a4")
    try:
        page = render_to_string("pages/report/pdf.html", {"sheet": report_sheet(seen)})
        pdf = make_pdf(page, size if size in SIZES else "a4")
    except NoPdfError:
        return HttpResponse(render_to_string("pages/report/no_pdf.html"), status=404)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(seen.runner)}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@reauthentication_required(allow_get=True)
@posting("report")
def make_report_link(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("No link was made: choose at least one knee, and how long it is open."))
        return redirect("report")
    data, chosen = form.cleaned_data, form.chosen
    try:
        secret = make_link(request.user, data["entry_id"], **chosen, days=int(data["days"]))
    except (AlreadyLoggedError, TooManyError) as problem:
        messages.error(request, REFUSED[type(problem)])
        return redirect("report")
    return _page(request, chosen, new_link=reverse("shared-report", args=[secret]))


@posting("report")
def end_report_link(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        end_link(request.user, pk)
    except KeyGoneError:
        raise Http404 from None
    messages.success(request, _("Ended. Nobody can open that link any more."))
    return redirect("report")


@login_not_required
@require_safe
def shared_report(request: HttpRequest, secret: str) -> HttpResponse:
    seen = _opened(secret, "report")
    page = shared_page(seen, reverse("shared-report-pdf", args=[secret]))
    page["can_make_pdf"] = can_make_pdf()
    return HttpResponse(render_to_string("pages/report/shared.html", page), headers=KEEP_QUIET)


@login_not_required
@require_safe
def shared_report_pdf(request: HttpRequest, secret: str) -> HttpResponse:
    answer = _pdf(request, _opened(secret, "pdf"))
    for name, value in KEEP_QUIET.items():
        answer.headers[name] = value
    return answer


def _opened(secret: str, page: str) -> Sight:
    """What a link shows, and it is written down that it was opened; a 404 like any other where it is not."""
    seen = through_link(secret)
    if seen is None:
        raise Http404
    looked([seen], page)
    return seen

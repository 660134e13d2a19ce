from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.mail import MailForm
from training.mailing import wishing
from training.mailing.addresses import read_signed
from training.pages import mail as pages


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    wishes = wishing.wishes_of(request.user)
    form = MailForm(request.POST or None, instance=wishes, is_coach=bool(request.user.is_coach))
    if form.is_bound and form.is_valid():
        wishing.keep(form.instance, timezone.now())
        messages.success(request, _("Saved."))
        return redirect("mail")
    context = {"form": form, **pages.mail_page(request.user, wishes)}
    return render(request, "pages/mail.html", context, status=422 if form.is_bound else 200)


@require_safe
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    page = pages.preview_page(request.user, kind)
    if page is None:
        raise Http404
    return render(request, "pages/mail_preview.html", page)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, signed: str) -> HttpResponse:
    """Mail programs post here by themselves, for whoever holds the mail: no log-in, and one kind ends."""
    try:
        person, kind = read_signed(signed)
    except ValueError:
        raise Http404 from None
    if request.method == "POST":
        wishing.end(person, kind)
    context = {"what": pages.ENDED[kind], "ended": request.method == "POST"}
    return render(request, "pages/unsubscribe.html", context)

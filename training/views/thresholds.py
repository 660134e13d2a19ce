from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from training.forms.thresholds import ThresholdForm
from training.pages.rule_report import report_days, report_page
from training.pages.thresholds import edit_page, history_page, thresholds_page
from training.tasks.back_tests import measure, try_earlier, try_out, try_shadow
from training.thresholds import current_setting
from training.thresholds.setting import DECLARED, Declared
from training.views.admins import admins_only
from training.views.entries import posting


def declared_or_404(rule: str) -> Declared:
    if rule not in DECLARED:
        raise Http404
    return DECLARED[rule]


@admins_only
@require_safe
def thresholds(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/thresholds.html", thresholds_page(request.user))


@admins_only
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, rule: str) -> HttpResponse:
    declared = declared_or_404(rule)
    number, setting = current_setting()
    units = request.user.profile.units
    form = ThresholdForm(request.POST or None, declared=declared, current=setting, base=number, units=units)
    if form.is_bound and form.is_valid():
        return redirect("back-test", try_out(request.user, form, declared.id, number).pk)
    page = {"form": form, **edit_page(request.user, declared, setting)}
    return render(request, "pages/edit_thresholds.html", page, status=422 if form.is_bound else 200)


@admins_only
@posting("thresholds")
def shadow(request: HttpRequest, rule: str) -> HttpResponse:
    number, setting = current_setting()
    if rule not in setting.trials:
        raise Http404
    return redirect("back-test", try_shadow(request.user, setting, rule, number).pk)


@admins_only
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, rule: str) -> HttpResponse:
    declared = declared_or_404(rule)
    if declared.rule is None:
        raise Http404
    days = report_days(request.POST.get("days") or request.GET.get("days"))
    if request.method == "POST":
        return redirect("back-test", measure(request.user, rule, days).pk)
    return render(request, "pages/rule_report.html", report_page(request.user, declared, days))


@admins_only
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/threshold_history.html", history_page(request.user))


@admins_only
@posting("threshold-history")
def revert(request: HttpRequest, number: int) -> HttpResponse:
    newest, setting = current_setting()
    if number > newest:
        raise Http404
    test = try_earlier(request.user, setting, number, newest)
    if test is None:
        messages.info(request, _("These numbers are in force already."))
        return redirect("threshold-history")
    return redirect("back-test", test.pk)

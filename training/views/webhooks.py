from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from training.forms.webhooks import WebhookForm, WebhookOptionsForm
from training.logbook.writing import AlreadyLoggedError, TooManyError
from training.models import Webhook
from training.pages.webhooks import host_of, webhook_page, webhooks_page
from training.views.entries import posting
from training.views.telling import tell_owner
from training.webhooks import hooks, outbox

# However often a button is pressed, and whatever is deleted and added again, nobody sends more than this.
TESTS_AN_HOUR = 10
TESTS = {"test": f"{TESTS_AN_HOUR}/h/user"}
REFUSED = {
    AlreadyLoggedError: gettext_lazy(
        "This webhook is added. Its secret was shown once: if it is lost, make a new one on its page."
    ),
    TooManyError: gettext_lazy(
        "There are as many webhooks as one person can have. Delete one, then add another."
    ),
}


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    form = WebhookForm(request.POST or None)
    if form.is_bound and form.is_valid():
        return _added(request, form)
    context = webhooks_page(request.user) | {"form": form}
    return render(request, "pages/webhooks.html", context, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, form: WebhookForm) -> HttpResponse:
    """The one answer that shows the secret."""
    hook = form.hook(request.user)
    try:
        secret = hooks.add_hook(hook)
    except (AlreadyLoggedError, TooManyError) as problem:
        messages.error(request, REFUSED[type(problem)])
        return redirect("webhooks")
    tell_owner(request, "webhook_added", {"host": host_of(hook)})
    return _page(request, hook, secret=secret)


def _mine(request: HttpRequest, pk: UUID) -> Webhook:
    return get_object_or_404(request.user.webhooks, pk=pk)


def _page(request: HttpRequest, hook: Webhook, secret: str = "") -> HttpResponse:
    context = webhook_page(hook) | {"form": WebhookOptionsForm(hook=hook), "secret": secret}
    return render(request, "pages/webhook.html", context)


@require_http_methods(["GET", "POST"])
def webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hook = _mine(request, pk)
    form = WebhookOptionsForm(request.POST or None, hook=hook)
    if not form.is_bound:
        return _page(request, hook)
    if not form.is_valid():
        return render(request, "pages/webhook.html", webhook_page(hook) | {"form": form}, status=422)
    hooks.change(hook, **form.told)
    messages.success(request, _("Saved. It holds for what is new from now on."))
    return redirect("webhook", pk=pk)


@posting("webhooks")
def test_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hook = _mine(request, pk)
    if consume(request, app="kneelog", action="test", config=TESTS):
        outbox.send_test(hook)
        messages.success(request, _("A test is on its way. Load this page again in a moment."))
    else:
        messages.error(request, _("No test was sent: there were many in the last hour. Wait a while."))
    return redirect("webhook", pk=pk)


@posting("webhooks")
def retry_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    if outbox.try_again(_mine(request, pk)):
        messages.success(request, _("What waits is sent now. Load this page again in a moment."))
    else:
        messages.info(request, _("Nothing to send: it was all tried within the last minute."))
    return redirect("webhook", pk=pk)


@posting("webhooks")
def pause_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hooks.pause(_mine(request, pk))
    messages.success(request, _("Paused."))
    return redirect("webhook", pk=pk)


@posting("webhooks")
def resume_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hooks.resume(_mine(request, pk))
    messages.success(request, _("On again. It is told of what is new from now on."))
    return redirect("webhook", pk=pk)


@reauthentication_required(allow_get=True)
@posting("webhooks")
def renew_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hook = _mine(request, pk)
    return _page(request, hook, secret=hooks.renew_secret(hook))


@require_http_methods(["GET", "POST"])
def delete_webhook(request: HttpRequest, pk: UUID) -> HttpResponse:
    hook = _mine(request, pk)
    if request.method != "POST":
        return render(request, "pages/delete_webhook.html", {"host": host_of(hook), "pk": pk})
    hooks.remove(hook)
    messages.success(request, _("Deleted. Nothing is sent there any more."))
    return redirect("webhooks")

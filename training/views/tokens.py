from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from training.forms.tokens import TokenForm
from training.logbook.writing import AlreadyLoggedError, TooManyError
from training.pages.tokens import token_row, tokens_page
from training.tokens import end, issue
from training.views.telling import tell_owner

REFUSED = {
    AlreadyLoggedError: gettext_lazy(
        "This token is made. It was shown once: if it is lost, end it and make another."
    ),
    TooManyError: gettext_lazy(
        "There are as many tokens as one person can have. End one, then make another."
    ),
}


@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    form = TokenForm(request.POST or None, runner=request.user)
    if form.is_bound and form.is_valid():
        return _made(request, form)
    context = tokens_page(request.user) | {"form": form}
    return render(request, "pages/tokens.html", context, status=422 if form.is_bound else 200)


def _made(request: HttpRequest, form: TokenForm) -> HttpResponse:
    """The one answer that shows the secret: nothing keeps it, neither here nor in a session."""
    try:
        token, secret = issue(request.user, **form.told)
    except (AlreadyLoggedError, TooManyError) as problem:
        messages.error(request, REFUSED[type(problem)])
        return redirect("tokens")
    tell_owner(request, "token_made", token_row(token, request.user.profile.now()))
    made = {"made": token, "secret": secret, "form": TokenForm(runner=request.user)}
    return render(request, "pages/tokens.html", tokens_page(request.user) | made)


@require_http_methods(["GET", "POST"])
def end_token(request: HttpRequest, pk: UUID) -> HttpResponse:
    token = get_object_or_404(request.user.access_tokens, pk=pk)
    if request.method != "POST":
        row = token_row(token, request.user.profile.now())
        return render(request, "pages/end_token.html", {"row": row})
    end(request.user, pk)
    messages.success(request, _("Ended. “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("tokens")

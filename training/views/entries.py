"""What the pages of single entries share: answers to a repeated, a stale and a deleted entry."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from training.forms.moment import EntryForm, VersionedForm
from training.logbook.undoing import delete
from training.logbook.writing import AlreadyLoggedError, StaleEditError, change
from training.models.entry import LogEntry

View = Callable[..., HttpResponse]


def posting(back: str) -> Callable[[View], View]:
    """For what only a form's button does: whoever comes by its address, after a log-in say, goes `back`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(request, *args, **kwargs) if request.method == "POST" else redirect(back)

        return answer

    return decorate


def telling_scripts(view: View) -> View:
    """A script that sends a form is told where to go on; following, it would use up what that page says."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code == 302 and request.headers.get("Accept") == "application/json":
            return JsonResponse({"url": response.headers["Location"]})
        return response

    return answer


def save_changes(form: EntryForm) -> bool:
    """Write an edited entry; where somebody was faster the form says so and nothing is lost."""
    try:
        change(form.instance, form.written_fields())
    except StaleEditError as stale:
        say_stale(form, stale)
    except AlreadyLoggedError:
        form.add_error(None, _("The same entry is already in your log."))
    return form.is_valid()


def say_stale(form: EntryForm | VersionedForm, stale: StaleEditError) -> None:
    """Tell that somebody was faster; the form, sent once more, is then meant to overwrite it."""
    form.take_version(stale.version)
    form.add_error(None, _("This was changed elsewhere since you opened it. Nothing was overwritten."))
    form.add_error(None, _("Save again to keep what stands here, or open it anew to see what changed."))


def delete_with_undo(request: HttpRequest, entry: LogEntry, said: str, back: str) -> HttpResponse:
    undo = delete(request.user, [entry])
    messages.success(request, said, extra_tags=reverse("undo", args=[undo.pk]))
    return redirect(back)

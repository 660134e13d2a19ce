"""Accounts and rulesets, and nothing of anybody's log, on Django's admin site.

An admin opens and closes accounts, and makes others admins. They set nobody's password and change nobody's
e-mail address, since either would open a log to them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.contrib.admin import AdminSite, BooleanFieldListFilter, ModelAdmin, display
from django.contrib.admin.models import LogEntry
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from training.models import ThresholdRevision, User

PAGES_OF_THE_SITE = {"index", "login", "jsi18n", "app_list", None}
PAGES_OF_A_MODEL = ("_changelist", "_change", "_history")


class AccountsSite(AdminSite):
    """Without its own log-in, passwords and look-ups; to all but admins it does not exist."""

    site_header = _("KneeLog accounts")
    site_title = _("KneeLog accounts")
    index_title = _("Accounts and rulesets")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_admin

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        inner = super().admin_view(view, cacheable)

        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return answer

    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one log-in there is."""
        return redirect_to_login(request.GET.get("next", "/"))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            pattern for pattern in super().get_urls() if getattr(pattern, "name", None) in PAGES_OF_THE_SITE
        ]


class ReadOnlyAdmin(ModelAdmin[Any]):
    """Nothing is added, removed, or done to many at once. title: above the list."""

    actions = None
    title: Any = ""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {"title": self.title, **(extra_context or {})})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_admin

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_admin

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urls() if str(pattern.name).endswith(PAGES_OF_A_MODEL)]


class AccountForm(ModelForm[User]):
    """Open or closed, admin or not; whoever does it, not to themselves."""

    class Meta:
        labels: ClassVar = {"is_active": _("Open"), "is_staff": _("Admin")}
        help_texts: ClassVar = {
            "username": "",
            "is_active": _(
                "Untick it to close the account: they are logged out and cannot log in. No log is lost."
            ),
            "is_staff": _("Sets thresholds and manages accounts; sees nobody's log."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk == self.admin.pk and not (cleaned["is_active"] and cleaned["is_staff"]):
            raise ValidationError(_("You cannot close your own account here, or stop being an admin."))
        return cleaned


class NamedFilter(BooleanFieldListFilter):
    """Called as the form calls its field."""

    def __init__(self, field: Field[Any, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(field, *args, **kwargs)
        self.title = AccountForm.Meta.labels[field.name]


class AccountAdmin(ReadOnlyAdmin):
    title = _("Accounts")
    form = AccountForm
    list_display = ("username", "is_open", "is_an_admin", "since")
    list_filter = (("is_active", NamedFilter), ("is_staff", NamedFilter))
    search_fields = ("username", "email")
    ordering = ("username",)
    fields = ("username", "email", "date_joined", "is_active", "is_staff")
    readonly_fields = ("username", "email", "date_joined")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_admin

    @display(description=_("open"), boolean=True)
    def is_open(self, account: User) -> bool:
        return account.is_active

    @display(description=_("admin"), boolean=True)
    def is_an_admin(self, account: User) -> bool:
        return account.is_staff

    @display(description=_("since"), ordering="date_joined")
    def since(self, account: User) -> date:
        return account.date_joined.date()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.admin = request.user
        return form

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        """Who did what to which account, without its name: that goes when the account goes."""
        entry = super().log_change(request, obj, message)
        LogEntry.objects.filter(pk=entry.pk).update(object_repr="account")
        return entry


class RevisionAdmin(ReadOnlyAdmin):
    title = _("Rulesets")
    list_display = ("number", "created_at", "author", "reason")
    fields = ("number", "created_at", "author", "reason", "shown_values", "silent", "shown_trials")
    ordering = ("-number",)

    @display(description=_("differs from the defaults"))
    def shown_values(self, revision: ThresholdRevision) -> str:
        return format_html("<pre>{}</pre>", json.dumps(revision.values, indent=2))

    @display(description=_("in shadow"))
    def shown_trials(self, revision: ThresholdRevision) -> str:
        return format_html("<pre>{}</pre>", json.dumps(revision.trials, indent=2))


accounts = AccountsSite(name="admin")
accounts.register(User, AccountAdmin)
accounts.register(ThresholdRevision, RevisionAdmin)

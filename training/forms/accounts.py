"""The log-in and a new account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from training.models import User


class LogInForm(LoginForm):
    """By name or address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = _("User name or address")
        # As long as an address may be; a database looks for no text of any length.
        self.fields["login"].validators.append(MaxLengthValidator(254))
        self.fields["remember"].label = _("Keep me logged in on this device")
        self.fields["remember"].help_text = _("For 90 days. Otherwise until you close the browser.")

    def user_credentials(self) -> dict[str, str]:
        """Name or address, never both: to try twice what is known would tell, by the time, that it is."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUpForm(SignupForm):
    """Refuses a name that differs from a taken one in upper and lower case alone.

    What the browser knows of its place, browser_zone and browser_units, is no field: a wrong word is none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        if settings.KNEELOG_SENDS_MAIL:
            self.fields["email"].help_text = _("To choose a new password when you forget yours.")
        else:
            del self.fields["email"]

    def save(self, request: HttpRequest) -> User:
        user = super().save(request)
        user.profile.take_place(self.data.get("browser_zone", ""), self.data.get("browser_units", ""))
        user.profile.save()
        return user


def without_placeholders(form: Form) -> None:
    """The labels say it, and go on saying it when something is typed."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)

"""The log-in, a new account, and its password: the forms of the library in our words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from training.models import User

LABELS = {
    "username": _("User name"),
    "email": _("Email address"),
    "oldpassword": _("Password now"),
    "password1": _("New password"),
    "password2": _("The same again"),
    "code": _("Six digits from the app"),
}
RULE = _("At least 12 characters. A few words in a row are easy to remember.")


class InOurWords(Form):
    """Labels that say it, and go on saying it when something is typed; and one rule for a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
        if "password1" in self.fields:
            self.fields["password1"].help_text = RULE


class LogInForm(InOurWords, LoginForm):
    """By name or address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or address")
        # As long as an address may be; a database looks for no text of any length.
        self.fields["login"].validators.append(MaxLengthValidator(254))
        self.fields["remember"].label = _("Keep me logged in on this device")
        self.fields["remember"].help_text = _("For 90 days. Otherwise until you close the browser.")

    def clean_login(self) -> str:
        """Names as they are kept, whatever way a device writes an é."""
        login: str = super().clean_login()
        return login if "@" in login else User.normalize_username(login)

    def user_credentials(self) -> dict[str, str]:
        """Name or address, never both: to try twice what is known would tell, by the time, that it is."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class SignUpForm(InOurWords, SignupForm):
    """Refuses a name that differs from a taken one in upper and lower case alone.

    What the browser knows of its place, browser_zone and browser_units, is no field: a wrong word is none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        if settings.KNEELOG_SENDS_MAIL:
            self.fields["email"].help_text = _("To choose a new password when you forget yours.")
        else:
            del self.fields["email"]

    def save(self, request: HttpRequest) -> User:
        user = super().save(request)
        user.profile.take_place(self.data.get("browser_zone", ""), self.data.get("browser_units", ""))
        user.profile.save()
        return user


class NewPasswordForm(InOurWords, ChangePasswordForm):
    pass


class LinkForm(InOurWords, ResetPasswordForm):
    pass


class LinkedPasswordForm(InOurWords, ResetPasswordKeyForm):
    pass


class AddressForm(InOurWords, AddEmailForm):
    pass


class AgainForm(InOurWords, ReauthenticateForm):
    pass


class AppForm(InOurWords, ActivateTOTPForm):
    pass

"""The forms that carry what a passkey answered, which may be anything at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.utils.translation import gettext_lazy as _


class AnyAnswer:
    """Refuses an answer that the library cannot read; it would fail."""

    data: Mapping[str, str]

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, RecursionError):
            # Not to be read once more, for the page.
            self.data = {"name": self.data.get("name", "")}
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))  # type: ignore[attr-defined]


class AddForm(AnyAnswer, forms.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name to know it by")
        self.fields["passwordless"].label = _("Log in with it alone, without a password")
        self.fields["passwordless"].help_text = _("It then asks for your fingerprint, your face or a PIN.")


class LogInForm(AnyAnswer, forms.LoginWebAuthnForm):
    pass


class AuthenticateForm(AnyAnswer, forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(AnyAnswer, forms.ReauthenticateWebAuthnForm):
    pass

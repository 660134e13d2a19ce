"""The forms that carry what a passkey answered, which may be anything at all."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms


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
    pass


class LogInForm(AnyAnswer, forms.LoginWebAuthnForm):
    pass


class AuthenticateForm(AnyAnswer, forms.AuthenticateWebAuthnForm):
    pass


class ReauthenticateForm(AnyAnswer, forms.ReauthenticateWebAuthnForm):
    pass

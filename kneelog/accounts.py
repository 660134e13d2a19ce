"""What is ours about accounts: who may open one, what counts as one guesser, and secrets kept encrypted."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kneelog.ciphers import cipher
from training.models import User
from training.pages.going_on import goes_on
from training.sharing.inviting import holds_open_link

SECOND_FACTOR = "kneelog.second-factor"
NEW_PASSWORD = tuple(f"account/email/password_{how}" for how in ("changed", "set", "reset"))

# A name with an @ could be taken for somebody else's address at the log-in.
username_validators = [
    UnicodeUsernameValidator(),
    RegexValidator("@", _("A user name has no @: that is for addresses."), inverse_match=True),
    # Once more: a sign may have become many.
    MaxLengthValidator(150),
]


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to all, to whoever comes by an open invitation's link, or to nobody."""
        if settings.KNEELOG_SIGN_UP == "invitation":
            return _is_invited(request.POST.get("next", request.GET.get("next", "")))
        return settings.KNEELOG_SIGN_UP == "open"

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """As Django keeps names: one that only looks like a taken one, in wider signs, is that one."""
        return super().clean_username(User.normalize_username(username), shallow)

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> AbstractBaseUser:
        try:
            with transaction.atomic():
                return super().save_user(request, user, form, commit)
        except IntegrityError:
            # Two at the same moment under one name: the other one has it.
            messages.error(request, _("That user name was taken a moment ago. Choose another one."))
            raise ImmediateHttpResponse(redirect("account_signup")) from None

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whoever has a new password is told what it does not end."""
        more = {"goes_on": list(goes_on(user))} if template_prefix in NEW_PASSWORD else {}
        super().send_notification_mail(template_prefix, user, {**(context or {}), **more}, email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that a proxy names, where one is trusted; else who is connected."""
        named = settings.ALLAUTH_TRUSTED_PROXY_COUNT and request.headers.get("X-Forwarded-For")
        if named or request.META.get("REMOTE_ADDR"):
            return super().get_client_ip(request)
        return "127.0.0.1"  # over a socket in the file system, which has no addresses

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One guesser is one account from one address, so that nobody locks out somebody else."""
        login = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{login}:{self.get_client_ip(request)}"


def _is_invited(wanted: str) -> bool:
    """Whether the address somebody came for is the link of an open invitation."""
    try:
        match = resolve(wanted)
    except Resolver404:
        return False
    return match.url_name == "invitation-link" and holds_open_link(**match.kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps what the app on the phone shares with us encrypted: a copy of the database opens no account."""

    def encrypt(self, text: str) -> str:
        return cipher(SECOND_FACTOR).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher(SECOND_FACTOR).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, kind: str) -> str:
        """What the field is filled with; the runner may write another name."""
        return gettext("My passkey")

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

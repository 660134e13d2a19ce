"""The log-in."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class LogInForm(AuthenticationForm):
    remember = forms.BooleanField(label=_("Keep me logged in on this device"), required=False)

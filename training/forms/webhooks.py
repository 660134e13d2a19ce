"""A webhook: where messages go, from which severity on, and what they say."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.engine.rule import Severity
from training.forms.layouts import webhook_helper
from training.models import User, Webhook
from training.webhooks.targets import (
    LONGEST_URL,
    BadUrlError,
    ForbiddenTargetError,
    refuse_forbidden,
    target_of,
    written_in,
)

LEAST = [
    (int(Severity.NOTICE), _("Every new warning")),
    (int(Severity.CAUTION), _("Those that ask to change something today, and graver ones")),
    (int(Severity.SPECIALIST), _("Only those that ask to see somebody")),
]
BARE, TEXT = "bare", "text"
TELLS = [
    (BARE, _("That there is one, and how grave it is")),
    (TEXT, _("The whole warning, with its text and numbers")),
]


class WebhookOptionsForm(forms.Form):
    """What it is told."""

    least = forms.TypedChoiceField(
        label=_("Which warnings"),
        choices=LEAST,
        coerce=int,
        widget=forms.RadioSelect,
        initial=Severity.CAUTION,
    )
    tells = forms.ChoiceField(
        label=_("How much it is told"),
        choices=TELLS,
        widget=forms.RadioSelect,
        initial=BARE,
        help_text=_("A whole warning holds health data. Send it only to a program you trust with that."),
    )

    def __init__(self, *args: Any, hook: Webhook | None = None, **kwargs: Any) -> None:
        if hook:
            kwargs["initial"] = {"least": hook.least, "tells": TEXT if hook.with_text else BARE}
        super().__init__(*args, **kwargs)
        self.helper = webhook_helper(save=_("Save"))

    @property
    def told(self) -> dict[str, Any]:
        return {"least": self.cleaned_data["least"], "with_text": self.cleaned_data["tells"] == TEXT}


class WebhookForm(WebhookOptionsForm):
    """A new one. entry_id: so that a form sent twice adds one."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput)
    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_URL,
        help_text=_("Where the other program takes messages, such as https://example.org/hook."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Give the address at which the other program takes messages.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"entry_id": uuid4()}, **kwargs})
        self.helper = webhook_helper("url", save=_("Add it"))

    def clean_url(self) -> str:
        try:
            target = target_of(self.cleaned_data["url"])
        except BadUrlError:
            raise ValidationError(
                _("Write the whole address, like https://example.org/hook, without a password or a #.")
            ) from None
        if target.scheme != "https" and not settings.KNEELOG_WEBHOOKS_TO.named:
            raise ValidationError(_("It must begin with https://, so that nobody on the way reads along."))
        try:
            refuse_forbidden(target, written_in(target), settings.KNEELOG_WEBHOOKS_TO)
        except ForbiddenTargetError:
            raise ValidationError(
                _(
                    "This address lies where KneeLog may send nothing, such as within a private network. Give"
                    " another, or ask whoever runs this KneeLog to allow it."
                )
            ) from None
        return self.cleaned_data["url"]

    def clean(self) -> None:
        if not settings.KNEELOG_WEBHOOKS_TO.any:
            raise ValidationError(_("Whoever runs this KneeLog has switched webhooks off."))

    def hook(self, runner: User) -> Webhook:
        """The webhook of a valid form, not yet added."""
        data = self.cleaned_data
        return Webhook(pk=data["entry_id"], runner=runner, url=data["url"], **self.told)

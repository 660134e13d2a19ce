"""Inviting somebody, and what a runner shares until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from training.forms.fields import WordSet, day_field
from training.forms.layouts import sharing_helper
from training.forms.moment import VersionedForm
from training.models import Grant, Invitation, User
from training.models.choices import Category

USUAL_DAYS = 91
LONGEST_DAYS = 5 * 366
SHARED = ("categories", "until", "may_set")


class SharedForm(forms.Form):
    """What is shared, and the last day of it on the runner's clock. Nothing is ticked beforehand."""

    categories = WordSet(label=_("What they see"), choices=Category.choices)
    until = day_field(
        _("Until, that day included"),
        required=False,
        help_text=_("Leave it empty to share until one of you ends it. Either of you can, at any time."),
    )

    may_set = forms.BooleanField(
        label=_("They may set my thresholds"),
        required=False,
        help_text=_(
            "Then they decide, within bounds, from which number on a warning speaks to you: of the parts you"
            " share, and never of a warning that asks to see a professional. You read each number, who set"
            " it and why, and can end it at any time."
        ),
    )

    def __init__(self, *args: Any, runner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = runner.profile.today()
        self.initial.setdefault("until", self.today + timedelta(days=USUAL_DAYS))

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until and until < self.today:
            raise ValidationError(_("This day is past: today or later, please."))
        if until and until > self.today + timedelta(days=LONGEST_DAYS):
            raise ValidationError(_("At most five years ahead. It can be prolonged later."))
        return until

    @property
    def shared(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in SHARED}


class AcceptForm(SharedForm):
    """A runner's answer to a coach."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = sharing_helper(*SHARED, save=_("Share this"))


class GrantForm(VersionedForm, SharedForm):
    """Another choice for a grant that stands."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        seen = {name: getattr(grant, name) for name in (*SHARED, "version")}
        seen["categories"] = sorted(grant.categories)
        super().__init__(*args, runner=grant.runner, initial=seen, **kwargs)
        self.helper = sharing_helper(*SHARED, save=_("Save what is shared"))


class NameForm(forms.Form):
    """Whom to invite: a user name, or nobody in particular for a link."""

    entry_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(
        label=_("Their user name"),
        required=False,
        max_length=150,
        help_text=_("Leave it empty to get a link instead, which you send them yourself."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, inviter: User, **kwargs: Any) -> None:
        self.inviter = inviter
        self.invitation = Invitation(inviter=inviter, asks=Invitation.Asks.TO_COACH)
        super().__init__(*args, **{"initial": {"entry_id": self.invitation.pk}, **kwargs})
        self.helper = sharing_helper("name", save=_("Invite"))

    def clean_name(self) -> str:
        """As everybody may type it: upper and lower case are one, since names that differ so are refused."""
        name = User.normalize_username(self.cleaned_data["name"]).lower()
        if name == self.inviter.username.lower():
            raise ValidationError(_("That is your own name."))
        if name and any(name == known.lower() for known in self._known()):
            raise ValidationError(_("You two already share a log. See the list."))
        return name

    def _known(self) -> list[str]:
        """Names the inviter sees anyway: those whose log they see."""
        standing = self.inviter.coachings.filter(state=Grant.State.GRANTED)
        return [g.runner.username for g in standing.select_related("runner__profile") if _holds(g)]

    def asked(self) -> Invitation:
        """The invitation of a valid form, not yet sent."""
        self.invitation.pk = self.cleaned_data["entry_id"] or self.invitation.pk
        self.invitation.name = self.cleaned_data["name"]
        return self.invitation


class InviteCoachForm(NameForm, SharedForm):
    """A runner invites a coach: the name, and what they would see."""

    def __init__(self, *args: Any, inviter: User, **kwargs: Any) -> None:
        super().__init__(*args, inviter=inviter, runner=inviter, **kwargs)
        self.helper = sharing_helper("name", *SHARED, save=_("Invite"))

    def _known(self) -> list[str]:
        standing = self.inviter.grants.filter(state=Grant.State.GRANTED).select_related("coach")
        return [g.coach.username for g in standing if g.holds_on(self.today)]

    def asked(self) -> Invitation:
        invitation = super().asked()
        invitation.asks = Invitation.Asks.TO_BE_COACHED
        for name, value in self.shared.items():
            setattr(invitation, name, value)
        return invitation


def _holds(grant: Grant) -> bool:
    return grant.holds_on(grant.runner.profile.today())

"""How each form is laid out. A pinned button stays where a thumb is, on a phone."""

from __future__ import annotations

from typing import Any

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Field, Fieldset, Layout, Row, Submit
from django.forms import BaseForm
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from training.units import Units

MOMENT = ("day", "time")


class Fold(Fieldset):
    """Fields folded away until one of them has something to say: a value, or an error."""

    template = "%s/layout/more.html"
    is_open = False

    def render(self, form: BaseForm, context: Any, *args: Any, **kwargs: Any) -> str:
        names = [pointer.name for pointer in self.get_field_names()]
        self.is_open = any(name in form.errors or _is_said(form, name) for name in names)
        return super().render(form, context, *args, **kwargs)


class EmergencyFold(Fold):
    template = "%s/layout/emergency.html"


def run_helper(form: BaseForm, units: Units, *, is_new: bool) -> FormHelper:
    focus = {"autofocus": "autofocus"} if is_new and not form.is_bound else {}
    return _helper(
        AppendedText("distance_m", units, css_class="input-big", **focus),
        HTML('{% include "pages/log_run/last_distances.html" %}'),
        _pair(*MOMENT),
        *_rest_of_a_run(),
        pinned=_("Save run"),
    )


def offline_run_helper() -> FormHelper:
    """Without a server to say what is missing, the browser does."""
    distance = Field("distance_m", css_class="input-big", autofocus="autofocus")
    rest = _rest_of_a_run()
    return _offline(_helper(distance, "units", _pair(*MOMENT), *rest, pinned=_("Save run")))


def offline_check_in_helper() -> FormHelper:
    return _offline(check_in_helper())


def _offline(helper: FormHelper) -> FormHelper:
    helper.attrs = {}
    helper.disable_csrf = True
    return helper


def _rest_of_a_run() -> list[Any]:
    more = ("duration_s", "session", "terrain", "rpe", "cool_down", "trigger", "notes")
    return ["shoe", "surface", "warm_up", Fold(_("Duration, effort, terrain, notes"), *more)]


def check_in_helper() -> FormHelper:
    return _helper(
        "side",
        "score",
        "moment",
        Fold(_("How it feels, and other signs"), "feel", "signs", data_when="score"),
        EmergencyFold(_("Signs that need help now"), _rows("emergency"), data_when="score"),
        Fold(_("Another day or time, notes"), _pair(*MOMENT), "notes"),
        pinned=_("Save check-in"),
    )


def shoe_helper() -> FormHelper:
    hint = HTML('{% include "pages/shoes/limits_hint.html" %}')
    return _helper(
        "name",
        "support",
        Row("started_on", "start_distance_m"),
        Fold(_("Its own limits"), hint, Row("notice_at_m", "replace_at_m"), "limit_reason"),
        pinned=_("Save shoe"),
    )


def retire_helper() -> FormHelper:
    return _helper("retired_on", "successor", "new_name", pinned=_("Retire this pair"))


def care_helper() -> FormHelper:
    return _helper("kind", _pair("on", "minutes"), save=_("Save"), action="care")


def rest_helper() -> FormHelper:
    return _helper(_pair("first", "last"), save=_("Save rest days"), action="rest-days")


def session_helper() -> FormHelper:
    return _helper("on", save=_("It was done on that day"), action="ladder-done")


def clearance_helper() -> FormHelper:
    return _helper("side", "on", save=_("A clinician cleared me"), action="ladder-cleared")


def profile_helper(body: list[str]) -> FormHelper:
    return _helper(
        Fieldset(_("Units and time"), "units", "time_zone"),
        Fieldset(_("Your feet"), "foot_type"),
        Fieldset(
            _("What is known about your legs"), HTML('{% include "pages/settings/body_hint.html" %}'), *body
        ),
        save=_("Save settings"),
        action="settings",
    )


def mail_helper(weekly: list[str]) -> FormHelper:
    numbers, quiet = (HTML(f'{{% include "pages/mail/{name}_hint.html" %}}') for name in ("numbers", "quiet"))
    return _helper(
        Fieldset(_("Once a week"), *weekly, _pair("weekday", "hour")),
        Fieldset(_("In between"), "news", "morning", "morning_hour"),
        Fieldset(_("What stands in them"), numbers, "values", "coach_values"),
        Fieldset(_("Quiet hours"), quiet, _pair("quiet_from", "quiet_until")),
        save=_("Save"),
    )


def injury_helper() -> FormHelper:
    return _helper("side", "month", save=_("Add this injury"), action="new-injury")


def sharing_helper(*fields: str, save: Any) -> FormHelper:
    return _helper(*(_rows(name) if name == "categories" else name for name in fields), save=save)


def note_helper(*fields: str, save: Any) -> FormHelper:
    return _helper(*fields, save=save)


def plan_helper(units: Units) -> FormHelper:
    """What matters most first: with less, the answer is there already."""
    helper = _helper(
        AppendedText("distance", units, css_class="input-big"),
        HTML('{% include "pages/plan/distances.html" %}'),
        _pair("day", "session"),
        "shoe",
        _pair("surface", "terrain"),
        save=_("Can I run this?"),
    )
    return _live(helper)


def week_helper() -> FormHelper:
    return _live(_helper("week", "day", save=_("Check this week")))


def _live(helper: FormHelper) -> FormHelper:
    """Answered at every change, where the browser runs scripts; old values never come back by themselves."""
    helper.form_id = "plan"
    helper.attrs |= {"data-plan": "", "autocomplete": "off"}
    return helper


def team_helper(*fields: str, save: Any) -> FormHelper:
    return _helper(*fields, save=save)


def threshold_helper(form: BaseForm) -> FormHelper:
    """The numbers first, then what becomes of the rule, then the logs it is tried on."""
    numbers = [name for name in form.fields if name.startswith("limit_")]
    return _helper(
        *([Fieldset(_("Numbers"), *numbers, css_class="limits")] if numbers else []),
        *([Field("state", wrapper_class="choice-rows")] if "state" in form.fields else []),
        *(["trial_days"] if "trial_days" in form.fields else []),
        "days",
        pinned=_("Try it on the logs"),
    )


def override_helper(form: BaseForm) -> FormHelper:
    """The numbers, and why."""
    numbers = [name for name in form.fields if name.startswith("limit_")]
    return _helper(Fieldset(_("Numbers"), *numbers, css_class="limits"), "reason", pinned=_("Set it"))


def reason_helper(save: Any) -> FormHelper:
    helper = _helper("reason", pinned=save)
    helper.form_id = "decide"
    return helper


def report_helper() -> FormHelper:
    helper = _helper("sides", "notes", save=_("Show this"))
    helper.form_method = "get"
    return helper


def report_link_helper() -> FormHelper:
    return _helper("days", save=_("Make a link"), action="make-report-link")


def token_helper() -> FormHelper:
    until = Field("until", wrapper_class="another-day")
    return _helper("name", _rows("scopes"), "lasts", until, save=_("Make a token"), action="tokens")


def webhook_helper(*fields: str, save: Any) -> FormHelper:
    return _helper(*fields, _rows("least"), _rows("tells"), save=save)


def _helper(*fields: Any, pinned: Any = None, save: Any = None, action: str = "") -> FormHelper:
    """A form checked by the server; the page sums its errors up, above everything else.

    fields: those that are seen; hidden ones are always sent along.
    """
    buttons = [ButtonHolder(Submit("save", save, css_id=f"save-{action}"))] if save else []
    helper = FormHelper()
    helper.layout = Layout(*fields, *buttons)
    helper.form_show_errors = False
    helper.render_hidden_fields = True
    helper.attrs = {"novalidate": ""}
    if action:
        helper.form_action = reverse(action)
    if pinned:
        helper.add_input(Submit("save", pinned))
    return helper


def _pair(first: str, second: str) -> Row:
    """Two short fields side by side, on a phone too."""
    return Row(first, second, css_class="field-pair")


def _rows(name: str) -> Field:
    """Choices with long words, one below the other."""
    return Field(name, wrapper_class="choice-rows")


def _is_said(form: BaseForm, name: str) -> bool:
    """Whether the runner gave this value; a day and a time are always there."""
    return name not in MOMENT and form[name].value() not in (None, "", [], frozenset())

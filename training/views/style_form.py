from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Row, Submit
from django import forms

from training.forms.fields import ScoreButtons
from training.forms.layouts import Fold


class SampleForm(forms.Form):
    """One field of each kind, never saved."""

    distance = forms.DecimalField(min_value=0.01, help_text="As your watch says.")
    duration = forms.CharField(required=False, help_text="mm:ss or h:mm:ss")
    shoe = forms.ChoiceField(choices=[("ghost", "Ghost 15"), ("kinvara", "Kinvara 14")], required=False)
    score = forms.ChoiceField(
        label="Left knee now", choices=[(n, str(n)) for n in range(11)], widget=ScoreButtons, required=False
    )
    feel = forms.ChoiceField(
        choices=[("tight", "Tight"), ("full", "Full"), ("dull", "Dull"), ("sharp", "Sharp")],
        widget=forms.RadioSelect,
        required=False,
    )
    signs = forms.MultipleChoiceField(
        choices=[("bend", "Cannot fully bend"), ("way", "Gives way"), ("clicks", "Pops or clicks")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    surface = forms.ChoiceField(choices=[("road", "Road"), ("trail", "Trail")], widget=forms.RadioSelect)
    warm_up = forms.BooleanField(label="Warmed up", required=False)
    notes = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)

    helper = FormHelper()
    helper.attrs = {"novalidate": ""}
    helper.layout = Layout(
        AppendedText("distance", "mi", css_class="input-big", inputmode="decimal"),
        Row("duration", "shoe"),
        Field("score"),
        Div("feel", "signs", css_class="group", data_when="score"),
        "surface",
        Fold("More about this run", "warm_up", "notes"),
    )
    helper.add_input(Submit("save", "Save run"))

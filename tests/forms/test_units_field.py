"""A form says in which units it was shown, and counts in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.forms.fields import DistanceField, UnitsForm
from training.models.bounds import MAX_SHOE_M

UNITS = st.sampled_from(["km", "mi"])


class Walk(UnitsForm):
    distance = DistanceField(high_m=MAX_SHOE_M)


def walk(chosen: str, *args, **kwargs) -> Walk:
    form = Walk(*args, **kwargs)
    form.units = form.count_in(chosen)
    return form


@given(metres=st.integers(1, MAX_SHOE_M), shown=UNITS, chosen=UNITS)
def test_what_is_shown_reads_back_as_the_same_metres_whatever_was_chosen_since(metres, shown, chosen):
    opened = walk(shown, initial={"distance": metres})
    form = walk(chosen, {field.name: field.value() for field in opened})
    assert form.is_valid(), form.errors
    assert (form.units, form.cleaned_data["distance"]) == (shown, metres)


@pytest.mark.parametrize("said", [{}, {"units": ""}, {"units": "leagues"}, {"units": "MI"}])
def test_units_there_are_none_of_are_those_of_the_reader_and_the_form_says_so(said):
    form = walk("mi", {"distance": "5", **said})
    assert form.is_valid(), form.errors
    assert (form.units, form.cleaned_data["distance"]) == ("mi", 8_047)
    assert 'value="mi"' in str(form["units"])
    assert walk("mi", initial=said).units == "mi"


def test_an_error_names_the_bound_in_the_units_that_were_shown():
    form = walk("mi", {"units": "km", "distance": "10001"})
    assert form.errors == {"distance": ["At most 10\u202f000 km."]}

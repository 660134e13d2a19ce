import json
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from training.views.style_form import SampleForm

SAMPLE = json.loads(Path(__file__).with_name("style_sample.json").read_text(encoding="utf-8"))


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """Every component with invented data, in the shapes it asks for."""
    form = SampleForm({"distance": "0", "duration": "42:10", "score": "3", "feel": "tight"})
    sample = SAMPLE | {"page": Paginator(range(60), 20).page(2)}
    return render(request, "pages/style.html", {"sample": sample, "form": form})

"""The reference of the API: the whole description, and no link that leads nowhere."""

from __future__ import annotations

import re

from django.urls import reverse

from training.api.problems import KINDS
from training.api.site import api
from training.pages.reference import reference_page


def page(client) -> str:
    answer = client.get(reverse("api"))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_operation_is_told_with_its_call_and_its_answer():
    told = reference_page(api.get_openapi_schema(), "https://run.example", burst=120, per_hour=1_200)
    shown = [operation for group in told["groups"] for operation in group["operations"]]
    described = [
        operation["operationId"]
        for operations in api.get_openapi_schema()["paths"].values()
        for operation in operations.values()
    ]
    assert sorted(operation["anchor"] for operation in shown) == sorted(described)
    assert {bool(operation["answer_fields"]) for operation in shown} == {True}
    (change,) = [operation for operation in shown if operation["anchor"] == "change_care_entry"]
    assert change["request"] == (
        "curl -X PATCH https://run.example/api/v1/care/{id} \\\n"
        '  -H "Authorization: Bearer $TOKEN" \\\n'
        "  -H 'If-Match: \"1\"' \\\n"
        "  -H 'Content-Type: application/json' \\\n"
        "  -d '{\n  \"minutes\": 15\n}'"
    )


def test_every_link_on_the_page_leads_somewhere(client):
    text = page(client)
    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) - anchors == set()


def test_every_problem_leads_to_its_paragraph(client):
    text = page(client)
    assert [kind.slug for kind in KINDS if f'id="problem-{kind.slug}"' not in text] == []


def test_it_is_for_everybody(client):
    assert "Your log, from your own programs" in page(client)
    assert client.get("/api/v1/openapi.json").json() == api.get_openapi_schema()

"""None of these tests may touch the database: a page that says what went wrong must not need it."""

import pytest
from django.http import HttpResponse
from django.test import Client

from kneelog.csp import ContentSecurityPolicyMiddleware

pytestmark = pytest.mark.urls("tests.shell.urls")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def get(path):
    answer = Client(raise_request_exception=False).get(path)
    if answer.streaming:  # read to the end, which closes the file
        list(answer)
    return answer


ANSWERS = [
    ("/fine/", 200),
    ("/bad/", 400),
    ("/forbidden/", 403),
    ("/no-such-page/", 404),
    ("/crash/1/", 500),
    ("/static/plotly/plotly.min.js", 200),
]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_policies(path, status):
    answer = get(path)
    assert answer.status_code == status
    assert answer["Content-Security-Policy"] == POLICY
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Permissions-Policy"].startswith("camera=(), geolocation=()")


@pytest.mark.parametrize(("path", "status"), ANSWERS[:-1])
def test_pages_are_stored_nowhere(path, status):
    assert get(path)["Cache-Control"] == "no-store"


def test_static_files_are_cached():
    answer = get("/static/plotly/plotly.min.js")
    assert answer["Cache-Control"] == "max-age=60, public"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(("path", "status"), ANSWERS[1:-1])
def test_error_pages_are_pages(path, status):
    text = get(path).content.decode()
    assert "<title>" in text
    assert "KneeLog" in text
    assert "</html>" in text


def test_a_policy_of_the_view_wins(rf):
    answer = ContentSecurityPolicyMiddleware(
        lambda request: HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    )(rf.get("/"))
    assert answer["Content-Security-Policy"] == "sandbox"

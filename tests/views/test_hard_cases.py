"""Requests no browser sends by itself, and the same form sent many times at once."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from kneelog.wsgi import application

pytestmark = pytest.mark.django_db
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


def ask(method: str, path: str, kind: str, body: bytes = b"username=anna"):
    return Client(raise_request_exception=False).generic(method, path, body, content_type=kind)


@pytest.mark.parametrize("charset", ["utf-7", "idna", "zlib", "undefined", "utf-16", "rot13"])
@pytest.mark.parametrize("kind", [FORM, PARTS])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_in_another_code_is_refused_with_a_page(charset, kind, method, caplog):
    answer = ask(method, "/login/", f"{kind}; charset={charset}")
    assert answer.status_code == 400
    assert "That request could not be read." in answer.text
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("charset", ["idna", "zlib", "undefined"])
def test_so_is_one_whose_address_cannot_be_read_in_that_code(charset):
    request = RequestFactory().generic("POST", "/login/?next=%2f%e4", content_type=FORM)
    statuses = []
    answer = application(
        request.environ | {"CONTENT_TYPE": f"{FORM}; charset={charset}"},
        lambda status, headers: statuses.append(status),
    )
    assert "That request could not be read." in b"".join(answer).decode()
    assert statuses == ["400 Bad Request"]


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", "us-ascii", "made-up"])
def test_a_usual_code_is_read(charset):
    answer = ask("POST", "/login/", f"{FORM}; charset={charset}")
    assert answer.context["form"]["username"].value() == "anna"


@pytest.mark.parametrize(("path", "status"), [("/login/", 400), ("/no-such-page/", 404)])
def test_too_many_fields_are_answered_with_a_page(path, status):
    answer = ask("POST", path, FORM, b"&".join(b"f%d=1" % n for n in range(2_000)))
    assert answer.status_code == status
    assert "<title>" in answer.text

"""Without a database, or room on the disk, a page says so, and what to do."""

from __future__ import annotations

import errno
import re

import psycopg
import pytest
from django.db.utils import IntegrityError, InterfaceError, OperationalError
from django.test import Client

from kneelog.errors import status_of

pytestmark = pytest.mark.urls("tests.shell.urls")


def caused(problem: Exception, cause: Exception) -> Exception:
    problem.__cause__ = cause
    return problem


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (None, 500),
        (ValueError("database or disk is full"), 500),
        (IntegrityError("run_once"), 500),
        (FileNotFoundError(errno.ENOENT, "no such file"), 500),
        (OSError(errno.ENOSPC, "no space"), 507),
        (OSError(errno.EDQUOT, "quota"), 507),
        (OperationalError("database or disk is full"), 507),
        (caused(OperationalError("x"), psycopg.errors.DiskFull("x")), 507),
        (caused(OperationalError("x"), psycopg.errors.AdminShutdown("x")), 503),
        (OperationalError("database is locked"), 503),
        (InterfaceError("connection already closed"), 503),
    ],
)
def test_what_a_runner_can_do_something_about_is_told_apart(problem, status):
    assert status_of(problem) == status


@pytest.mark.parametrize(
    ("path", "status", "headline", "retry"),
    [
        ("/away/", 503, "KneeLog cannot reach its data right now.", "10"),
        ("/full/", 507, "There is no room left on this server.", None),
    ],
)
def test_its_page_says_so_and_names_nothing_inside(path, status, headline, retry):
    answer = Client(raise_request_exception=False).get(path)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (status, retry)
    assert headline in answer.text
    assert "is still in your log" in answer.text
    assert "OperationalError" not in answer.text


def links(answer) -> list[tuple[str, str]]:
    return re.findall(r'<a class="button[^"]*" href="([^"]*)">([^<]*)</a>', answer.text)


def test_what_was_asked_for_can_be_asked_for_again():
    browser = Client(raise_request_exception=False)
    today = ("/", "Go to Today")
    asked = ["/away/", "/away/?side=left&q=%22%3E"]
    assert [links(browser.get(path)) for path in asked] == [
        [("/away/", "Try again"), today],
        [("/away/?side=left&amp;q=%22%3E", "Try again"), today],
    ]
    assert links(browser.post("/away/")) == [today]
    assert links(browser.get("/full/")) == [today]

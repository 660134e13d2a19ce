"""The matrix notices a link of a report that opens too much, too long, or unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tests.access import matrix
from tests.access.world import World
from training import access
from training.models import ReportLink, User
from training.models.report_link import LONGEST
from training.sharing import report_links
from training.views import report as report_views

pytestmark = pytest.mark.django_db
READ = {"shared-report"}


@pytest.fixture
def world():
    return World()


def link_without(patch, *conditions):
    """The gate's query with these conditions left out."""
    now = timezone.now()
    alive = {
        "ended_at": None, "expires_at__gt": now, "created_at__gt": now - LONGEST,
        "runner__is_active": True, "runner__leaves_at": None,
    }  # fmt: skip
    kept = {name: value for name, value in alive.items() if name not in conditions}

    def through_link(secret):
        found = ReportLink.objects.filter(token_hash=ReportLink.hash_of(secret), **kept).first()
        return access.report_of(found.runner, found.sides, notes=found.notes, link=found) if found else None

    patch.setattr(report_views, "through_link", through_link)


def ended_link_kept(patch):
    link_without(patch, "ended_at")


def expired_link_kept(patch):
    link_without(patch, "expires_at__gt")


def link_older_than_any_kept(patch):
    link_without(patch, "created_at__gt")


def closed_account_kept(patch):
    link_without(patch, "runner__is_active")


def leaving_account_kept(patch):
    link_without(patch, "runner__leaves_at")


def hash_for_the_secret(patch):
    """Whoever reads the table could open every link."""
    patch.setattr(ReportLink, "hash_of", staticmethod(lambda secret: ReportLink.objects.first().token_hash))


def notes_without_a_tick(patch):
    def through_link(secret):
        seen = access.through_link(secret)
        return replace(seen, categories=access.EVERYTHING) if seen else None

    patch.setattr(report_views, "through_link", through_link)


def openings_not_written(patch):
    patch.setattr(report_views, "looked", lambda sights, page: None)


def refusal_tells(patch):
    def opened(secret, page):
        found = get_object_or_404(ReportLink, token_hash=ReportLink.hash_of(secret))
        return access.report_of(found.runner, found.sides, notes=False, link=found)

    patch.setattr(report_views, "_opened", opened)


def anybody_ends_a_link(patch):
    def end_link(runner, pk):
        link = ReportLink.objects.filter(pk=pk).first()
        report_links.end_link(link.runner if link else runner, pk)

    patch.setattr(report_views, "end_link", end_link)


def report_of_somebody_else(patch):
    def report_of(runner, sides, notes):
        return access.report_of(User.objects.get(username="anna"), sides, notes=notes)

    patch.setattr(report_views, "report_of", report_of)


FLAWS = {
    ended_link_kept: READ,
    expired_link_kept: READ,
    link_older_than_any_kept: READ,
    closed_account_kept: READ,
    leaving_account_kept: READ,
    hash_for_the_secret: READ,
    notes_without_a_tick: READ,
    openings_not_written: READ,
    refusal_tells: READ,
    anybody_ends_a_link: {"end-report-link"},
    report_of_somebody_else: {"report"},
}


@pytest.mark.parametrize("flaw", FLAWS, ids=lambda flaw: flaw.__name__)
def test_each_flaw_is_caught(world, monkeypatch, flaw):
    flaw(monkeypatch)
    assert next(matrix.every_complaint(world, FLAWS[flaw]), "nothing") != "nothing"


def test_without_a_flaw_nothing_is_complained_of(world):
    assert matrix.complaints(world, READ | {"end-report-link", "report"}) == []

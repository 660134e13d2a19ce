"""Addresses that stand in no table, and names in a table that are in no resolver."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.addresses import EVERY_NAME
from tests.views.test_admin_access import BUTTONS, PAGES, PREVIEWS

# Who reaches these, and what an admin finds there: tests/views/test_admin_access.py.
OF_ADMINS = {*PAGES, *BUTTONS, *PREVIEWS, "admin"}


def unlisted() -> set[str]:
    """Names of the resolver that stand in no table, and names in a table that are in no resolver."""
    return set(names_in(get_resolver().url_patterns)) ^ (EVERY_NAME | OF_ADMINS)


def names_in(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """Every name, however deep, those of the API with their namespace; the admin's site by its own alone."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif pattern.app_name == "ninja":
            yield from (f"{pattern.namespace}:{name}" for name in names_in(pattern.url_patterns))
        elif pattern.app_name:
            yield pattern.app_name
        else:
            yield from names_in(pattern.url_patterns)

"""Every page that somebody can click their way to, and every form on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html
from lxml.html import HtmlElement

# Streams a whole log each time.
NOT_FOLLOWED = ("/static/",)
MOST_ALIKE = 3


@dataclass(frozen=True)
class Form:
    """Where it goes, and its fields with what stands in them."""

    page: str
    method: str
    action: str
    fields: tuple[tuple[str, str], ...] = field(default=())


def walk(client: Client, start: str = "/") -> dict[str, HtmlElement]:
    """Address -> page, each kind of address a few times."""
    found: dict[str, HtmlElement] = {}
    seen, alike, waiting = {start}, {}, deque([start])
    while waiting:
        path = waiting.popleft()
        answer = client.get(path, follow=True)
        assert answer.status_code < 500, path
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = found[path] = html.document_fromstring(answer.content)
        for link in links(page, answer.request["PATH_INFO"]):
            kind = kind_of(link)
            if link not in seen and alike.get(kind, 0) < MOST_ALIKE:
                seen.add(link)
                alike[kind] = alike.get(kind, 0) + 1
                waiting.append(link)
    return found


def links(page: HtmlElement, base: str) -> Iterator[str]:
    for target in page.xpath("//a/@href"):
        parts = urlsplit(urljoin(base, target))
        if not parts.netloc and not parts.path.startswith(NOT_FOLLOWED):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(link: str) -> str:
    """The address without ids, days and queries."""
    path = urlsplit(link).path
    return "/".join("*" if any(sign.isdigit() for sign in part) else part for part in path.split("/"))


def addresses(client: Client) -> list[str]:
    """One address of each kind of page, without its query."""
    return list({kind_of(path): path.partition("?")[0] for path in walk(client)}.values())


def forms(pages: dict[str, HtmlElement]) -> list[Form]:
    """Each form once, by where it goes and what it asks; log-out excepted."""
    found: dict[tuple[str, ...], Form] = {}
    for path, page in pages.items():
        for form in page.forms:
            action = urljoin(path, form.action or path)
            asked = tuple((name, value or "") for name, value in form.form_values())
            names = {name for name in form.fields if name and name != "csrfmiddlewaretoken"}
            key = (form.method, kind_of(action), *sorted(names))
            if not action.endswith("/logout/"):
                values = dict(asked)
                fields = tuple((name, values.get(name, "")) for name in sorted(names))
                found.setdefault(key, Form(path, form.method, action, fields))
    return list(found.values())

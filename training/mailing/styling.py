"""Styles put where mail programs look for them: into each element, from our own colours.

`static/css/mail.css` says how a mail looks, in the words of `tokens.css`. Mail programs know no variables and
fetch no style sheets, so each class becomes a style attribute in the light colours; the few that change in
the dark stand once more in the head, for the programs that read it.
"""

from __future__ import annotations

import re
from functools import cache

from django.conf import settings

RULE = re.compile(r"\.([\w-]+) \{(.*?)\}", re.DOTALL)
TOKEN = re.compile(r"--([\w-]+): ([^;]+);")
NAMED = re.compile(r'class="([\w -]+)"')
DARK = "@media screen and (prefers-color-scheme: dark)"
IN_THE_HEAD = "<!-- styles -->"

Rules = dict[str, dict[str, str]]


def with_styles(html: str) -> str:
    """The page with a style attribute on each element that has a class, and the dark colours in its head."""
    light, dark = _styles()
    styled = NAMED.sub(lambda found: f'{found[0]} style="{_joined(found[1], light)}"', html)
    return styled.replace(IN_THE_HEAD, f"<style>{dark}</style>")


def _joined(names: str, rules: Rules) -> str:
    said: dict[str, str] = {}
    for name in names.split():
        said |= rules[name]
    return "; ".join(f"{key}: {value}" for key, value in said.items())


@cache
def _styles() -> tuple[Rules, str]:
    """The rules in light colours by class, and what differs in the dark as text of a style sheet."""
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    rules = (settings.BASE_DIR / "static" / "css" / "mail.css").read_text(encoding="utf-8")
    by_day, _, by_night = tokens.partition(DARK)
    light = dict(TOKEN.findall(by_day))
    night = light | dict(TOKEN.findall(by_night))
    day, dark = _rules(rules, light), _rules(rules, night)
    changed = {
        name: {key: value for key, value in said.items() if day[name][key] != value}
        for name, said in dark.items()
    }
    text = "".join(
        f".{name} {{ {'; '.join(f'{key}: {value} !important' for key, value in said.items())} }}"
        for name, said in changed.items()
        if said
    )
    return day, f"@media (prefers-color-scheme: dark) {{ {text} }}"


def _rules(text: str, tokens: dict[str, str]) -> Rules:
    resolved = re.sub(r"var\(--([\w-]+)\)", lambda found: tokens[found[1]].replace('"', "'"), text)
    return {
        name: dict(_declaration(line) for line in body.split(";") if line.strip())
        for name, body in RULE.findall(resolved)
    }


def _declaration(line: str) -> tuple[str, str]:
    key, _, value = line.strip().partition(": ")
    return key, value

"""What a JSON schema says, in words and as an example: for people who read the reference."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

Object = dict[str, Any]


class Reader:
    """Reads the schemas of one description, following their references."""

    def __init__(self, schemas: Object) -> None:
        self.schemas = schemas

    def whole(self, schema: Object) -> Object:
        """The schema itself, whatever refers to it; without null, if something else is possible."""
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif "allOf" in schema:
                schema = {**schema["allOf"][0], **{k: v for k, v in schema.items() if k != "allOf"}}
            elif "anyOf" in schema:
                (kind, *_others) = [kind for kind in schema["anyOf"] if kind != {"type": "null"}]
                schema = {**kind, **{k: v for k, v in schema.items() if k != "anyOf"}}
            else:
                return schema

    def fields(self, schema: Object) -> list[Object]:
        """What an object holds, in order."""
        found = self.whole(schema)
        required = found.get("required", [])
        return [self.field(name, item, name in required) for name, item in found["properties"].items()]

    def field(self, name: str, schema: Object, required: bool, words: str = "") -> Object:
        whole = self.whole(schema)
        choices = whole.get("enum") or self.whole(whole.get("items", {})).get("enum") or []
        return {
            "name": name,
            "kind": self.kind(schema),
            "bounds": _bounds(whole),
            "required": required,
            "words": plain(words or schema.get("description") or whole.get("description", "")),
            "choices": choices,
        }

    def kind(self, schema: Object) -> str:
        """`whole number, or null`"""
        whole = self.whole(schema)
        words = self._kind(whole)
        is_null = {"type": "null"} in schema.get("anyOf", ())
        return gettext("%(kind)s, or null") % {"kind": words} if is_null else words

    def _kind(self, whole: Object) -> str:
        if "enum" in whole or "const" in whole:
            return gettext("a word")
        match whole.get("type"):
            case "integer":
                return gettext("whole number")
            case "number":
                return gettext("number")
            case "boolean":
                return gettext("true or false")
            case "object":
                return gettext("object")
            case "array":
                words = "enum" in self.whole(whole["items"])
                return gettext("list of words") if words else gettext("list of objects")
            case "string":
                return self._text(whole)
        return gettext("number or text")

    def _text(self, whole: Object) -> str:
        if "T[0-9]" in whole.get("pattern", ""):
            return gettext("moment")
        if whole.get("format") == "date" or whole.get("pattern", "").endswith("-[0-9]{2}$"):
            return gettext("day")
        is_id = whole.get("format") == "uuid" or "a-fA-F" in whole.get("pattern", "")
        return gettext("UUID") if is_id else gettext("text")

    def example(self, schema: Object) -> Any:
        """A value that the schema allows, and that shows what is meant."""
        whole = self.whole(schema)
        for known in (
            whole.get("examples"),
            whole.get("enum"),
            [whole[k] for k in ("const", "default") if k in whole],
        ):
            if known:
                return known[0]
        if whole.get("type") == "array":
            return [self.example(whole["items"])]
        if "properties" in whole:
            return {name: self.example(item) for name, item in whole["properties"].items()}
        return {"object": {}, "integer": 1, "boolean": True}.get(whole.get("type", ""), "…")


def plain(words: str) -> str:
    """Without the marks of Markdown, which a description may hold."""
    return words.replace("`", "")


def _bounds(whole: Object) -> str:
    low, high = whole.get("minimum"), whole.get("maximum")
    if low is not None and high is not None:
        return gettext("%(low)s to %(high)s") % {"low": f"{low:,}", "high": f"{high:,}"}
    if whole.get("maxLength"):
        return gettext("at most %(n)s characters") % {"n": f"{whole['maxLength']:,}"}
    return ""

"""Messages of a FIT file decoded by offset, only the fields that are asked for: an hour has 3,600 of them."""

from __future__ import annotations

from collections.abc import Callable
from struct import Struct
from typing import Any

# Base types of FIT -> the value that says that the device did not know.
_MISSING = {
    0x00: 0xFF, 0x01: 0x7F, 0x02: 0xFF, 0x83: 0x7FFF, 0x84: 0xFFFF, 0x85: 0x7FFFFFFF, 0x86: 0xFFFFFFFF,
}  # fmt: skip

# Values of the message at a place in the bytes.
Decode = Callable[[bytes, int], dict[str, Any]]


def quick_decoder(definition: Any, wanted: dict[int, str]) -> Decode | None:
    """A decoder of the fields `wanted`, number and name; None where one of them is of an odd type.

    definition: as fitdecode gives it. Values are scaled as its profile says.
    """
    layout: str = definition.endian
    parts: list[tuple[str, int, float | None, float]] = []
    for each in definition.all_field_defs:
        name = None if each.is_dev else wanted.get(each.def_num)
        if name is None:
            layout += f"{each.size}x"
            continue
        kind = each.base_type
        if kind.identifier not in _MISSING or each.size != kind.size or each.field is None:
            return None
        layout += kind.fmt
        parts.append((name, _MISSING[kind.identifier], each.field.scale, each.field.offset or 0))
    return _decoder(Struct(layout), parts)


def _decoder(layout: Struct, parts: list[tuple[str, int, float | None, float]]) -> Decode:
    unpack = layout.unpack_from

    def decode(data: bytes, place: int) -> dict[str, Any]:
        values = zip(parts, unpack(data, place), strict=True)
        return {
            name: raw / scale - offset if scale else raw
            for (name, missing, scale, offset), raw in values
            if raw != missing
        }

    return decode

"""How much a file or an archive may hold; three settings, named as below, change single values."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from training.importers.run import ReadLimits

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Bytes of the archive, its members, bytes unpacked, and times its size once past `ratio_from_bytes`."""

    archive_bytes: int = 1024 * MB
    members: int = 10_000
    unpacked_bytes: int = 4 * 1024 * MB
    ratio: int = 100
    ratio_from_bytes: int = 64 * MB


@dataclass(frozen=True, slots=True)
class ParseLimits:
    """What parsing one file may take: seconds, and bytes of memory of the process that does it.

    bytes_a_second: of a file that is read as it comes, as many bytes give it one second more.
    """

    seconds: float = 9
    bytes_a_second: int = 32 * MB
    memory_bytes: int = 256 * MB


def read_limits() -> ReadLimits:
    return ReadLimits(**getattr(settings, "KNEELOG_READ_LIMITS", {}))


def archive_limits() -> ArchiveLimits:
    return ArchiveLimits(**getattr(settings, "KNEELOG_ARCHIVE_LIMITS", {}))


def parse_limits() -> ParseLimits:
    return ParseLimits(**getattr(settings, "KNEELOG_PARSE_LIMITS", {}))

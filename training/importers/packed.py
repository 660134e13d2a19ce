"""Files packed with gzip: unpacked in memory, no further than a file may be large."""

from __future__ import annotations

import zlib

from training.importers.run import ReadLimits, UnreadableFile, refuse_larger

MAGIC = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS


def unpacked_head(head: bytes, size: int) -> bytes:
    """The first `size` bytes of the file that begins with `head`, as far as they can be had."""
    if not head.startswith(MAGIC):
        return head[:size]
    try:
        return zlib.decompressobj(GZIP).decompress(head, size)
    except zlib.error:
        return b""


def unpacked(data: bytes, limits: ReadLimits) -> bytes:
    """What a gzip file holds, other files as they are; UnreadableFile where it is damaged or too large."""
    if not data.startswith(MAGIC):
        return data
    content = bytearray()
    # A file may be packed in pieces that follow each other; anything else behind them is left alone.
    while data.startswith(MAGIC):
        piece = zlib.decompressobj(GZIP)
        try:
            content += piece.decompress(data, limits.file_bytes + 1 - len(content))
        except zlib.error:
            raise UnreadableFile("It is packed with gzip and damaged", "Download it again.") from None
        refuse_larger(len(content), limits)
        if not piece.eof:
            raise UnreadableFile("It is packed with gzip and cut off", "Download it again.")
        data = piece.unused_data
    return bytes(content)

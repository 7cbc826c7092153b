"""Formats that are packages of parts (ZIP), within a bound of what they unpack to."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from mkdocs_declaration.problems import Problem, Rule, Source

MAX_UNPACKED = 128 * 2**20
"""The largest document, in bytes of its unpacked parts."""
_STEP = 2**20


def too_large_unpacked(name: str, data: bytes, what: str) -> Problem | None:
    """Report a package that unpacks to more than the bound.

    Args:
        name: The path of the file.
        data: Its bytes.
        what: What it is expected to be, as in `a Word document`.

    Raises:
        Exception: It is no package, or a broken one; `zipfile` and `zlib` raise what they like.
    """
    size = _unpacked(data)
    if size <= MAX_UNPACKED:
        return None
    message = f"expected {what} of at most {MAX_UNPACKED:,} bytes unpacked, found {size:,} or more; leave the file out"
    return Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))


def _unpacked(data: bytes) -> int:
    """How many bytes the parts of a package take: as they state it and, since that may be untrue, as they unpack.

    Unpacking ends at the bound. Source: PKWARE, *.ZIP File Format Specification*, 4.3.7 (the header of a part).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    stated = sum(part.file_size for part in parts)
    size = 0
    for part in parts:
        header = data[part.header_offset : part.header_offset + 30]
        start = part.header_offset + 30 + sum(struct.unpack("<HH", header[26:]))
        packed = data[start : start + part.compress_size]
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        while packed and max(stated, size) <= MAX_UNPACKED:
            unpacked = inflater.decompress(packed, _STEP) if part.compress_type == zipfile.ZIP_DEFLATED else packed
            packed = inflater.unconsumed_tail
            size += len(unpacked)
    return max(stated, size)

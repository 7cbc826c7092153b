from __future__ import annotations

import re

import pytest

from mkdocs_declaration.foundation.utf8 import Decoded, InvalidByte, decode


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Decoded("", ("",), None)),
        (b"\xef\xbb\xbfa\nb\n", Decoded("a\nb\n", ("a", "b", ""), None)),
        (
            "Zürich\n第\xff".encode("latin-1", "replace"),
            Decoded("Z�rich\n?�", ("Z�rich", "?�"), InvalidByte(0xFC, 1, 2)),
        ),
        (b"\xef\xbb\xbfab\xe9", Decoded("ab�", ("ab�",), InvalidByte(0xE9, 1, 3))),
        ("第二条\n".encode() + b"x\xe2\x82", Decoded("第二条\nx�", ("第二条", "x�"), InvalidByte(0xE2, 2, 2))),
    ],
)
def test_bytes_are_decoded_and_the_first_invalid_one_has_its_place(data: bytes, expected: Decoded) -> None:
    assert decode(data) == expected


def test_lines_end_as_the_format_has_it() -> None:
    decoded = decode(b"a\r\nb\rc\xff", re.compile("\r\n|[\r\n]"))
    assert decoded == Decoded("a\r\nb\rc�", ("a", "b", "c�"), InvalidByte(0xFF, 3, 2))
    assert str(decoded.invalid) == "0xff"

"""Mutants of an author's files: small damages as hands, editors and merges do them, reproducible by seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NASTY = (
    *(" # ", "#", ": ", ":", "- ", "-", "? ", "---\n", "...\n", "\t", "\r", "\r\n", "\n\n", "  ", "\n", "\\", "\\\n"),
    *('"', "'", "{", "}", "[", "]", ", ", "|\n", ">-\n", ">", "&a ", "*a ", "!!str ", "%", "@", "`", "*", "**", "~"),
    *(
        "\0",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\U000e0041",
        "\u202e",
        "\u2066",
        "\u200d",
        "\u200b",
        "\xa0",
    ),
    *("<script>", "&amp;", "</span>", "{{ x }}", "{% x %}", "$declaration", "../x", "404.html", "index", "CON", "_x"),
    *(
        "ß",
        "é",
        "e\u0301",
        "ﬁ",
        "١",
        "第九条",
        "אב",
        "𝔘",
        "🏴",
        "13¹",
        "14º",
        "§§ 3 bis 6",
        "5 bis",
        "(aa)",
        "null",
        "true",
    ),
)
"""What is put into a file: signs of YAML, HTML and templates, odd characters, hard numbers and names."""


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an edition, as bytes."""

    encoding: bytes
    """The encoding of an instrument."""
    glossary: bytes | None = None
    """Its glossary, if there is one."""
    lock: bytes | None = None
    """The lock of its ids, if there is one."""
    subjects: bytes | None = None
    """Its index of subjects, if there is one."""


WEIGHTS = {"encoding": 6, "glossary": 3, "lock": 2, "subjects": 2}
"""The files of an edition by their names in `Files`, and how often each is damaged."""


def mutant(seeds: Sequence[Files], number: int, seed: int = 0) -> Files:
    """Make one mutant.

    Args:
        seeds: Whole files to start from; the first is taken in one of four cases.
        number: Which mutant; the same number gives the same mutant.
        seed: Another seed gives another series of mutants.
    """
    chance = random.Random(f"{seed}:{number}")  # noqa: S311 - reproducible, not secret
    start = seeds[0] if chance.random() < 0.25 else chance.choice(seeds)
    if start.lock is not None and chance.random() < 0.6:
        start = replace(start, lock=None)  # or every change of words is refused
    present = [name for name in WEIGHTS if getattr(start, name) is not None]
    changed = {name: getattr(start, name) for name in present}
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        name = chance.choices(present, [WEIGHTS[name] for name in present])[0]
        other = getattr(chance.choice(seeds), name) or b""
        changed[name] = chance.choice(_MUTATIONS)(changed[name], other, chance)
    return Files(**changed)


def _insert(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(NASTY).encode() + data[at:]


def _overwrite(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.randint(1, 3)) + data[at + 1 :]


def _cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 1, 2, 5, 30, 200)) :]


def _end(data: bytes, _: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _lines(
    change: Callable[[list[bytes], list[bytes], random.Random], None],
) -> Callable[[bytes, bytes, random.Random], bytes]:
    def changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, other.split(b"\n"), chance)
        return b"\n".join(lines)

    return changed


def _repeat(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at:at] = lines[at : at + chance.randint(1, 6)]


def _drop(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randint(1, 6)]


def _swap(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]


def _join(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 2] = [chance.choice((b"", b" ", b" # ")).join(line.strip() for line in lines[at : at + 2])]


def _indent(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"\t", b"\xc2\xa0")) + lines[at] if chance.random() < 0.5 else lines[at][1:]


def _graft(lines: list[bytes], other: list[bytes], chance: random.Random) -> None:
    at, taken = chance.randrange(len(lines)), chance.randrange(len(other))
    lines[at:at] = other[taken : taken + chance.randint(1, 8)]


def _value(lines: list[bytes], other: list[bytes], chance: random.Random) -> None:
    """Give a key the value of another line, or words that an author may write there."""
    at = chance.randrange(len(lines))
    key, colon, _ = lines[at].partition(b": ")
    if colon:
        words = chance.choice(other).partition(b": ")[2] if chance.random() < 0.5 else b""
        lines[at] = key + colon + (words or b" ".join(item.encode() for item in chance.choices(NASTY, k=3)))


def _comment(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    blanks = [index for index, char in enumerate(lines[at]) if char == 0x20]
    if blanks:
        place = chance.choice(blanks)
        lines[at] = lines[at][:place] + b" #" + lines[at][place:]


def _requote(lines: list[bytes], _: list[bytes], chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    key, colon, value = lines[at].partition(b": ")
    if colon:
        quote = chance.choice((b'"', b"'", b""))
        lines[at] = key + colon + quote + value.strip(b"\"'") + quote


_MUTATIONS: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (
    *(_insert, _insert, _overwrite, _cut, _end),
    *map(_lines, (_repeat, _drop, _swap, _join, _indent, _graft, _value, _value, _comment, _requote)),
)

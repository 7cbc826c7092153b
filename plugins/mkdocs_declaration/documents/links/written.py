"""How addresses are written in the formats of documents: what is escaped, and what takes the place of a part."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});"
_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_ESCAPES = {
    "markdown": (rf"{_ENTITY}|\\{_PUNCTUATION}",),
    "html": (_ENTITY,),
    "restructuredtext": (rf"{_ENTITY}|\\{_PUNCTUATION}",),
    "asciidoc": (_ENTITY,),
    "latex": (r"\\[#%&_~{}$](?:\{\})?|\\textasciitilde\s*(?:\{\})?|\\string|\s+",),
    "plain_text": (),
    "notebook": (r"\\u[0-9a-fA-F]{4}|\\.", rf"{_ENTITY}|\\{_PUNCTUATION}"),
}
"""What stands for other characters, by the reader of a format, the outermost first."""
_ROOT = re.compile(r"(?:[a-zA-Z]+:)?//")


def decoded(written: str, reader: str) -> tuple[str, list[int]]:
    """Read what is written in a document.

    Args:
        written: A stretch of its source.
        reader: The module that reads its format.

    Returns:
        The characters that it stands for, and the offset at which each of them is written.
    """
    text, starts = written, list(range(len(written)))
    for pattern in _ESCAPES[reader]:
        pieces: list[str] = []
        places: list[int] = []
        after = 0
        for match in re.finditer(pattern, text):
            character = _character(match[0])
            pieces += (text[after : match.start()], character)
            places += starts[after : match.start()] + [starts[match.start()]] * len(character)
            after = match.end()
        text, starts = "".join([*pieces, text[after:]]), places + starts[after:]
    return text, starts


def occurrences(text: str, address: str, reader: str) -> list[tuple[int, int]]:
    """Where an address is written in a document, or what is written as it is, as half-open offsets.

    Args:
        text: The text of the document.
        address: The address.
        reader: The module that reads the format.
    """
    plain, starts = decoded(text, reader)
    starts.append(len(text))
    forms = "|".join(re.escape(form) for form in dict.fromkeys((address, unquote(address))))
    return [(starts[match.start()], starts[match.end()]) for match in re.finditer(forms, plain)]


def _character(escape: str) -> str:
    if escape.startswith("&"):
        return html.unescape(escape)
    if not escape.startswith("\\") or escape == r"\string":
        return ""
    if escape.startswith(r"\textasciitilde"):
        return "~"
    if re.fullmatch(r"\\u[0-9a-fA-F]{4}", escape):
        return chr(int(escape.removeprefix("\\u"), base=16))
    return escape[1]


def rewritten(address: str, right: str, bases: Sequence[str]) -> str:
    """Put an address right, and leave in it what is not wrong: scheme, host, query, words to mark (`:~:text=`).

    Args:
        address: The wrong one.
        right: The right one, which starts with one of the bases.
        bases: The addresses at which links into the site start.
    """
    base = max((base for base in bases if right.startswith(base)), key=len, default="")
    head = _head(address, base)
    if not base or not head:
        return right
    before, _, fragment = address[len(head) :].partition("#")
    query = before[before.find("?") :] if "?" in before else ""
    marked = fragment[fragment.find(":~:") :] if ":~:" in fragment else ""
    path, _, place = right[len(base) :].partition("#")
    return f"{head}{path}{query}{'#' if place or marked else ''}{place}{marked}"


def _head(address: str, base: str) -> str:
    """The beginning of an address that names the root of the site; empty if it is not told from the rest."""
    start = match.end() if (match := _ROOT.match(address)) else 0
    path = re.split("[?#]", address, maxsplit=1)[0]
    depth = base.partition("://")[2].count("/")
    slashes = [slash.start() for slash in re.finditer("/", path) if slash.start() >= start]
    return address[: slashes[depth - 1] + 1] if len(slashes) >= depth > 0 else ""


def replacement(written: str, address: str, right: str, reader: str) -> tuple[int, str] | None:
    """What takes the place of the end of an address in a source.

    Args:
        written: What stands in the source. Its beginning may be something that stands for a part of the address.
        address: The address that it means.
        right: The address that it ought to mean, which begins as that does.
        reader: The module that reads the format.

    Returns:
        The offset from which on something else stands in its place, and that; None if it does not mean the address.
    """
    text, starts = decoded(written, reader)
    if unquote(text) == unquote(address):
        address = text
    shared = next((size for size in range(min(len(text), len(address)), 0, -1) if text.endswith(address[-size:])), 0)
    pairs = enumerate(zip(address, right, strict=False))
    same = next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(address), len(right)))
    missing = len(address) - same
    if not shared or missing > shared:
        return None
    start = starts[len(text) - missing] if missing else len(written)
    return start, _encoded(right[same:], written, text, reader)


def _encoded(end: str, written: str, text: str, reader: str) -> str:
    """The end of an address as the source escapes it."""
    if reader == "latex" and not re.search(r"(?<!\\)#", written):
        end = re.sub(r"([#%&_])", r"\\\1", end)
    if reader == "asciidoc" and "~" not in text:
        end = end.replace("~", "%7E")  # two would lower what is between them
    if "&amp;" in written:
        end = end.replace("&", "&amp;")
    return json.dumps(end)[1:-1] if reader == "notebook" else end

"""PDF: links of annotations, and addresses in the text of pages, over the ends of lines as well."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pypdf
from pypdf.errors import DependencyError

from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, bare
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLLOWING = re.compile(r"-?([._]*)\n(\S+)")
"""The end of a line behind an address, with what may be the end of a sentence or a part of it, and what follows."""
_REST = re.compile(r"[\w.~%/-]*#\w|(?:[\w.~%-]+/)+[.,;:)\]]*\Z")
"""What can only be the rest of an address that is parted: a place on a page or, behind a slash, a slash at its end."""
MAX_LINES = 3
"""Over how many ends of lines an address is followed."""
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in a file is no concern of who reads the report


def read(name: str, data: bytes) -> tuple[Document | None, list[Problem]]:
    """Read a PDF.

    Args:
        name: Its path.
        data: Its bytes.

    Returns:
        What there is to check in it, or None if it cannot be read; the problems found. A place is a page. A quotation
        on it stands beside all links on it, since a PDF does not tell its paragraphs.
    """

    def unreadable(message: str) -> tuple[None, list[Problem]]:
        return None, [Problem(Rule.UNREADABLE_DOCUMENT, message, Source(name))]

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return unreadable("expected a PDF that can be read, found one with a password; save it without")
        pages = [(normalize("NFKC", _joined(page.extract_text())), list(_annotated(page))) for page in reader.pages]
    except DependencyError:
        return unreadable("expected a PDF that can be read, found an encrypted one; save it without encryption")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - of a broken file, pypdf raises errors of its own and of Python's
        return unreadable("expected a PDF, found something else or a broken one; print the document to PDF again")
    lines = tuple(" ".join(text.split("\n")) for text, _ in pages)
    source = Source(name, lines, tuple(f"page {number}" for number in range(1, len(pages) + 1)))
    blocks = [_block(number, text, addresses) for number, (text, addresses) in enumerate(pages, 1)]
    return assemble(source, blocks, printed=True), []


def _joined(text: str) -> str:
    """A text in which words parted at the ends of lines are whole, and no address is parted behind its scheme.

    What parted them is kept there (U+00AD), since of an address it may be a hyphen of its own; elsewhere, as some
    programs write every hyphen, it is one.
    """
    text = re.sub(r"(https?://)[ \t]*\n[ \t]*(?=\w)", r"\1", text)
    return re.sub("\u00ad(?!$)", "-", re.sub("\u00ad[ \\t]*\n[ \\t]*", "\ue0ad", text)).replace("\ue0ad", "\u00ad")


def _annotated(page: pypdf.PageObject) -> Iterator[str]:
    """The addresses that areas of a page lead to."""
    for reference in page.get("/Annots", ()) or ():
        annotation: Any = reference.get_object()
        action = annotation.get("/A") if annotation.get("/Subtype") == "/Link" else None
        address = action.get_object().get("/URI") if action is not None else None
        if address is not None:
            yield address.decode("utf-8", errors="replace") if isinstance(address, bytes) else str(address)


def _block(number: int, text: str, addresses: list[str]) -> Block:
    spans = []
    for address in dict.fromkeys(addresses):  # one of several lines has an area on each
        column = text.find(address) + 1
        spans.append(LinkSpan(0, 0, Link(address, Position(number, column), len(address) if column else 1)))
    for start, address in bare(text):
        end = start + len(address)
        ways = _ways(address, text[end:])
        if any(
            _is_same(other, way) or (len(ways) > 1 and other.startswith(ways[0])) for other in addresses for way in ways
        ):
            continue
        link = Link(ways[0], Position(number, start + 1), len(address), ways[1:])
        spans.append(LinkSpan(start, end, link))
    return Block(text, tuple(spans), number, number)


def _ways(address: str, behind: str) -> tuple[str, ...]:
    """What an address may be that may go on behind the end of a line, or was parted there: first as it stands.

    As it stands it is none if what follows can only be the rest of it.
    """
    ways = [address]
    written = address
    certain = 0
    following = _FOLLOWING.match(behind)
    while following and len(ways) <= MAX_LINES:
        mark, rest = following.groups()
        if _REST.match(rest) and (written.endswith("/") or "#" in rest):
            certain = len(ways)
        written += mark + rest
        ways += [longer for _, longer in bare(written)[:1] if longer != ways[-1]]
        behind = behind[following.end() :]
        following = _FOLLOWING.match(behind)
    ways = ways[certain:]
    spelled = [way.replace("\u00ad", hyphen) for way in ways for hyphen in ("", "-")]
    return tuple(dict.fromkeys(spelled))


def _is_same(first: str, second: str) -> bool:
    return re.sub(r"^https?://(?:www\.)?|/$", "", first) == re.sub(r"^https?://(?:www\.)?|/$", "", second)

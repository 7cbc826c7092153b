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
        pages = [(normalize("NFKC", page.extract_text()), list(_annotated(page))) for page in reader.pages]
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
        following = re.match(r"-?\n(\S+)", text[end:])
        continued = bare(f"{address}{following[1]}")[0][1] if following else ""
        if any(_is_same(other, address) or (following and other.startswith(address)) for other in addresses):
            continue
        link = Link(address, Position(number, start + 1), len(address), continued)
        spans.append(LinkSpan(start, end, link))
    return Block(text, tuple(spans), number, number)


def _is_same(first: str, second: str) -> bool:
    return re.sub(r"^https?://(?:www\.)?|/$", "", first) == re.sub(r"^https?://(?:www\.)?|/$", "", second)

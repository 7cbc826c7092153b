r"""LaTeX (`.tex`): `\href`, `\url` and bare addresses, quotation marks, `\enquote`, environments of quotations, notes.

Read by the parser of pylatexenc, without running TeX: commands that a document defines without arguments, such as
`\newcommand{\site}{https://…}`, are put in; what packages and other files would give is not there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalker, get_default_latex_context_db
from pylatexenc.macrospec import MacroSpec

from mkdocs_declaration.documents.quotation_marks import LOWERED, RAISED
from mkdocs_declaration.documents.readers.passages import Block, Document, Link, LinkSpan, NoteMark, with_bare
from mkdocs_declaration.documents.readers.quoting import assemble
from mkdocs_declaration.problems import Position

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_declaration.problems import Source

_ARGUMENTS = {
    "href": "[{{", "url": "{", "nolinkurl": "{", "path": "{", "enquote": "*{", "foreignquote": "{{",
    "textquote": "*[[{", "blockquote": "[[{", "foreigntextquote": "*{[[{", "foreignblockquote": "{[[{",
    "textcquote": "*[[{[{", "blockcquote": "[[{[{", "footnote": "[{", "footnotetext": "[{", "endnote": "[{",
    "textsuperscript": "{", "sout": "{", "st": "{", "hyperref": "[{", "thanks": "{", "footnotemark": "[",
    "newcommand": "*{[[{", "renewcommand": "*{[[{", "cite": "[[{", "autocite": "[[{", "parencite": "[[{", "label": "{",
    "ref": "{", "cref": "{", "autoref": "{", "pageref": "{", "index": "{", "input": "{", "include": "{",
    "bibliography": "{", "usepackage": "[{", "documentclass": "[{", "hypersetup": "{",
}  # fmt: skip
_QUOTED = frozenset({"enquote", "foreignquote", "textquote", "foreigntextquote", "textcquote"})
_QUOTED |= {"blockquote", "foreignblockquote", "blockcquote"}
_NOTES = frozenset({"footnote", "footnotetext", "endnote", "thanks"})
_DELETED = frozenset({"sout", "st"})
_UNREAD = frozenset(
    {"newcommand", "renewcommand", "cite", "autocite", "parencite", "label", "ref", "cref", "autoref", "pageref"}
    | {"index", "input", "include", "bibliography", "usepackage", "documentclass", "hypersetup", "footnotemark"}
)
_QUOTES = frozenset({"quote", "quotation", "displayquote", "displaycquote", "verse", "foreigndisplayquote"})
_TYPED = frozenset({"verbatim", "Verbatim", "lstlisting", "minted", "comment", "filecontents", "filecontents*"})
_TABLES = frozenset({"tabular", "tabular*", "tabularx", "longtable", "array", "tabulary", "tblr"})
_BLOCKS = frozenset({"item", "part", "chapter", "section", "subsection", "subsubsection", "paragraph"})
_BLOCKS |= {"caption", "title", "par"}
_DOTS = frozenset({"ldots", "dots", "textellipsis", "lips", "dotsc", "textelp"})
_SPECIALS = {
    "``": "“", "''": "”", "--": "–", "---": "—", "~": " ", '"`': "„", "\"'": "“", ",,": "„", "<<": "«", ">>": "»",
    "!`": "¡", "?`": "¿", "`": "‘",
}  # fmt: skip
_ADDRESS = re.compile(r"\\(?:url|nolinkurl|path|href\s*(?:\[[^\]]*\])?)\s*\{[^{}]*\}")
_DEFINED = re.compile(r"\\(?:(?:re)?newcommand\*?\s*\{?\\(\w+)\}?|def\s*\\(\w+))\s*\{([^{}#]*)\}")
_PERCENT = "\ue025"
_PLAIN = LatexNodes2Text(math_mode="with-delimiters", keep_comments=False, strict_latex_spaces=False)


def read(text: str, source: Source) -> Document:
    """Read LaTeX.

    Args:
        text: The text of the file.
        source: Its name and lines.
    """
    # In addresses, a percent sign begins no comment.
    safe = _ADDRESS.sub(lambda match: match[0].replace("%", _PERCENT), text)
    reading = _Reading(text, source, {name or other: content for name, other, content in _DEFINED.findall(text)})
    nodes, _, _ = LatexWalker(safe, latex_context=_context(), tolerant_parsing=True).get_latex_nodes()
    reading.walk(nodes)
    reading.end_block()
    return assemble(source, [with_bare(source.lines, block) for block in (*reading.blocks, *reading.notes)])


def _context() -> Any:
    context = get_default_latex_context_db()
    specs = [MacroSpec(name, arguments) for name, arguments in _ARGUMENTS.items()]
    context.add_context_category("documents", macros=specs, prepend=True)
    return context


class _Reading:
    """Collects the blocks of a document from the nodes of its parser."""

    def __init__(self, text: str, source: Source, defined: dict[str, str]) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self._text, self._source, self._defined = text, source, defined
        self._starts = [0]
        for line in source.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._words = ""
        self._spans: list[LinkSpan] = []
        self._marks: list[NoteMark] = []
        self._within: list[str] = []  # notes
        self._quotes: list[int] = []
        self._quoted = self._noted = 0
        self._row = ""
        self._first = self._last = 0

    def end_block(self) -> None:
        """End the block that is being collected."""
        if self._words.strip() or self._spans:
            quote = self._quotes[-1] if self._quotes else 0
            first, last = self._first or 1, max(self._last, self._first, 1)
            within, marks = tuple(self._within), tuple(self._marks)
            block = Block(self._words, tuple(self._spans), first, last, quote, within, marks, self._row)
            self.blocks.append(block)
        self._words, self._spans, self._marks, self._first, self._last = "", [], [], 0, 0

    def walk(self, nodes: Iterable[Any]) -> None:
        """Take in nodes."""
        for node in nodes:
            if node is None:
                continue
            kind = type(node).__name__
            if kind == "LatexCharsNode":
                self._characters(node.chars, node.pos)
            elif kind == "LatexSpecialsNode":
                self._special(node)
            elif kind == "LatexMacroNode":
                self._macro(node)
                self._add(" " if node.macro_post_space and not node.macroname.isalpha() else "", node.pos)
            elif kind == "LatexEnvironmentNode":
                self._environment(node)
            elif kind == "LatexGroupNode":
                self.walk(node.nodelist)
            elif kind == "LatexMathNode":
                self._add(_PLAIN.nodelist_to_text([node]), node.pos)

    def _add(self, words: str, at: int) -> None:
        if words.strip():
            line = bisect_right(self._starts, at)
            self._first = self._first or line
            self._last = max(self._last, line + words.rstrip().count("\n"))
        self._words += words

    def _characters(self, characters: str, at: int) -> None:
        written = re.split(r"(\n[ \t]*\n\s*)", characters)
        for place, part in enumerate(written):
            if place % 2:
                self.end_block()
            else:
                lead = len(part) - len(part.lstrip())
                self._add(part.replace(_PERCENT, "%"), at + lead)
            at += len(part)

    def _special(self, node: Any) -> None:
        written = node.specials_chars
        if written.strip() == "" and written.count("\n") > 1:
            self.end_block()
        elif written == "&":
            self._add("\n", node.pos)
        else:
            self._add(_SPECIALS.get(written, written), node.pos)

    def _macro(self, node: Any) -> None:
        name = node.macroname
        stated = (node.nodeargd.argnlist if node.nodeargd else None) or ()
        arguments = [argument for argument in stated if argument is not None]
        last = arguments[-1:]
        if name in ("url", "nolinkurl", "path") and last:
            self._link(last[0], None)
        elif name == "href" and len(arguments) > 1:
            self._link(arguments[-2], arguments[-1])
        elif name in _QUOTED and last:
            self._quotation(node, arguments)
        elif name in _NOTES and last:
            self._note(last)
        elif name in _DELETED:
            start = len(self._words)
            self.walk(last)
            self._words = self._words[:start]
        elif name == "textsuperscript":
            self._add(RAISED, node.pos)
            self.walk(last)
            self._add(LOWERED, node.pos)
        elif name == "\\":
            self._new_row(node.pos)
        elif name in _BLOCKS:
            self.end_block()
            self.walk(last)
            if name != "item":
                self.end_block()
        elif name in self._defined:
            self._add(_PLAIN.latex_to_text(self._defined[name]) + node.macro_post_space, node.pos)
        elif name in _DOTS:
            self._add("…", node.pos)
        elif name not in _UNREAD:
            if len(arguments) == 1 and not _is_accent(name):
                self.walk(arguments)
            else:
                self._add(_PLAIN.nodelist_to_text([node]), node.pos)

    def _quotation(self, node: Any, arguments: list[Any]) -> None:
        """Words that a command puts into quotation marks; `textcquote` and the like name their source before them."""
        self._add("“", node.pos)
        self.walk(arguments[-1:])
        self._add("”", node.pos)
        for argument in arguments[:-1]:
            written = self._written(argument)
            if "://" in written or "\\url" in written or "\\href" in written:
                self._add(" (", node.pos)
                self.walk([argument])
                self._add(")", node.pos)

    def _note(self, content: list[Any]) -> None:
        self._noted += 1
        name = f"note {self._noted}"
        self._marks.append(NoteMark(name, len(self._words)))
        around = (self._words, self._spans, self._marks, self._first, self._last, self._within, self._quotes, self._row)
        self._words, self._spans, self._marks, self._first, self._last = "", [], [], 0, 0
        self._within, self._quotes, self._row = [name], [], ""
        held = self.blocks
        self.blocks = []
        self.walk(content)
        self.end_block()
        self.notes += self.blocks
        self.blocks = held
        self._words, self._spans, self._marks, self._first, self._last, self._within, self._quotes, self._row = around

    def _new_row(self, at: int) -> None:
        if self._row:
            self.end_block()
            self._row = f"row {at}"
        else:
            self._add("\n", at)

    def _environment(self, node: Any) -> None:
        name = node.environmentname
        if name in _TYPED:
            return
        if name in _QUOTES:
            self.end_block()
            self._quoted += 1
            self._quotes.append(self._quoted)
            self.walk(node.nodelist)
            self.end_block()
            self._quotes.pop()
            return
        outer = self._row
        if name in _TABLES:
            self.end_block()
            self._row = f"row {node.pos}"
        self.walk(node.nodelist)
        if name in _TABLES:
            self.end_block()
            self._row = outer

    def _written(self, node: Any) -> str:
        return self._text[node.pos : node.pos + node.len]

    def _link(self, address: Any, words: Any) -> None:
        inner = self._written(address)
        written = inner.removeprefix("{").removesuffix("}")
        at = address.pos + (inner != written)
        line = bisect_right(self._starts, at)
        link = Link(self._address(written), Position(line, at - self._starts[line - 1] + 1), max(1, len(written)))
        start = len(self._words)
        if words is None:
            self._add(link.address, at)
        else:
            self.walk([words])
        self._first = self._first or line
        self._last = max(self._last, line)
        self._spans.append(LinkSpan(start, len(self._words), link))

    def _address(self, written: str) -> str:
        """An address without what LaTeX needs in it."""
        written = re.sub(r"\\(\w+)\s*(?:\{\})?", lambda name: self._defined.get(name[1], name[0]), written)
        written = written.replace(r"\textasciitilde", "~").replace(r"\string", "")
        return re.sub(r"\\([#%&_~{}$])(?:\{\})?", r"\1", re.sub(r"\s+", "", written))


def _is_accent(name: str) -> bool:
    return not name.isalpha() or len(name) == 1

"""Documents in all formats that are read, made of the same passages as people write them there.

Each passage has a mark, a word that nothing else has, so that a problem is told to be that of a passage whatever lines
or pages its document has.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

import typst

from word_document import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SITE = "https://example.org/asean-japan/"
_LINK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


class Passage(TypedDict, total=False):
    """What is said; see `corpus.yaml`."""

    say: str
    quote: str
    source: str
    note: str
    rules: list[str]
    unseen: str
    unseen_in_print: str
    unseen_typed: str


def mark(number: int) -> str:
    """The word that marks a passage."""
    return f"Q{chr(97 + number // 26)}{chr(97 + number % 26)}q"


def full(address: str) -> str:
    """An address, with that of the site before it if it has none."""
    return address if "://" in address else f"{SITE}{address}"


@dataclass
class Form:
    """How a document is written."""

    link: Callable[[str, str], str]
    """A link: its words, as they are written, and its address."""
    text: Callable[[str], str] = str
    """Words without links."""
    paragraph: Callable[[str], str] = "{}\n\n".format
    quotation: Callable[[str, str], str] | None = None
    """A block quotation: its words and where it is from; without it, it is set in marks."""
    note: Callable[[str], str] | None = None
    """The mark of a note, with its words where the format has them in their place; without it, they are in brackets."""
    document: Callable[[str], str] = str
    later: list[str] = field(default_factory=list)
    """What is written at the end: notes and addresses by name."""

    def written(self, words: str) -> str:
        """Words with links, as the format writes them."""
        parts = _LINK.split(words)
        linked = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
        rest = (self.link(self.text(name), full(address)) + self.text(after) for name, address, after in linked)
        return self.text(parts[0]) + "".join(rest)

    def passage(self, passage: Passage, word_: str) -> str:
        """A passage, its mark before it, and a paragraph that parts it from the next one."""
        say = f"{word_} {passage['say']}"
        if "note" in passage:
            before, _, after = say.partition("^")
            content = self.written(f"{word_} {passage['note']}")
            note = self.note(content) if self.note else f" ({content})"
            return self.paragraph(self.written(before) + note + self.written(after)) + self.apart(word_)
        if "quote" in passage and self.quotation is None:
            say += f" “{passage['quote']}” ({passage['source']})"
        written = self.paragraph(self.written(say))
        if "quote" in passage and self.quotation is not None:
            written += self.quotation(self.text(passage["quote"]), self.written(passage["source"]))
        return written + self.apart(word_)

    def apart(self, word_: str) -> str:
        return self.paragraph(f"So far {word_}.")

    def of(self, passages: Iterable[Passage]) -> str:
        """A document."""
        body = "".join(self.passage(passage, mark(number)) for number, passage in enumerate(passages))
        return self.document(body + "".join(self.later))


def markdown(kind: str = "inline") -> Form:
    form = Form(
        lambda words, address: f"[{words}]({address})", quotation=lambda words, at: f"> {words}\n>\n> — {at}\n\n"
    )

    def named(words: str, address: str) -> str:
        form.later.append(f"[{len(form.later)}-r]: <{address}>\n")
        return f"[{words}][{len(form.later) - 1}-r]"

    def note(content: str) -> str:
        form.later.append(f"\n[^n{len(form.later)}]: {content}\n")
        return f"[^n{len(form.later) - 1}]"

    form.note = note
    if kind == "named":
        form.link, form.note = named, None
    elif kind == "bare":
        form.link, form.note = (lambda words, address: f"{words}, <{address}>,"), None
    elif kind == "tags":
        form.link = lambda words, address: f'<a href="{html.escape(address)}">{words}</a>'
    elif kind == "list":
        form.paragraph = lambda words: f"- {words}\n"
        form.quotation = form.note = None
        form.document = lambda body: f"# Minutes\n\n{body}"
    elif kind == "matter":
        form.document = lambda body: f"---\ntitle: A report\n---\n\n# Report\n\n{body}"
    return form


def page(kind: str = "") -> Form:
    def document(body: str) -> str:
        base = f"<base href='{SITE}'>" if kind == "base" else ""
        head = f"<head><meta charset='utf-8'>{base}<title>A</title></head>"
        return f"<!doctype html>\n<html>{head}<body>\n{body}</body></html>\n"

    form = Form(
        lambda words, address: f'<a href="{html.escape(address)}">{words}</a>',
        html.escape,
        "<p>{}</p>\n".format,
        lambda words, at: f"<blockquote><p>{words}</p><footer>— {at}</footer></blockquote>\n",
        document=document,
    )

    def note(content: str) -> str:
        number = len(form.later) + 1
        form.later.append(f'<p id="fn{number}">{number}. {content}</p>\n')
        return f'<sup><a href="#fn{number}">{number}</a></sup>'

    form.note = note
    if kind == "base":
        form.link = lambda words, address: f"<a href='{html.escape(address.removeprefix(SITE))}'>{words}</a>"
    elif kind == "quotes":
        form.text = lambda words: re.sub("“([^“”]*)”", r"<q>\1</q>", html.escape(words))
    elif kind == "table":
        form.paragraph = "<tr><td>1</td><td>{}</td></tr>\n".format
        form.quotation = form.note = None
        form.document = lambda body: document(f"<table>\n{body}</table>\n")
    return form


def plain(kind: str = "") -> Form:
    form = Form(lambda words, address: f"{words}, {address} ,", quotation=lambda words, at: f"    {words}\n\n{at}\n\n")
    if kind == "wrapped":
        form.paragraph = lambda words: f"{_wrapped(words)}\n\n"
        form.quotation = lambda words, at: f"{_wrapped(words, '> ')}\n\n{at}\n\n"
    return form


def _wrapped(words: str, before: str = "") -> str:
    lines = [""]
    for word_ in words.split(" "):
        if len(lines[-1]) + len(word_) > 60 and lines[-1]:
            lines.append("")
        lines[-1] += f" {word_}" if lines[-1] else word_
    return "\n".join(f"{before}{line}" for line in lines)


def restructured(kind: str = "") -> Form:
    form = Form(
        lambda words, address: f"`{words} <{address}>`__", quotation=lambda words, at: f"    {words}\n\n    -- {at}\n\n"
    )

    def named(words: str, address: str) -> str:
        form.later.append(f".. _r{len(form.later)}: {address}\n")
        return f"`{words} <r{len(form.later) - 1}_>`__"

    def note(content: str) -> str:
        form.later.append(f"\n.. [#n{len(form.later)}] {content}\n")
        return f" [#n{len(form.later) - 1}]_"

    form.note = note
    if kind == "named":
        form.link, form.note = named, None
    return form


def latex(kind: str = "") -> Form:
    def text(words: str) -> str:
        return _escaped(words).replace("“", "``").replace("”", "''").replace("…", r"\ldots{}")

    def document(body: str) -> str:
        return f"\\documentclass{{article}}\n\\usepackage{{hyperref}}\n\\begin{{document}}\n{body}\\end{{document}}\n"

    form = Form(
        _href,
        text,
        quotation=lambda words, at: f"\\begin{{quote}}\n{words}\n\n--- {at}\n\\end{{quote}}\n\n",
        note=lambda content: f"\\footnote{{{content}}}",
        document=document,
    )
    if kind == "enquote":
        form.text = lambda words: re.sub("“([^“”]*)”", r"\\enquote{\1}", _escaped(words)).replace("…", r"\dots{}")
        form.link = lambda words, address: f"{words}, \\url{{{address}}},"
    return form


def _escaped(words: str) -> str:
    return re.sub("([%&#_])", r"\\\1", words)


def _href(words: str, address: str) -> str:
    return "\\href{" + re.sub("([%#&])", r"\\\1", address) + "}{" + words + "}"


def asciidoc(kind: str = "") -> Form:
    form = Form(
        lambda words, address: f"{address}[{words}]",
        quotation=lambda words, at: f"[quote]\n____\n{words}\n\n-- {at}\n____\n\n",
        note=lambda content: f"footnote:[{_closed(content)}]",
    )
    if kind == "attributes":
        form.link = lambda words, address: f"link:{address.replace(SITE, '{site}')}[{words}]"
        form.document = lambda body: f"= Report\n:site: {SITE}\n\n{body}"
        form.text = lambda words: words.replace("“", '"`').replace("”", '`"')
    return form


def _closed(content: str) -> str:
    return content.replace("]", "\\]")


def notebook(passages: list[Passage]) -> bytes:
    cells = []
    for number, passage in enumerate(passages):
        form = markdown()
        text = form.passage(passage, mark(number)) + "".join(form.later)
        cells.append({"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)})
        cells.append({"cell_type": "code", "metadata": {}, "outputs": [], "source": [f"'{SITE}9.9/'"]})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1).encode()


def pieces(words: str, kind: str) -> Iterator[object]:
    """Words and links, as a Word document has them."""
    parts = _LINK.split(words)
    yield parts[0]
    for name, address, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield {kind: full(address), "text": name}
        yield after


def docx(passages: list[Passage], kind: str = "link") -> bytes:
    paragraphs: list[dict[str, object]] = []
    for number, passage in enumerate(passages):
        say, _, after = f"{mark(number)} {passage['say']}".partition("^")
        content = list(pieces(say, kind))
        if "note" in passage:
            words, _, address = _LINK.split(passage["note"])[:3]
            content += [{"note": f"{mark(number)} {words}", "link": full(address)}, after]
        paragraphs.append({"text": content})
        if "quote" in passage:
            paragraphs.append({"style": "Quote", "text": [passage["quote"]]})
            paragraphs.append({"text": list(pieces(passage["source"], kind))})
        paragraphs.append({"text": [f"So far {mark(number)}."]})
    return word(paragraphs)


_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)


def opendocument(*, flat: bool) -> Form:
    form = Form(
        lambda words, address: f'<text:a xlink:href="{html.escape(address)}">{words}</text:a>',
        html.escape,
        "<text:p>{}</text:p>\n".format,
        lambda words, at: f'<text:p text:style-name="Quotations">{words}</text:p><text:p>{at}</text:p>\n',
        lambda content: (
            '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
            f"<text:p>{content}</text:p></text:note-body></text:note>"
        ),
    )
    root = "document" if flat else "document-content"
    form.document = lambda body: (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root} {_NAMES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:body><office:text>{body}</office:text></office:body></office:{root}>"
    )
    return form


def odt(passages: list[Passage]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr("content.xml", opendocument(flat=False).of(passages))
        package.writestr("styles.xml", f"<office:document-styles {_NAMES}/>")
    return written.getvalue()


def pdf(passages: list[Passage], kind: str = "link") -> bytes:
    """A print in narrow, justified columns with words parted at their ends, a passage on each page."""

    def text(words: str) -> str:
        return f"#{json.dumps(words, ensure_ascii=False)}" if words else ""

    form = Form(
        lambda words, address: (
            f"#link({json.dumps(address)})[{words}]" if kind == "link" else f"{words}, {text(address)} ,"
        ),
        text,
    )
    form.apart = "#pagebreak(weak: true)\n".format  # type: ignore[method-assign]
    settings = '#set page(width: 6cm, height: 12cm, margin: 6mm)\n#set text(lang: "en", hyphenate: true, size: 10pt)\n'
    source = f"{settings}#set par(justify: true)\n{form.of(passages)}"
    return bytes(typst.compile(source.encode(), ignore_system_fonts=True))


def documents() -> dict[str, Callable[[list[Passage]], bytes]]:
    """The documents by their names, each as a function of the passages that it has."""
    texts: dict[str, Callable[[], Form]] = {
        "inline.md": markdown,
        "named.md": lambda: markdown("named"),
        "bare.md": lambda: markdown("bare"),
        "list.markdown": lambda: markdown("list"),
        "tags.md": lambda: markdown("tags"),
        "report.qmd": lambda: markdown("matter"),
        "report.mdx": lambda: markdown("tags"),
        "page.html": page,
        "base.html": lambda: page("base"),
        "quotes.htm": lambda: page("quotes"),
        "table.xhtml": lambda: page("table"),
        "letter.txt": plain,
        "mail.txt": lambda: plain("wrapped"),
        "paper.rst": restructured,
        "named.rst": lambda: restructured("named"),
        "paper.tex": latex,
        "enquote.tex": lambda: latex("enquote"),
        "paper.adoc": asciidoc,
        "attributes.asciidoc": lambda: asciidoc("attributes"),
        "flat.fodt": lambda: opendocument(flat=True),
    }
    made: dict[str, Callable[[list[Passage]], bytes]] = {
        name: lambda passages, form=form: form().of(passages).encode()  # type: ignore[misc]
        for name, form in texts.items()
    }
    return made | {
        "notes.ipynb": notebook,
        "minutes.docx": docx,
        "fields.docx": lambda passages: docx(passages, "field"),
        "minutes.odt": odt,
        "print.pdf": pdf,
        "addresses.pdf": lambda passages: pdf(passages, "typed"),
    }

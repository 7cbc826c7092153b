from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from mkdocs_declaration.hosts.site.term_links import TermLinks

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.edition import Edition

ENCODING = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body:
  - {kind: section, number: "1", slug: one, content: [{text: The UN and the WHO and the ILO.}]}
"""
GLOSSARY = """
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN, United Nations], description: It., sources: [{title: un.org}]}
  - {id: who, name: WHO, kind: organisation, link: page, forms: [WHO], description: It., sources: [{title: who.int}]}
  - {id: ilo, name: ILO, kind: organisation, link: never, forms: [ILO], description: It., sources: [{title: ilo.org}]}
"""
UN = '<a class="term" href="glossary.md#un">'
WHO = '<a class="term" href="glossary.md#who">'


@pytest.fixture
def markdown(read: Callable[..., Edition]) -> Markdown:
    edition = read(ENCODING, GLOSSARY)
    made = Markdown(extensions=[TermLinks(edition.glossary, lambda term, _: f"glossary.md#{term}")])
    relpath = Treeprocessor(made)  # as MkDocs registers one for a page
    relpath.file = SimpleNamespace(src_uri="about.md")  # type: ignore[attr-defined]
    made.treeprocessors.register(relpath, "relpath", 0)
    return made


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The UN, the United Nations.", f"<p>The {UN}UN</a>, the United Nations.</p>"),
        ("UN.\n\nUN.", f"<p>{UN}UN</a>.</p>\n<p>{UN}UN</a>.</p>"),
        ("WHO.\n\nWHO.", f"<p>{WHO}WHO</a>.</p>\n<p>WHO.</p>"),
        ("The ILO.", "<p>The ILO.</p>"),
        ("The *UN* and **WHO**!", f"<p>The <em>{UN}UN</a></em> and <strong>{WHO}WHO</a></strong>!</p>"),
        ("A *b* UN c WHO d *e*.", f"<p>A <em>b</em> {UN}UN</a> c {WHO}WHO</a> d <em>e</em>.</p>"),
        ("# The UN", "<h1>The UN</h1>"),
        ("`UN` and [UN](x.md)", '<p><code>UN</code> and <a href="x.md">UN</a></p>'),
        ("    UN", "<pre><code>UN\n</code></pre>"),
        ("The United\nNations and", f"<p>The {UN}United\nNations</a> and</p>"),
        ("The United\u00a0Nations", f"<p>The {UN}United\u00a0Nations</a></p>"),
        ("The United&nbsp;Nations &amp; all", f"<p>The {UN}United\u00a0Nations</a> &amp; all</p>"),
        ("`&nbsp;` and &#160;.", "<p><code>&amp;nbsp;</code> and \u00a0.</p>"),
        ("UNESCO and FUN", "<p>UNESCO and FUN</p>"),
        ("- UN\n- WHO", f"<ul>\n<li>{UN}UN</a></li>\n<li>{WHO}WHO</a></li>\n</ul>"),
    ],
)
def test_links_in_prose(markdown: Markdown, source: str, expected: str) -> None:
    assert markdown.convert(source) == expected


def test_nothing_is_linked_where_links_are_not_resolved(markdown: Markdown) -> None:
    markdown.treeprocessors.deregister("relpath")
    assert markdown.convert("The UN.") == "<p>The UN.</p>"

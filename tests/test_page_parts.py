"""Pages that authors wrote, as the search reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_declaration.exports.site_data.search import PagePart
from mkdocs_declaration.hosts.site.search import parts

if TYPE_CHECKING:
    from project import Project

CASES = {
    "no heading": ("<p>One.</p><p>Two.</p>", [("p/", None, 1, "One. Two.")]),
    "the title is the first heading": (
        '<h1 id="title">Title<a class="headerlink" href="#title">¶</a></h1><p>One.</p>',
        [("p/", None, 1, "One.")],
    ),
    "another first heading": ('<h1 id="other">Other</h1>', [("p/#other", "Other", 1, "")]),
    "words before the first heading": (
        '<p>Before.</p><h2 id="a">A <code>b</code></h2><p>Be<em>hi</em>nd</p>',
        [("p/", None, 1, "Before."), ("p/#a", "A b", 2, "Behind")],
    ),
    "blocks and rows are apart, letters are not": (
        "<ul><li>a</li><li>b<br>c</li></ul><table><tr><td>d</td><td>e<sup>f</sup></td></tr></table>",
        [("p/", None, 1, "a b c d ef")],
    ),
    "what is raised or lowered stays so": (
        "<p>10<sup>3</sup> of CO<sub>2</sub>, a<sup><a>1</a></sup> 1</p>",
        [("p/", None, 1, "10³ of CO₂, a¹ 1")],
    ),
    "what is not read": (
        """<script>no()</script><style>no</style><svg><title>no</title></svg><template>no</template>
        <div data-search-exclude>no<div>no</div><p>no</div><p class="a headerlink">no</p><p>Yes &amp; yes.</p>""",
        [("p/", None, 1, "Yes & yes.")],
    ),
    "a heading that is left out takes its part with it": (
        '<h2 id="a" data-search-exclude>A</h2><p>no</p><h3 id="b">B</h3><p>no</p><h2 id="c">C</h2><p>Yes.</p>',
        [("p/#c", "C", 2, "Yes.")],
    ),
    "a heading without an id": ("<h2>A</h2><p>One.</p>", [("p/", "A", 2, "One.")]),
    "nothing": ("", [("p/", None, 1, "")]),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES)
def test_a_page_is_parted_at_its_headings(content: str, expected: list[tuple[str, str | None, int, str]]) -> None:
    assert parts("p/", "Title", content) == [
        PagePart(path, "Title", heading, level, text) for path, heading, level, text in expected
    ]


def entries(small: Project, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((small.site / "assets" / name).read_bytes())["entries"]
    return [entry for entry in found if entry["kind"] == "page" and "mine" in entry["path"]]


def test_pages_say_how_they_are_searched(small: Project) -> None:
    small.write("docs/mine.md", "# Mine\n\nOne.\n\n## Two\n\nThree.\n\n### Four\n\nFive.\n")
    small.write("docs/mine-last.md", "---\nsearch:\n  last: true\n---\n# Mine last\n\nSix.\n")
    small.write("docs/mine-not.md", "---\nsearch:\n  exclude: true\n---\n# Mine not\n\nSeven.\n")
    small.build()
    assert entries(small, "search.json") == [
        {"kind": "page", "path": "mine/", "label": "Mine"},
        {"kind": "page", "path": "mine/#two", "label": "Mine", "heading": "Two"},
    ]
    assert entries(small, "search-pages.json") == [
        {"kind": "page", "path": "mine/", "label": "Mine", "text": "One."},
        {"kind": "page", "path": "mine/#two", "label": "Mine", "heading": "Two", "text": "Three."},
        {"kind": "page", "path": "mine/#four", "label": "Mine", "heading": "Four", "text": "Five."},
    ]
    assert entries(small, "search-last.json") == [
        {"kind": "page", "path": "mine-last/", "label": "Mine last", "text": "Six."}
    ]

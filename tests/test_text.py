from __future__ import annotations

import random

import pytest

from mkdocs_declaration.instrument.text.markup import EmphasisError, foreign_marks, lost_links, parse
from mkdocs_declaration.instrument.text.text import FootnoteMark, Span, Text, TextLink, unquoted


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("plain words", Text("plain words")),
        ("**WE**, the Heads", Text("WE, the Heads", (Span(0, 2, "strong"),))),
        ("recalling *the 2004 text* now", Text("recalling the 2004 text now", (Span(10, 23, "em"),))),
        ("**all *of* it**", Text("all of it", (Span(0, 9, "strong"), Span(4, 6, "em")))),
        ("***both*** end", Text("both end", (Span(0, 4, "strong"), Span(0, 4, "em")))),
        ("*one **two***", Text("one two", (Span(0, 7, "em"), Span(4, 7, "strong")))),
        ("***one** two*", Text("one two", (Span(0, 7, "em"), Span(0, 3, "strong")))),
        (r"5 \* 6 \\ 7", Text(r"5 * 6 \ 7")),
        (r"\<b> \[a](#1) \[^1] \_x_ \|---| \a", Text(r"<b> [a](#1) [^1] _x_ |---| \a")),
        (r"\\<b>", Text(r"\<b>")),
        (r"R&D \&amp; c", Text("R&D &amp; c")),
        (r"\<b\> \[a\](#1) \_c\_", Text("<b> [a](#1) _c_")),
        ("確保することを**決意し**、", Text("確保することを決意し、", (Span(7, 10, "strong"),))),
        ("see [article *5*](#5.2).", Text("see article 5.", (Span(12, 13, "em"),), (TextLink(4, 13, "#5.2"),))),
        (
            "[a](#1~2) [b](https://e.org/x_(y)?*)",
            Text("a b", (), (TextLink(0, 1, "#1~2"), TextLink(2, 3, "https://e.org/x_(y)?*"))),
        ),
        ("[a](#) **[b](#1)**", Text("a b", (Span(2, 3, "strong"),), (TextLink(0, 1, "#"), TextLink(2, 3, "#1")))),
        (r"\[a](#1) [b\](#1) [c](d) [](#1) [e]", Text("[a](#1) [b](#1) [c](d) [](#1) [e]")),
        (r"[a \[1\]](#1)", Text("a [1]", (), (TextLink(0, 5, "#1"),))),
        (
            "5 m<sup>2</sup> **H<sub>2</sub>O**",
            Text("5 m² H₂O", (Span(3, 4, "sup"), Span(5, 8, "strong"), Span(6, 7, "sub")), signs="5 m2 H2O"),
        ),
        (
            "10<sup>-3</sup> x<sub>(0+1)=–−9</sub> 1<sup>er</sup> \N{SUPERSCRIPT TWO}",
            Text(
                "10⁻³ x₍₀₊₁₎₌₋₋₉ 1er ²",
                (Span(2, 4, "sup"), Span(6, 15, "sub"), Span(17, 19, "sup")),
                signs="10-3 x(0+1)=–−9 1er ²",
            ),
        ),
        (r"a<sup> \<sup>1</sup> </sub>", Text("a<sup> <sup>1</sup> </sub>")),
        ("a[^1] b[^*]", Text("a b", (), (), (FootnoteMark(1, "1"), FootnoteMark(3, "*")))),
        (r"a\[^1] [^] [^a b]", Text("a[^1] [^] [^a b]")),
        ("  folded \n white\tspace ", Text("folded white space")),
        ("a no-break\N{NO-BREAK SPACE}space stays", Text("a no-break\N{NO-BREAK SPACE}space stays")),
    ],
)
def test_words_and_emphasis(markup: str, expected: Text) -> None:
    assert parse(markup) == (expected, ())


@pytest.mark.parametrize(
    ("markup", "errors"),
    [
        ("a *b", (EmphasisError("*", 0),)),
        (r"a \* **b", (EmphasisError("**", 1),)),
        ("**a *b** c*", (EmphasisError("**", 0), EmphasisError("**", 3))),
        ("**", (EmphasisError("**", 0),)),
    ],
)
def test_marks_without_a_partner(markup: str, errors: tuple[EmphasisError, ...]) -> None:
    assert parse(markup)[1] == errors


def test_markup_of_a_text_gives_the_text_again() -> None:
    pick = random.Random(2014)  # noqa: S311 - a repeatable sample, not a secret
    alphabet = [
        "*",
        "**",
        "\\*",
        "\\\\",
        "\\<",
        "<b>",
        "[",
        "<sup>",
        "</sup>",
        "1",
        "-",
        "[^1]",
        "](#1)",
        "\\]",
        "](https://e.org)",
        "_",
        "a",
        "b ",
        "é",
        "和",
        " ",
    ]
    tried = 0
    while tried < 500:
        text, errors = parse("".join(pick.choices(alphabet, k=pick.randint(1, 14))))
        if errors or text.plain != text.plain.strip(" "):
            continue
        tried += 1
        assert parse(text.markup) == (text, ())
        assert len(text.plain) == len(text.drawn)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("“The *Joint* Declaration”", "The *Joint* Declaration"),
        ("*“All of it”*", "*All of it*"),
        ("« Un titre\N{NO-BREAK SPACE}»", "Un titre"),
        ("「宣言」", "宣言"),
        ("„Ein Titel“", "Ein Titel"),
        ("“One” and “two”", "“One” and “two”"),
        ("“One", "“One"),
        ("The “River”", "The “River”"),
        ("“”", "“”"),
        ("", ""),
    ],
)
def test_quotation_marks_around_a_title_go(markup: str, expected: str) -> None:
    assert unquoted(parse(markup)[0]).markup == expected


def test_ends_of_links_that_have_no_beginning() -> None:
    markup = r"[x [y](#1) z](#2) a](#3) \[b](#4) [c](#5) \](#6)"
    assert foreign_marks(markup) == [(12, "](#2)"), (19, "](#3)")]


def test_a_title_without_quotation_marks_keeps_its_links() -> None:
    assert unquoted(parse("“[One](#1) and two”")[0]) == parse("[One](#1) and two")[0]


@pytest.mark.parametrize(
    ("markup", "is_told"),
    [
        ("[a](2.1)", True),
        ("[a]( #2 )", True),
        ("[a](https://x y)", True),
        ("[a](HTTPS://e.org)", True),
        ("[a](javascript:x)", True),
        ('[a](#2 "t")', True),
        ("[a](mailto:x@y)", True),
        ("[a](foo.md)", True),
        ("[a](/article-2/)", True),
        ("[a](b)", True),
        ("[a](b (c) d)", True),
        ("[a]()", True),
        ("[a](#2)", False),
        ("[a](https://e.org/x_(y))", False),
        (r"\[a](b)", False),
        (r"[a\](b)", False),
        ("[a] (b)", False),
        ("[^1](b)", False),
        ("(a)[b](#1)(c)", False),
    ],
)
def test_a_link_that_leads_nowhere_is_told(markup: str, *, is_told: bool) -> None:
    assert lost_links(markup) == ([(2, markup[4:-1])] if is_told else [])
    assert foreign_marks(markup) == []
    assert parse(markup)[0].links == () or not is_told


def test_links_that_lead_nowhere_are_told_after_what_is_escaped() -> None:
    markup = r"\\[a](b) \[a](b) [c \[d\]](e)\n[f](#1) [g](h)"
    assert lost_links(markup) == [(4, "b"), (25, "e"), (41, "h")]

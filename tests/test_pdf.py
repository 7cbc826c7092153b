"""The PDF, read by a reader that is not ours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import typst
from pypdf import PdfReader

from mkdocs_declaration.exports.table import EXPORTERS, unset_characters
from mkdocs_declaration.problems import Position, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

OTHER = """
format: 1
instrument: {id: t, title: "A & <B> #C", kind: act, language: en}
preamble: {heading: "*Pre*amble", recitals: [One], closing: Enacts}
body:
  - kind: chapter
    number: Chapter I
    content:
      - kind: article
        number: Article 1
        heading: "A_b & <c> `d` #let $x$"
        slug: one
        content:
          - number: "1."
            text: 'a < b && \\[c](d) \\* # ~~e~~ | **bold *both* end** <script> @f $g$ // h /* i */ = j'
            items:
              - {number: (a), text: "1. one;"}
              - {text: "- two;", items: [{number: (i), text: "+ three"}]}
            closing: both & all.
          - {heading: "*He*ading", text: Unnumbered.}
  - kind: annex
    slug: annex
    content: [{number: "1.", text: Form.}]
"""


def squeezed(text: str) -> str:
    return "".join(text.split())


def read_pdf(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader, short_title: str) -> str:
    """The text without blanks, which are the typesetter's, and without the lines at head and foot of the pages."""
    found = ""
    for number, page in enumerate(reader.pages, 1):
        text = squeezed(page.extract_text())
        for line in ([squeezed(short_title)] if number > 1 else []) + [f"{number}/{len(reader.pages)}"]:
            assert line in text
            text = text.replace(line, "", 1)
        found += text
    return found


def mark(clause: Clause) -> str:
    return clause.printed or (f"[{clause.counted}]" if clause.counted else "¶")


def written(clause: Clause) -> Iterator[str]:
    if clause.text is None:
        yield " ".join(filter(None, (clause.printed, str(clause.heading or "")))) or clause.label.capitalize()
    else:
        yield from (mark(clause), str(clause.heading or ""), clause.text.plain)
    for note in clause.notes:
        yield f"“{note.quote}” {'[sic: so in the source]' if note.sic else ''} {note.note or ''}"
    for child in clause.children:
        yield from written(child)


@pytest.fixture
def exported(read: Callable[..., Edition]) -> Edition:
    return read(OTHER)


def test_it_has_all_numbers_and_words_and_nothing_between(exported: Edition) -> None:
    text = text_of(read_pdf(EXPORTERS["declaration.pdf"].write(exported)), exported.instrument.short_title)
    expected = squeezed("".join(part for division in exported.instrument.divisions for part in written(division)))
    before, found, after = text.partition(expected)
    assert found, text
    assert before.startswith(squeezed(exported.instrument.printed_title.plain))
    assert after.startswith(f"Citethe{exported.instrument.kind}")


def test_every_clause_is_a_destination(exported: Edition) -> None:
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(exported))
    assert set(reader.named_destinations) == set(exported.instrument.by_id)


def test_a_script_of_another_font_is_not_set_in_that_of_a_typewriter(read: Callable[..., Edition]) -> None:
    arabic = read(OTHER.replace("language: en", "language: ar").replace("Unnumbered.", "يولد جميع الناس أحراراً."))
    reader = read_pdf(EXPORTERS["declaration.pdf"].write(arabic))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    # Without any font for the script there is only the typewriter's.
    suitable = {"Noto Naskh Arabic", "Noto Sans Arabic", "Amiri", "Scheherazade New", "FreeSerif", "DejaVu Sans"}
    installed = suitable & set(typst.Fonts().families())
    assert any("Mono" in font for font in fonts) == (not installed), fonts
    assert str(reader.root_object["/Lang"]) == "ar"


def test_a_region_is_kept(read: Callable[..., Edition]) -> None:
    for language, expected in (("pt-BR", "pt-BR"), ("zh-Hant", "zh-TW"), ("sr-Latn-RS", "sr-RS")):
        edition = read(OTHER.replace("language: en", f"language: {language}"))
        reader = read_pdf(EXPORTERS["declaration.pdf"].write(edition))
        assert str(reader.root_object["/Lang"]) == expected


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hides the fonts of the machine, which may have any character."""
    compiled = typst.compile

    def without_fonts(*args: Any, **options: Any) -> Any:
        return compiled(*args, **{**options, "ignore_system_fonts": True})

    monkeypatch.setattr(typst, "compile", without_fonts)


@pytest.mark.usefixtures("no_fonts")
def test_characters_without_a_font_are_boxes_and_reported(read: Callable[..., Edition]) -> None:
    cuneiform = read(OTHER.replace("Unnumbered.", "Eš 𒀀𒁀").replace("text: Form.", 'text: "𒀀\\U00012345"'))
    assert read_pdf(EXPORTERS["declaration.pdf"].write(cuneiform)).pages
    assert report(unset_characters(cuneiform)) == (
        "encoding.yaml:20:45: expected a font for each character of 'declaration.pdf', found none for U+12000 "
        "CUNEIFORM SIGN A and 2 more (Cuneiform); install 'fonts-noto-core' (of Debian and Ubuntu; elsewhere fonts of "
        "Noto), replace what has no font, or leave out the extra 'pdf', without which there is no such file "
        "[unset-character]\n"
        '    20 |           - {heading: "*He*ading", text: Eš 𒀀𒁀}\n'
        "       |                                             ^"
    )


@pytest.mark.usefixtures("no_fonts")
def test_a_text_without_any_font_is_one_problem(read: Callable[..., Edition]) -> None:
    thai = read(
        OTHER.replace("Unnumbered.", "บุคคลย่อม").replace("text: Form.", "text: すべての人間は、ァ生まれながら自由")
    )
    (problem,) = unset_characters(thai)
    assert problem.at == Position(20, 43)
    assert problem.message == (
        "expected a font for each character of 'declaration.pdf', found none for U+0E38 THAI CHARACTER SARA U and at "
        "least 19 more (Thai, Ideographic, Hiragana, Katakana, CJK); install 'fonts-noto-core' and 'fonts-noto-cjk' "
        "(of Debian and Ubuntu; elsewhere fonts of Noto), replace what has no font, or leave out the extra 'pdf', "
        "without which there is no such file"
    )


@pytest.mark.usefixtures("no_fonts")
def test_a_character_of_a_heading_is_reported_there(read: Callable[..., Edition]) -> None:
    lines = """{number: "2.",
             heading: Eš 𒀀,
             text: Numbered.}"""
    edition = read(OTHER.replace('{heading: "*He*ading", text: Unnumbered.}', lines))
    assert [problem.at for problem in unset_characters(edition)] == [Position(21, 26)]


def test_characters_that_some_font_has_are_not_reported(read: Callable[..., Edition]) -> None:
    assert unset_characters(read(OTHER.replace("Unnumbered.", "“Łódź” – Ελλάς — №‰…"))) == []

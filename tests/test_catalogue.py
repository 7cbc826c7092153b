"""The catalogue of words: a file a language, complete and of one form, and what a site overrides."""

from __future__ import annotations

import datetime
import re
import string
from pathlib import Path

import pytest

from mkdocs_declaration.foundation.data_files import read_data
from mkdocs_declaration.instrument.citations.citations import FORMS
from mkdocs_declaration.instrument.citations.styles import STYLES
from mkdocs_declaration.instrument.interface.catalogue import (
    NUMBERED,
    OF_GUIDES,
    SERIES,
    SETTINGS,
    Catalogue,
    english,
    faults,
)
from mkdocs_declaration.instrument.interface.kinds import KINDS
from mkdocs_declaration.instrument.interface.word_files import LANGUAGES, words_of
from mkdocs_declaration.instrument.numbering.numerals import Number, read_number

OTHERS = [language for language in LANGUAGES if language != "en"]
ROOT = Path(__file__).resolve().parent.parent
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder in ("plugins/mkdocs_declaration", "site_overrides")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".html", ".xhtml", ".xml", ".typ", ".js", ".opf") and "bundle" not in path.parts
]


def test_files_of_the_package_are_read_in_c_and_the_same_without(monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "plugins/mkdocs_declaration/instrument/numbering/alphabets.yaml"
    monkeypatch.setattr("yaml.scanner.Scanner.fetch_more_tokens", lambda _: pytest.fail("read in Python"))
    read = read_data(path)
    monkeypatch.undo()
    monkeypatch.delattr("yaml.CSafeLoader")
    assert read_data(path) == read


ORDINALS = {
    1: "first",
    10: "tenth",
    **{number: f"{number}th" for number in (11, 12, 13, 14, 20, 24, 30, 100, 111, 112, 113, 1000)},
    21: "21st",
    22: "22nd",
    23: "23rd",
    31: "31st",
    101: "101st",
    102: "102nd",
    121: "121st",
    1003: "1003rd",
}


@pytest.mark.parametrize("number", ORDINALS)
def test_english_ordinals(number: int) -> None:
    assert Catalogue().ordinal(number) == ORDINALS[number]


def test_ordinals_of_another_language() -> None:
    assert [Catalogue({"ordinal": "{number}º"}).ordinal(number) for number in (11, 21, 22)] == ["11º", "21º", "22º"]
    short = Catalogue({"ordinals": "", "ordinal-one": "{number}-st"})
    assert [short.ordinal(number) for number in (1, 2, 11, 21)] == ["1-st", "2nd", "11th", "21-st"]


def test_the_english_words_are_texts_under_their_keys() -> None:
    words = english()
    assert {key: type(words[key]) for key in words} == dict.fromkeys(words, str)
    assert words["paragraph"] == "paragraph"
    assert words is english()  # read once
    with pytest.raises(TypeError):
        words["paragraph"] = "clause"  # type: ignore[index]


def fields(words: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}


def test_there_are_words_in_four_languages() -> None:
    assert LANGUAGES == ("de", "en", "fr", "ja")


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_key_but_those_of_guides(language: str) -> None:
    assert set(words_of(language)) == {key for key in english() if not key.startswith(OF_GUIDES)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_words_for_every_kind_that_is_known(language: str) -> None:
    words = words_of(language)
    assert [kind for kind in KINDS if kind not in words or f"{kind}-plural" not in words] == []


@pytest.mark.parametrize("language", ["de", "fr"])
def test_names_of_kinds_are_read_before_a_number(language: str) -> None:
    words = words_of(language)
    unread = [kind for kind in KINDS if not isinstance(read_number(f"{words[kind]} 5"), Number)]
    assert unread == ["amendment"] * (language == "de")  # a Zusatzartikel 5 is beside article 5


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_a_language_are_such_as_a_site_may_state(language: str) -> None:
    assert faults(words_of(language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_words_of_a_language_have_the_placeholders_of_english(language: str) -> None:
    words = words_of(language)
    numbered = {key for key in words if fields(words[key]) == {"number"}}  # where English has the number behind
    missing = {key: fields(english()[key]) - fields(words[key]) for key in words if key not in numbered}
    # A sentence may say it without the number, and a heading without the kind.
    assert {key: names for key, names in missing.items() if names} == {}


def keys_with(pattern: str, language: str) -> list[str]:
    """The keys of the words of a language in which a pattern is found."""
    return [key for key, words in words_of(language).items() if re.search(pattern, words)]


def test_words_are_in_the_typography_of_their_language() -> None:
    assert keys_with("(?<!\xa0)[;:?!»]|«(?!\xa0)|['\"]", "fr") == []
    assert [key for key, words in words_of("de").items() if words.count("„") != words.count("“")] == []
    japanese = "[ぁ-んァ-ヴ一-龯]"
    assert keys_with(f"{japanese}[,.:;?!()]|[,.:;?!()]{japanese}", "ja") == []


def keys_by_parts() -> set[str]:
    """The keys that are put together from parts, as the code does it."""
    numbers = ("", "-plural")
    kinds = ("part", "chapter", "section", "article", "annex", "paragraph", "recital", "item")
    forms = {name for names in FORMS.values() for name in names}
    units = {f"units-{key}{where}" for key in ("none", "one", "other") for where in ("", "-in")}
    return {
        *NUMBERED,
        *(f"{kind}-plural" for kind in kinds),
        *(f"{form}-{kind}{number}" for form in forms for kind in (*kinds, "preamble") for number in numbers),
        *(f"{before}-{kind}{number}" for before in ("within", "signed") for kind in SERIES for number in numbers),
        *(f"ordinal-{form}" for form in ("one", "two", "few")),
        *(f"style-{style}" for style in STYLES),
        *(f"form-{form}" for form in ("script", "frame", "address", "markdown", "html", "rst")),
        *(f"colours-{colours}" for colours in ("light", "dark", "auto")),
        *(f"kind-{kind}-plural" for kind in ("organisation", "instrument", "mechanism", "fund", "plan")),
        *units,
        "signed-plural",
        *(f"un-recital{number}-alone" for number in numbers),
    }


def test_every_placeholder_is_explained_to_translators() -> None:
    guide = (ROOT / "content" / "pages" / "developers" / "words.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`\{(\w+)\}", guide.split("\n## For translators\n")[1]))
    assert {field for words in english().values() for field in fields(words)} - explained == set()


def test_no_key_is_without_use() -> None:
    """A key stands in the code in quotation marks; or its end does, behind a beginning that the code puts before it."""
    written = set(re.findall(r"""(?<=["'`])[\w.-]+(?=["'`])""", "\n".join(SOURCES)))
    beginnings = set(re.findall(r"""["'`]([a-z]+(?:-[a-z]+)*-)(?:\{|["'] ?[+~])""", "\n".join(SOURCES)))
    composed = {f"{beginning}{end}" for beginning in beginnings for end in written}
    assert set(english()) - written - composed - keys_by_parts() == set()


def test_a_language_without_words_has_english_ones_and_its_overrides() -> None:
    words = Catalogue({"article": "artikel"}, language="nl-BE")
    assert (words.language, words("home"), words.numbered("article", "5")) == ("en", "Home", "artikel 5")
    assert words.guides is words


def test_a_catalogue_is_of_the_language_stated_or_else_of_the_instrument() -> None:
    assert Catalogue().of("de-AT").language == "de"
    assert Catalogue(language="fr").of("de").language == "fr"
    assert Catalogue({"home": "Anfang"}).of("de")("home") == "Anfang"
    assert Catalogue().of("de").guides("article") == "article"
    stated = Catalogue({"article": "Art.", "short-article": "a"}, language="de")
    assert (stated.numbered("article", "5"), stated.guides("article"), stated.guides("short-article")) == (
        "Art. 5",
        "article",
        "a",
    )


def test_names_in_numbers_do_not_depend_on_the_language_of_the_interface() -> None:
    assert Catalogue(language="ja").names == Catalogue(language="de").names == Catalogue().names


@pytest.mark.parametrize(
    ("language", "day", "ordinals"),
    [
        ("en", "12 November 2014", ["first", "11th", "21st"]),
        ("fr", "12 novembre 2014", ["premier", "11e", "21e"]),
        ("de", "12. November 2014", ["erster", "11.", "21."]),
        ("ja", "2014年11月12日", ["第一", "第十一", "第二十一"]),
    ],
)
def test_days_and_ordinals(language: str, day: str, ordinals: list[str]) -> None:
    words = Catalogue(language=language)
    assert words.date(datetime.date(2014, 11, 12)) == day
    assert [words.ordinal(number) for number in (1, 11, 21)] == ordinals


def test_a_setting_has_one_of_its_values() -> None:
    assert faults({"numerals": "roman"}) == ["expected latn or jpan for 'numerals', found 'roman'"]
    assert {key: english()[key] in values for key, values in SETTINGS.items()} == dict.fromkeys(SETTINGS, True)


@pytest.mark.parametrize(
    ("words", "character"),
    [
        ("\x00label\x00", "U+0000 (a control character)"),
        ("a\x01b\x02c\x03", "U+0001 (a control character)"),
        ("\ufdd0title\ufdd1", "U+FDD0 (a noncharacter)"),
        ("\ud800", "U+D800 (half of a surrogate pair)"),
    ],
)
def test_words_hold_no_character_that_no_file_can_hold(words: str, character: str) -> None:
    assert faults({"paragraph": words}) == [f"expected printable text for 'paragraph', found the character {character}"]


def test_words_may_be_on_lines_of_their_own() -> None:
    assert faults({"full-text-lead": "All of it,\n\ton one page\n"}) == []

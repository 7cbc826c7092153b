from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from mkdocs_declaration.glossary.inflections import inflected
from mkdocs_declaration.glossary.matcher import MARKED, UNSPACED, Matcher, _letter
from mkdocs_declaration.glossary.mentions import links
from mkdocs_declaration.glossary.term import Term
from mkdocs_declaration.instrument.text.text import Span


def term(id_: str, *forms: str, never_in: tuple[str, ...] = (), ignore_case: bool = False) -> Term:
    return Term(
        id=id_, name=id_, kind="concept", forms=forms, never_in=never_in, ignore_case=ignore_case, description="-"
    )


TERMS = [
    term("interpol", "INTERPOL", "International Criminal Police Organization (ICPO - INTERPOL)"),
    term("igci", "INTERPOL Global Complex for Innovation", "INTERPOL Global Complex for Innovation (IGCI)", "IGCI"),
    term("asean", "ASEAN"),
    term("ammtc", "ASEAN Ministerial Meeting on Transnational Crime (AMMTC)", "AMMTC"),
    term("e-ads", "electronic ASEANAPOL Database System(e-ADS)", "e-ADS"),
    term("ict", "ICT"),
    term("dialogue", "asean dialogue", ignore_case=True),
    term("unodc-ja", "国連薬物犯罪事務所"),
    term("un-th", "สหประชาชาติ"),
    term("un-ar", "الأمم المتحدة"),
    term("network", "G8 24/7 Network"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the INTERPOL Global Complex for Innovation (IGCI), and", [("igci", 4, 49)]),
        ("the INTERPOL Global Complex, and", [("interpol", 4, 12)]),
        ("International Criminal Police Organization (ICPO - INTERPOL), G8", [("interpol", 0, 60)]),
        ("ASEAN, the ASEAN Ministerial Meeting on Transnational Crime (AMMTC)", [("asean", 0, 5), ("ammtc", 11, 67)]),
        ("the electronic ASEANAPOL Database System(e-ADS);", [("e-ads", 4, 47)]),
        ("System(e-ADS)", [("e-ads", 7, 12)]),
        ("ICTs, restrICTed, PICT, ICT_2, ict", []),
        ("ICT-based (ICT) “ICT”.", [("ict", 0, 3), ("ict", 11, 14), ("ict", 17, 20)]),
        ("ASEAN’s and ASEAN-Japan", [("asean", 0, 5), ("asean", 12, 17)]),
        ("the ASEAN Dialogue, Asean DIALOGUES, asean", [("dialogue", 4, 18)]),
        ("国際機関である国連薬物犯罪事務所は、", [("unodc-ja", 7, 16)]),
        ("กฎบัตรสหประชาชาติว่าด้วย", [("un-th", 6, 17)]),
        ("شعوب الأمم المتحدة قد، والأمم المتحدة", [("un-ar", 5, 18)]),
        ("الأمم المتحدةُ", []),
        ("G8 24/7 Network, and", [("network", 0, 15)]),
        ("the ASEAN\u00a0Ministerial\n  Meeting on\u2009Transnational\u3000Crime (AMMTC)", [("ammtc", 4, 62)]),
        ("G8\u202f24/7 Network, and\tAsean\u00a0\ndialogue", [("network", 0, 15), ("dialogue", 21, 36)]),
        ("G824/7 Network", []),
        ("", []),
    ],
)  # fmt: skip
def test_mentions(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(span.kind, span.start, span.end) for span in Matcher(TERMS).mentions(text)] == expected


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_a_letter_is_one_with_marks_and_of_scripts_with_blanks(flags: int) -> None:
    letter, unspaced = re.compile(_letter(), flags), re.compile(f"[{UNSPACED}]")
    for char in filter(str.isprintable, map(chr, range(sys.maxunicode + 1))):
        is_mark = unicodedata.category(char) in {"Mn", "Mc"} and any(ord(char) in codes for codes in MARKED)
        is_letter = (is_mark or char.isalnum() or char == "_") and not unspaced.match(char)
        assert bool(letter.match(char)) is is_letter, hex(ord(char))


@pytest.mark.parametrize("ignore_case", [False, True])
@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (("UN", "ASEAN"), "UN, UNs, xUN, ÉUN, UÑ UN\u0301 ASEAN", ["UN", "ASEAN"]),
        (("UN", "(UN)"), "x(UN)x UNx xUN UN", ["(UN)", "UN"]),
        (("UN", "憲章"), "x憲章x UNx xUN UN", ["憲章", "UN"]),
        (("C+", "§5"), "xC+x C+x x§5x x§5", ["C+", "§5"]),
    ],
)
def test_an_edge_of_a_form_is_no_letter_or_has_none_outside(
    forms: tuple[str, ...], text: str, expected: list[str], *, ignore_case: bool
) -> None:
    matcher = Matcher([term("t", *forms, ignore_case=ignore_case)])
    assert [text[span.start : span.end] for span in matcher.mentions(text)] == expected


def test_a_form_may_be_long_and_many_may_share_a_beginning() -> None:
    long = "Very " * 400 + "Long Name"
    many = [term(f"t{count}", f"Form {count}") for count in range(1000)]
    found = Matcher([term("long", long), *many]).mentions(f"the {long}, Form 17 and Form 170")
    assert [(span.kind, span.start) for span in found] == [("long", 4), ("t17", 2015), ("t170", 2027)]


def test_a_form_may_be_written_with_a_no_break_space() -> None:
    found = Matcher([term("sc", "Security\u00a0 Council")]).mentions("Security Council and Security\u00a0Council")
    assert [(span.start, span.end) for span in found] == [(0, 16), (21, 37)]


@pytest.mark.parametrize("ignore_case", [False, True])
def test_in_longer_words_a_term_is_not_meant(*, ignore_case: bool) -> None:
    terms = [
        term("subject", "subject", "subjects", never_in=("data subject", "subject matter"), ignore_case=ignore_case),
        term("matter", "subject matter of a claim"),
    ]
    text = "a subject, the data subject, its data subjects, the subject matter, the subject matter of a claim"
    found = [(span.kind, text[span.start : span.end]) for span in Matcher(terms).mentions(text)]
    assert found == [("subject", "subject"), ("subject", "subjects"), ("matter", "subject matter of a claim")]


@pytest.mark.parametrize("ignore_case", [False, True])
def test_longer_words_may_begin_a_sentence_and_have_hyphens(*, ignore_case: bool) -> None:
    terms = [
        term("subject", "subject", "subjects", never_in=("data subjects", "data subject"), ignore_case=ignore_case)
    ]
    text = "Data subjects have data-subject rights. Data-subject is one word, a Subject and subject another"
    found = [text[span.start : span.end] for span in Matcher(terms).mentions(text)]
    assert found == (["Subject", "subject"] if ignore_case else ["subject"])


def test_a_form_may_have_its_digits_raised_or_lowered() -> None:
    gas, area = term("gas", "CO2", "N2O3"), term("area", "m2", ignore_case=True)
    text = "CO₂ and CO2, N₂O₃, M² but not CO²2"
    assert [(span.kind, text[span.start : span.end]) for span in Matcher([gas, area]).mentions(text)] == [
        ("gas", "CO₂"),
        ("gas", "CO2"),
        ("gas", "N₂O₃"),
        ("area", "M²"),
    ]
    assert [span.kind for span in Matcher([gas, term("own", "CO₂")]).mentions("CO₂ CO2")] == ["own", "gas"]


def test_longer_words_that_are_another_term_mention_it() -> None:
    subject = term("subject", "subject", never_in=("data subject",))
    for terms in ([subject, term("data", "data subject")], [term("data", "data subject"), subject]):
        assert [span.kind for span in Matcher(terms).mentions("data subject")] == ["data"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("provider(s)", ["provider", "providers", "provider(s)"]),
        ("part(y|ies)", ["party", "parties"]),
        ("natural person(s) concerned", ["natural person concerned", "natural persons concerned",
                                         "natural person(s) concerned"]),
        ("Vertragspartei(en)", ["Vertragspartei", "Vertragsparteien", "Vertragspartei(en)"]),
        ("Complex for Innovation (IGCI)", ["Complex for Innovation (IGCI)"]),
        ("IGCI(ASEAN)", ["IGCI(ASEAN)"]),
        ("機関(案)", ["機関(案)"]),
        ("(s)", ["(s)"]),
        ("re(s)t", ["re(s)t"]),
        ("UN", ["UN"]),
    ],
)  # fmt: skip
def test_a_form_states_its_inflections(form: str, expected: list[str]) -> None:
    assert list(inflected(form)) == expected


def test_a_form_stands_for_no_more_than_is_read() -> None:
    with pytest.raises(ValueError, match="81"):
        inflected("a(s) b(s) c(s) d(s)")


def test_a_glossary_without_forms_finds_nothing() -> None:
    assert Matcher([]).mentions("ASEAN") == ()


@pytest.mark.parametrize(
    ("policy", "expected"),
    [("clause", [0, 20]), ("page", [0]), ("all", [0, 10, 20]), ("never", [])],
)
def test_policies_choose_links_on_a_page_of_two_clauses(policy: str, expected: list[int]) -> None:
    seen: set[str] = set()
    first = links([Span(0, 5, "t"), Span(10, 15, "t")], {"t": policy}, seen)
    second = links([Span(20, 25, "t")], {"t": policy}, seen)
    assert [span.start for span in (*first, *second)] == expected


def test_forms_that_part_from_one_another_hundreds_of_times() -> None:
    matcher = Matcher([term(f"t{length}", "a" * length) for length in range(1, 601)])
    for length in (1, 49, 50, 51, 52, 600):
        assert matcher.mentions(f"an {'a' * length} is") == (Span(3, 3 + length, f"t{length}"),)
    assert matcher.mentions("a" * 601) == ()

"""The engine of the search: every word is found where it stands, the surest first, and marked where it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import bundle
import udhr
from engines import EVERY_PHRASE, EVERY_WORD, data, engine_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from mkdocs_declaration.edition import Edition

ROOT = Path(__file__).resolve().parent.parent
SEARCH = """async ([data, queries]) => {
  const engine = await engineOf(data)
  return queries.map(query => {
    const { hits, count, near } = engine.search(query)
    const cut = (text, marks) => marks.map(([from, to]) => text.slice(from, to))
    return { paths: hits.map(({ entry }) => entry.path), because: hits.map(({ because }) => because), count, near,
      marks: hits.map(hit => cut(hit.entry.text ?? "", hit.marks)),
      heading: hits.map(hit => cut(hit.entry.heading ?? "", hit.headingMarks)),
      label: hits.map(hit => cut(hit.entry.label, hit.labelMarks)) }
  })
}"""
KNOWN = """async tags => {
  const known = await Promise.all(tags.map(async tag => {
    const { stemmer, stopwords } = await languageOf(tag)
    return [tag, stopwords.length > 50 && stemmer("a") === "a"]
  }))
  return Object.fromEntries(known)
}"""
FOLDED = {
    "Café": "cafe",
    "CAFE\u0301": "cafe",
    "ＡＳＥＡＮ": "asean",
    "naïve": "naive",
    "Straße": "strasse",
    "Łódź": "lodz",
    "Ωμός": "ωμοσ",
    "ﬁnance": "finance",
    "İstanbul": "istanbul",
    "ёлка": "елка",
    "soft\u00adhyphen": "softhyphen",
    "حُرِّيَّة": "حريه",
    "أَسْرَة": "اسره",
    "آخر": "اخر",
    "مصطفى": "مصطفي",
    "حـــق": "حق",
    "٢٦": "26",
    "๒๖": "26",
    "हिन्दी": "हिन्दी",
    "한국어": "한국어",
}


@pytest.fixture(scope="module")
def engine(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the engine."""
    with engine_page(chromium, tmp_path_factory.mktemp("engine")) as page:
        yield page


def made(*texts: str, language: str = "en", **entries: dict[str, Any]) -> dict[str, Any]:
    """Clauses 1, 2 … of some texts, and other entries by their path."""
    clauses = [
        {"kind": "clause", "path": str(number), "label": f"clause {number}", "text": text}
        for number, text in enumerate(texts, 1)
    ]
    others = [{"path": path, "label": path, **entry} for path, entry in entries.items()]
    return {"language": language, "places": [], "entries": [*others, *clauses]}


def search(engine: Page, searched: dict[str, Any], query: str) -> dict[str, Any]:
    """What one query gives."""
    (found,) = engine.evaluate(SEARCH, [searched, [query]])
    answer: dict[str, Any] = found
    return answer


def paths(engine: Page, searched: dict[str, Any], query: str) -> list[str]:
    """The paths that one query gives."""
    found: list[str] = search(engine, searched, query)["paths"]
    return found


@pytest.mark.parametrize("language", ["ja", "th", "ar", "zh", "de", "en", "fr"])
def test_each_word_of_a_text_is_found_in_each_clause_that_has_it(
    engine: Page, read: Callable[..., Edition], language: str
) -> None:
    found = engine.evaluate(EVERY_WORD, [data(read(udhr.encoding(language))), language in ("ja", "th", "zh")])
    assert found["missed"] == []
    assert found["count"] > 300


@pytest.mark.parametrize("language", ["ja", "th", "ar", "de", "en"])
def test_each_phrase_of_a_text_is_found_where_it_stands(
    engine: Page, read: Callable[..., Edition], language: str
) -> None:
    found = engine.evaluate(EVERY_PHRASE, [data(read(udhr.encoding(language))), language in ("ja", "th")])
    assert found["missed"] == []
    assert found["count"] > 100


def test_letters_are_compared_without_what_people_leave_out(engine: Page) -> None:
    assert engine.evaluate("words => words.map(word => tokens.folded(word))", list(FOLDED)) == list(FOLDED.values())


def test_the_words_themselves_come_before_relatives_longer_words_and_slips(engine: Page) -> None:
    text = made("Terrorists.", "The terror of it.", "A terrorist and a terrorist.", "Terrorism is a terrorist’s means.")
    assert paths(engine, text, "terrorist") == ["3", "4", "1"]
    assert paths(engine, text, "terrori") == ["1", "4", "3"]
    assert paths(engine, made("Traffic.", "Trafficking."), "traficking") == ["2"]


def test_an_entry_with_all_words_leaves_out_those_with_some(engine: Page) -> None:
    text = made("The border of the sea.", "Control of goods.", "Border control.", "Control at any border.")
    assert paths(engine, text, "border control") == ["3", "4"]
    assert paths(engine, text, "the border control") == ["3", "4"]
    assert paths(engine, text, "goods at sea") == ["2", "1"]


def test_words_that_stand_everywhere_decide_nothing_but_are_found(engine: Page) -> None:
    text = made("Parties shall meet.", "The parties may act.", "Of this.", "It must not.")
    assert paths(engine, text, "shall") == ["1"]
    assert paths(engine, text, "may") == ["2"]
    assert paths(engine, text, "must") == ["4"]
    assert paths(engine, text, "of the meeting") == ["1"]
    assert paths(engine, text, "parties may") == ["2", "1"]


def test_words_are_joined_and_parted(engine: Page) -> None:
    text = made("Coast guards.", "Counter-terrorism.", "A guard of the coast.", "The harbour master.", "Cyberspace.")
    assert paths(engine, text, "coastguard") == ["1"]
    assert paths(engine, text, "coast-guard") == ["3", "1"]
    assert paths(engine, text, "counterterrorism") == ["2"]
    assert paths(engine, text, "harbormaster") == ["4"]
    assert paths(engine, text, "cyber space") == ["5"]
    assert paths(engine, text, "cyb*") == ["5"]


def test_words_in_quotation_marks_stand_as_they_are(engine: Page) -> None:
    text = made(
        "Border control.", "Control of a border.", "Border controls.", "Über den Fluss.", "国際的な協力と平和。"
    )
    for query in ('"border control"', "“Border control”", "«border control»", "„border control“", "「border control」"):
        assert paths(engine, text, query) == ["1"]
    assert search(engine, text, '"control border"') == {
        **{part: [] for part in ("paths", "because", "marks", "heading", "label")},
        "count": 0,
        "near": ["control", "border"],
    }
    assert paths(engine, text, "“uber den”") == ["4"]
    assert search(engine, text, "「的な協力」")["marks"] == [["的な協力"]]
    assert set(paths(engine, text, '"border cont')) == {"1", "2", "3"}  # which is still being typed


def test_slips_of_one_key_in_short_words_and_two_in_long_ones(engine: Page) -> None:
    text = made("Guard.", "Organised trafficking.", "Olympic games.", "Seas.")
    assert paths(engine, text, "gaurd") == ["1"]
    assert paths(engine, text, "gard") == ["1"]
    assert paths(engine, text, "grd") == []
    assert paths(engine, text, "trafiking") == ["2"]
    assert paths(engine, text, "organized") == ["2"]
    assert search(engine, text, "olmypic")["near"] == ["Olympic"]
    assert paths(engine, text, "traficki") == ["2"]  # which is still being typed


def test_a_heading_leads_and_terms_and_pages_follow_the_text(engine: Page) -> None:
    text = made(
        "Piracy is a threat.",
        "Nothing.",
        page={"kind": "page", "text": "This page explains piracy."},
        term={"kind": "term", "label": "ReCAAP", "text": "It fights piracy."},
        division={"kind": "division", "heading": "Sea Piracy"},
    )
    assert paths(engine, text, "piracy") == ["division", "1", "term", "page"]
    assert paths(engine, text, "recaap") == ["term"]


def test_a_term_leads_if_it_is_asked_for_by_name(engine: Page) -> None:
    text = made(
        "The EU meets.",
        "The European Union meets the EU.",
        eu={"kind": "term", "label": "EU", "heading": "European Union", "names": ["EU", "Union"]},
        eurojust={"kind": "term", "label": "Eurojust", "text": "A body of the EU."},
    )
    assert paths(engine, text, "eu")[0] == "eu"
    assert paths(engine, text, "european union") == ["eu", "2"]
    assert paths(engine, text, "EU meets")[0] == "1"


def test_another_name_is_the_reason_and_no_word_of_the_text(engine: Page) -> None:
    text = made(
        "Drug abuse.",
        division={
            "kind": "division",
            "heading": "Illicit Drug Trafficking",
            "also": ["narcotics", "hard drugs", "麻薬"],
        },
    )
    found = search(engine, text, "narcotic")
    assert (found["paths"], found["because"], found["heading"]) == (["division"], ["narcotics"], [[]])
    found = search(engine, text, "drugs")
    assert (found["paths"], found["because"]) == (["division", "1"], ["hard drugs", None])
    assert search(engine, text, "麻薬")["because"] == ["麻薬"]
    assert search(engine, text, "trafficking")["because"] == [None]


def test_marks_are_places_in_what_was_written(engine: Page) -> None:
    text = made(
        "Über die Bru\u0308cken – ＦＬＵＳＳ.",
        language="de",
        d={"kind": "division", "label": "§ 1 Fluss", "heading": "Brücke"},
    )
    found = search(engine, text, "bruecke")
    assert found["marks"] == [[], ["Bru\u0308cken"]]
    assert found["heading"] == [["Brücke"], []]
    assert search(engine, text, "fluss") | {"near": 0} == {
        "paths": ["1", "d"],
        "because": [None, None],
        "count": 2,
        "near": 0,
        "marks": [["ＦＬＵＳＳ"], []],
        "heading": [[], []],
        "label": [[], ["Fluss"]],
    }
    japanese = made("テロ及びｻｲﾊﾞｰ犯罪", language="ja")
    assert search(engine, japanese, "サイバー犯罪")["marks"] == [["ｻｲﾊﾞｰ犯罪"]]
    assert search(engine, japanese, "罪")["marks"] == [["罪"]]


def test_arabic_words_are_found_behind_what_is_written_with_them(engine: Page) -> None:
    text = made("الحرية", "والحريات", "حرية", "بالقانون", "للقانون", language="ar")
    assert paths(engine, text, "حرية") == ["3", "1", "2"]
    assert set(paths(engine, text, "قانون")) == {"4", "5"}
    assert set(paths(engine, text, "القانون")) == {"4", "5"}
    assert set(paths(engine, text, "ولحرية")) == {"1", "2", "3"}


def test_korean_and_hebrew_words_are_found_with_and_without_what_is_written_with_them(engine: Page) -> None:
    text = made("자유를 누린다", "자유가 있다", "והחירות", "החירות", language="ko")
    assert paths(engine, text, "자유") == ["1", "2"]
    assert paths(engine, text, "자유를") == ["1", "2"]
    assert paths(engine, text, "חירות") == ["3", "4"]


def test_a_word_with_its_own_accents_comes_before_one_with_others(engine: Page) -> None:
    text = made("Sie wählen.", "Wahlen.", "Wa\u0308hlen.", language="de")
    assert paths(engine, text, "Wahlen")[0] == "2"
    assert paths(engine, text, "wählen")[2] == "2"


def test_letters_at_an_apostrophe_decide_nothing(engine: Page) -> None:
    text = made("The victims’ families.", "ASEAN’s efforts.", "La liberté d’expression.", "Vitamin D.")
    assert paths(engine, text, "victim's families") == ["1"]
    assert paths(engine, text, "efforts of ASEAN's") == ["2"]
    assert paths(engine, text, "liberté d'expression") == ["3"]
    assert paths(engine, text, "d") == ["4", "3"]


def test_both_kana_are_one(engine: Page) -> None:
    text = made("テロ対策。", "てろ。", language="ja")
    assert paths(engine, text, "てろ") == ["2", "1"]
    assert search(engine, text, "ﾃﾛ")["marks"] == [["てろ"], ["テロ"]]


def test_a_word_is_one_where_the_print_spaces_its_characters(engine: Page) -> None:
    text = made(
        "附則は、別に定める。",
        "第一条　附　則　文。",
        language="ja",
        d={"kind": "division", "label": "附　則", "heading": "附\u3000\u3000則"},
    )
    assert paths(engine, text, "附則") == ["d", "2", "1"]
    assert paths(engine, text, "附　則") == ["d", "2", "1"]
    found = search(engine, text, "附則")
    assert (found["heading"][0], found["marks"][1:]) == (["附\u3000\u3000則"], [["附　則"], ["附則"]])
    assert paths(engine, text, "条附") == []


def test_the_stem_of_a_word_may_begin_another(engine: Page) -> None:
    text = made("Freedom of religion.", "Motherhood.")
    assert paths(engine, text, "religious freedom") == ["1"]
    assert paths(engine, text, "mothers") == ["2"]


def test_a_text_that_is_pasted_is_found(engine: Page) -> None:
    clause = " ".join(f"word{number} of" for number in range(100))
    assert paths(engine, made("Other words.", clause), clause) == ["2"]


def test_letters_without_an_end_are_answered_at_once(engine: Page) -> None:
    took = engine.evaluate(
        """async ([data, query]) => {
          const engine = await engineOf(data)
          const begun = performance.now()
          engine.search(query)
          return performance.now() - begun
        }""",
        [made("A text."), "x" * 10_000],
    )
    assert took < 1000  # and not ten seconds, while the worker hears nothing


def test_compounds_are_found_by_their_parts(engine: Page) -> None:
    text = made("Die Religionsfreiheit.", "Gedanken-, Gewissens- und andere Freiheit.", language="de")
    assert paths(engine, text, "Freiheiten") == ["2"]
    assert paths(engine, made("Die Religionsfreiheit.", language="de"), "Freiheit") == ["1"]
    assert paths(engine, text, "Gewissensfreiheit") == ["2"]


def test_each_language_has_a_file_and_others_have_none(engine: Page) -> None:
    files = sorted(path.stem for path in (bundle.SOURCES / "scripts" / "search" / "languages").iterdir())
    known = engine.evaluate(KNOWN, [*files, "en-GB", "nb", "pt-BR", "zz", "constructor"])
    assert known == {
        **dict.fromkeys([*files, "en-GB", "nb", "pt-BR"], True),
        **dict.fromkeys(["zz", "constructor"], False),
    }


def test_nothing_is_found_of_nothing(engine: Page) -> None:
    for query in ("", " ", "*", "“”", "…"):
        assert search(engine, made("Text."), query)["count"] == 0


def test_what_is_used_of_other_projects_is_bundled_with_its_licence(tmp_path: Path) -> None:
    _, packages = bundle.esbuild(tmp_path, "scripts/search/engine.js", "scripts/search/languages.js", "--format=esm")
    assert packages == {"@orama/stemmers", "@orama/stopwords", "minisearch"}
    licences = bundle.licences(packages)
    assert "minisearch 7.2.0\n\nCopyright 2022 Luca Ongaro" in licences
    assert licences.count("Apache License") >= 2
    with pytest.raises(RuntimeError, match="no-such-package has no file LICENSE"):
        bundle.licences({"no-such-package"})

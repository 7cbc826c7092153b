"""A glossary of many terms: by letters, in any script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mkdocs_declaration.glossary.alphabetical import MAX_LETTERS, by_letter, grouped_letters
from mkdocs_declaration.pages.markup.templating import UNLETTERED

if TYPE_CHECKING:
    from project import Project

ACCENTED = ["Öl", "Émeute", "émeute", "zone", "Zebra", "8 rules"]


def terms(count: int) -> str:
    """A glossary of so many terms, of which the first are `ACCENTED`."""
    names = [*ACCENTED, *(f"{'BEKTZ'[n % 5]}ody {n:04}" for n in range(count - len(ACCENTED)))]
    entries = (
        f"  - {{id: t{n}, name: '{name}', kind: concept, forms: [Xy{n}], description: It., sources: [{{title: S}}]}}"
        for n, name in enumerate(names)
    )
    return "\n".join(["format: 1", "terms:", *entries])


def test_many_terms_stand_under_their_letters(small: Project) -> None:
    small.write("terms.yaml", terms(UNLETTERED + 1))
    small.config["strict"] = False  # nothing mentions them
    small.build()
    page = small.page("glossary/")
    letters = [heading.get_text() for heading in page.select("h2[id]")]
    assert letters == ["8", "B", "E", "K", "O", "T", "Z"]
    ids = [f"_letter-{n}" for n in range(1, 8)]
    assert [heading["id"] for heading in page.select(".term-letter > h2")] == ids
    assert [section["aria-labelledby"] for section in page.select(".term-letter")] == ids
    assert [link["href"] for link in page.select(".decl-subjects-letters a")] == [f"#{id_}" for id_ in ids]
    assert [link["href"] for link in page.select(".md-sidebar--secondary a")] == [f"#{id_}" for id_ in ids]
    first = [section.select_one("h3").get_text(strip=True) for section in page.select(".term-letter")]  # type: ignore[union-attr]
    assert first == ["8 rules", "Body 0000", "Émeute", "Kody 0002", "Öl", "Tody 0003", "Zebra"]
    assert {entry["id"] for entry in page.select(".term-entry")} == {f"t{n}" for n in range(UNLETTERED + 1)}


def test_of_fewer_terms_the_contents_list_all(small: Project) -> None:
    small.write("terms.yaml", terms(UNLETTERED))
    small.config["strict"] = False  # nothing mentions them
    small.build()
    page = small.page("glossary/")
    assert page.select("[id^=_letter], .decl-subjects-letters") == []
    assert len(page.select(".term-entry > h2")) == len(page.select(".md-sidebar--secondary a")) == UNLETTERED


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Ålesund", "Zug", "abc"], "A Z"),
        (["がく", "かい", "さけ"], "か さ"),
        (["각서", "강", "나라"], "ᄀ ᄂ"),
        (["Якорь", "ёж", "еда"], "Е Я"),
        (["منظمة", "أمم", "اتحاد"], "ا م"),
        (["ﬁne", "Ⅳ", "１st"], "1 F I"),
    ],
)
def test_letters_of_any_script(names: list[str], letters: str) -> None:
    assert " ".join(by_letter(names, lambda name: (name, name))) == letters


def test_a_script_of_many_signs_has_groups_of_them() -> None:
    names = [chr(0x4E00 + n) + "国" for n in range(1999)]
    groups = grouped_letters(by_letter(names, lambda name: (name, name)))
    assert len(groups) == 59 < MAX_LETTERS
    assert [name for found in groups.values() for name in found] == names
    assert next(iter(groups)) == "一–両"
    assert grouped_letters({}) == {}

"""Random edits of a text with all that a page shows of other pages: what an author does while a preview runs."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.instrument.interface.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

SENTENCES = (
    "The Board reports to the Council.",
    "Article 2, paragraph 1, applies to the Fund.",
    "See [there](#annex-1.1), and **here**.",
    "It is lit by 10<sup>3</sup> lamps.",
    "Articles 1 to 3 apply; so does paragraph 2 of article 3.",
    "The Fund pays the Board.",
    "Nothing of this binds others.",
)
NAMES = ("Lights", "Duties of the Board", "Money *and* means", "Other matters", None)


class EditedFiles:
    """An encoding, a glossary and a file of subjects, as data."""

    def __init__(self) -> None:
        """Begin with a text that has something of everything."""
        self.encoding: dict[str, Any] = {
            "format": "1",
            "instrument": {"id": "t", "title": "A Treaty", "kind": "treaty", "language": "en", "parties": ["A", "B"]},
            "preamble": {"opening": "The Parties,", "recitals": [*SENTENCES[:2]], "closing": "agree:"},
            "body": [
                {
                    "kind": "chapter",
                    "number": f"Chapter {number}",
                    "heading": "A chapter",
                    "content": [
                        {
                            "kind": "article",
                            "number": f"Article {article}",
                            "heading": NAMES[article % 4],
                            "content": [
                                {"number": f"{place}.", "text": SENTENCES[(article + place) % 7]} for place in (1, 2)
                            ],
                        }
                        for article in articles
                    ],
                }
                for number, articles in (("I", (1, 2)), ("II", (3,)))
            ],
        }
        self.encoding["body"].append(
            {"kind": "annex", "number": "Annex 1", "content": [{"number": "1.", "text": SENTENCES[4]}]}
        )
        self.glossary: dict[str, Any] = {
            "format": "1",
            "terms": [
                {
                    "id": name.lower(),
                    "name": name,
                    "kind": "organisation",
                    "forms": [name],
                    "description": f"It is not the {other}.",
                    "sources": [{"title": "A book"}],
                }
                for name, other in (("Board", "Council"), ("Council", "Fund"), ("Fund", "Board"))
            ],
        }

    def written(self, indent: int | None = 1) -> tuple[str, str]:
        """The encoding and the glossary as files, each value on a line of its own or all on one."""
        return json.dumps(self.encoding, indent=indent), json.dumps(self.glossary, indent=indent)

    def edit(self, random: Random) -> str:
        """Change something, so that the text has no errors; say what."""
        while True:
            before = deepcopy((self.encoding, self.glossary))
            change = random.choice(EDITS)
            change(self, random)
            encoding, glossary = self.written()
            named = ("t.yaml", encoding.encode()), ("g.yaml", glossary.encode())
            if (self.encoding, self.glossary) != before and read_edition(*named, Catalogue())[0] is not None:
                return change.__name__
            self.encoding, self.glossary = before


def _units(held: Any) -> Iterator[dict[str, Any]]:
    """Every unit that has words, and every division."""
    for value in held.values() if isinstance(held, dict) else held:
        if isinstance(value, dict):
            if "text" in value or "kind" in value:
                yield value
            yield from _units(value)
        elif isinstance(value, list):
            yield from _units([entry for entry in value if isinstance(entry, dict)])


def _pick(files: EditedFiles, random: Random, key: str) -> dict[str, Any]:
    return random.choice([unit for unit in _units(files.encoding) if key in unit and "format" not in unit])


def words(files: EditedFiles, random: Random) -> None:
    _pick(files, random, "text")["text"] = random.choice(SENTENCES)


def further_words(files: EditedFiles, random: Random) -> None:
    _pick(files, random, "text")["text"] += f" {random.choice(SENTENCES)}"


def recital(files: EditedFiles, random: Random) -> None:
    recitals = files.encoding["preamble"]["recitals"]
    recitals[random.randrange(len(recitals))] = random.choice(SENTENCES)


def heading(files: EditedFiles, random: Random) -> None:
    _pick(files, random, "kind")["heading"] = random.choice(NAMES) or "Another"


def no_heading(files: EditedFiles, random: Random) -> None:
    _pick(files, random, "kind").pop("heading", None)


def paragraph(files: EditedFiles, random: Random) -> None:
    content = _pick(files, random, "content")["content"]
    if "kind" not in content[0]:
        content.append({"number": f"{len(content) + 1}.", "text": random.choice(SENTENCES)})


def no_paragraph(files: EditedFiles, random: Random) -> None:
    content = _pick(files, random, "content")["content"]
    if len(content) > 1:
        content.pop()


def article(files: EditedFiles, random: Random) -> None:
    chapter = files.encoding["body"][1]
    number = 3 + len(chapter["content"])
    text = [{"number": "1.", "text": random.choice(SENTENCES)}]
    chapter["content"].append({"kind": "article", "number": f"Article {number}", "content": text})


def items(files: EditedFiles, random: Random) -> None:
    listed = [{"number": "(a)", "text": random.choice(SENTENCES)}, {"number": "(b)", "text": "the rest;"}]
    _pick(files, random, "text")["items"] = listed


def footnote(files: EditedFiles, random: Random) -> None:
    unit = _pick(files, random, "text")
    if "footnotes" not in unit:
        unit["text"] += "[^1]"
        unit["footnotes"] = [{"mark": "1", "text": random.choice(SENTENCES)}]


def brief(files: EditedFiles, random: Random) -> None:
    _pick(files, random, "kind")["brief"] = [
        {"text": random.choice(SENTENCES), "rests_on": [random.choice(["1.1", "2.1"])]}
    ]


def note(files: EditedFiles, random: Random) -> None:
    unit = _pick(files, random, "text")
    unit["notes"] = [{"quote": unit["text"].split()[0], "note": random.choice(SENTENCES)}]


def repealed(files: EditedFiles, random: Random) -> None:
    unit = _pick(files, random, "text")
    unit["repealed"] = not unit.get("repealed", False)


def title(files: EditedFiles, random: Random) -> None:
    files.encoding["instrument"]["title"] = f"A Treaty of {random.randrange(9)}"


def short_title(files: EditedFiles, random: Random) -> None:
    files.encoding["instrument"]["short_title"] = f"Treaty {random.randrange(9)}"


def language(files: EditedFiles, random: Random) -> None:
    files.encoding["instrument"]["language"] = random.choice(["en", "en", "en", "fr", "ar"])


def adopted(files: EditedFiles, random: Random) -> None:
    files.encoding["instrument"]["adopted"] = {"date": f"200{random.randrange(9)}-01-01", "place": "Port"}


def name_of_a_term(files: EditedFiles, random: Random) -> None:
    random.choice(files.glossary["terms"])["name"] = f"Body {random.randrange(9)}"


def forms_of_a_term(files: EditedFiles, random: Random) -> None:
    random.choice(files.glossary["terms"])["forms"].append(random.choice(["Treaty", "lamps", "others", "report"]))


def links_of_a_term(files: EditedFiles, random: Random) -> None:
    random.choice(files.glossary["terms"])["link"] = random.choice(["all", "clause", "page", "never"])


def definition(files: EditedFiles, random: Random) -> None:
    random.choice(files.glossary["terms"])["defined_in"] = random.choice(["1.1", "2.1", "3.2"])


def description(files: EditedFiles, random: Random) -> None:
    random.choice(files.glossary["terms"])["description"] = random.choice(SENTENCES[5:])


EDITS: tuple[Callable[[EditedFiles, Random], None], ...] = (
    *(words, further_words, recital, heading, no_heading, paragraph, no_paragraph, article, items, footnote, brief),
    *(note, repealed, title, short_title, language, adopted, name_of_a_term, forms_of_a_term, links_of_a_term),
    *(definition, description),
)
"""What is edited; a way is as likely as another."""

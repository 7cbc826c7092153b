"""Where an entry of a list was edited, the tree is that of composing all of the file.

The number of edits of each file is 200, or ten times that in the environment variable `EDITS`.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from mkdocs_declaration.encoding.yaml import incremental
from mkdocs_declaration.encoding.yaml import parser as yamltree
from mkdocs_declaration.encoding.yaml.decoding import decode
from mkdocs_declaration.encoding.yaml.parser import Mapping, Node, Scalar, Sequence, compose
from mkdocs_declaration.encoding.yaml.tree_cache import TreeMemory
from random_edits import EditedFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = int(os.environ.get("EDITS", "20")) * 10
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.yaml"))
MIXED = """format: "1"
instrument: {id: t, title: T, kind: treaty, language: en}
body:
- kind: part
  number: Part I
  content:
  - {kind: article, number: Article 1, heading: 'One', content: [{text: A},
     {number: (a), text: "It goes
       on"}]}
  -
    kind: article
    number: Article 2
    content:
    - text: |
        In a block,

        of lines.

    - text: >-
        Folded
        words
      items:
      - number: (a)
        text: plain words
          that go on
      - - number: (b)
        - text: 'quoted

            words'
- kind: annex
  number: ? A
"""
FILES = {
    **{sample.stem: sample.read_text(encoding="utf-8") for sample in SAMPLES},
    "JSON": EditedFiles().written(1)[0],
    "JSON on few lines": EditedFiles().written(None)[0].replace('{"kind"', '\n{"kind"'),
    "mixed": MIXED.replace("number: ? A", "number: A # the last one"),
}
LETTERS = (
    *"#:-?'\"*[]{},&!|>%@`\\ \t\na9é\r\u2028\ufeff\0",
    "- ",
    ": ",
    " #",
    "\n---\n",
    "\n...\n",
    "\n\n",
    "  ",
    "{}",
    "[]",
)


def edit(text: str, random: Random) -> str:
    """An edit within a line or two, as a hand or a slip of it makes them."""
    start = random.randrange(len(text) + 1)
    end = min(len(text), start + random.choice((0, 0, 1, 1, 2, 5, 30)))
    new = random.choice(
        ("", text[start:end][::-1], *("".join(random.choices(LETTERS, k=random.choice((1, 1, 2, 3)))),) * 3)
    )
    return text[:start] + new + text[end:]


def anew(text: str) -> tuple[Node | None, bool]:
    content, source, problems = decode("t.yaml", text.encode())
    assert content is not None
    node, further = compose(content, source)
    return node, not (problems or further)


@pytest.mark.parametrize("name", FILES)
def test_an_edited_tree_is_that_of_the_file(name: str) -> None:
    random, good, taken = Random(name), FILES[name], 0  # noqa: S311 - a repeatable sample, not a secret
    root, is_whole = anew(good)
    assert is_whole
    for _ in range(COUNT):
        memory = TreeMemory()
        memory.take(root, text=good, right_to_left=False)  # type: ignore[arg-type]
        before = repr(root)
        text = edit(good, random)
        found = memory.edited(text, right_to_left=False)
        if found is not None:
            taken += 1
            assert (found, True) == anew(text), text
            assert repr(root) == before
    assert taken > COUNT / 20


@pytest.mark.parametrize("name", FILES)
def test_a_tree_is_that_of_the_file_after_many_edits(name: str) -> None:
    random, text, taken = Random(f"many {name}"), FILES[name], 0  # noqa: S311 - a repeatable sample, not a secret
    memory, good = TreeMemory(), text
    memory.take(anew(text)[0], text=text, right_to_left=False)  # type: ignore[arg-type]
    for number in range(COUNT // 2):
        if number % 20 == 0:
            good = FILES[name]
        text = edit(text if number % 20 else good, random)
        found = memory.edited(text, right_to_left=False)
        node, is_whole = anew(text)
        if found is not None:
            taken += 1
            assert (found, True) == (node, is_whole), text
        if node is not None:
            node = memory.take(node if found is None else found, text=text if is_whole else None, right_to_left=False)
        if is_whole:
            assert node == anew(text)[0]
            good = text
        elif random.random() < 0.5:
            text = good  # which the author goes back to
    assert taken > COUNT / 80


@pytest.mark.parametrize(
    ("old", "new", "is_taken"),
    [
        ("plain words", "other words", True),
        ('"It goes', '"It went', True),
        ("Folded", "Put", True),
        ("of lines", "of line\ns", False),
        ("        of lines.", "...", False),
        ("plain words", "plain\n          words", True),
        ("plain words\n          that", "plain words that", True),
        ("number: (b)\n        - text", "number: (b)\n        - number: (c)\n        - text", True),
        ("- kind: annex", "\n- kind: annex", False),  # which is between entries
        ("A # the", "A # a\n  # the", False),
        ("title: T", "title: U", False),  # which is in no list
        ("plain words", "words # said", False),
        ("text: plain", "text: ", True),
        ("text: plain", "text plain", False),
        ("number: (b)", "(b)", True),
        ("number: (b)", "number: (b", True),
        ("number: (b)", "? (b)", False),  # which ends where what follows begins
        ("{text: A}", "{text: {}}", False),  # which is deeper
        ("{text: A}", "{text: A, b: B}", True),
        ("heading: 'One'", "kind: article", False),
    ],
)
def test_what_is_composed_by_itself(old: str, new: str, *, is_taken: bool) -> None:
    memory, good = TreeMemory(), FILES["mixed"]
    memory.take(anew(good)[0], text=good, right_to_left=False)  # type: ignore[arg-type]
    assert good.count(old) == 1
    found = memory.edited(good.replace(old, new), right_to_left=False)
    assert found == (anew(good.replace(old, new))[0] if is_taken else None)


def test_values_are_not_more_than_a_file_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, good = TreeMemory(), FILES["mixed"]
    root, _ = anew(good)
    memory.take(root, text=good, right_to_left=False)  # type: ignore[arg-type]
    more = good.replace("{text: A}", "{text: A, b: B}")
    monkeypatch.setattr(yamltree, "MAX_VALUES", count := len(list(values(root))) + 2)
    monkeypatch.setattr(incremental, "MAX_VALUES", count)
    assert memory.edited(more, right_to_left=False) == anew(more)[0]
    monkeypatch.setattr(yamltree, "MAX_VALUES", count - 1)
    monkeypatch.setattr(incremental, "MAX_VALUES", count - 1)
    assert not anew(more)[1]
    assert memory.edited(more, right_to_left=False) is None


def values(node: Node | None) -> Iterator[str]:
    """Keys and values."""
    yield type(node).__name__
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield key
            yield from values(value)
    if isinstance(node, Sequence):
        for item in node.items:
            yield from values(item)


def test_lines_are_counted_as_the_parser_does() -> None:
    good = 'title: "a\u2028b"\nbody:\n- {text: A}\n- {text: A}\n- {text: A}\n'
    memory = TreeMemory()
    memory.take(anew(good)[0], text=good, right_to_left=False)  # type: ignore[arg-type]
    for text in (good[:-3] + "B}\n", good.replace("A", "B", 1)):
        assert memory.edited(text, right_to_left=False) is None


def test_a_tab_that_indents_a_line_is_judged_in_its_place() -> None:
    """In braces it may be too far left for a text that goes on, as the lists around them tell."""
    good = "body:\n- {text: A,\n\tnumber: (a)}\n- {text: A}\n"
    memory, root = TreeMemory(), anew(good)
    assert root[1]
    memory.take(root[0], text=good, right_to_left=False)  # type: ignore[arg-type]
    wrong = good.replace("A,\n\tnumber: (a)", "A\n\tB")
    assert anew(wrong) == (None, False)
    assert memory.edited(wrong, right_to_left=False) is None


@pytest.mark.parametrize("new", ["A, b", "A]"])
def test_a_key_in_brackets_is_composed_with_what_is_around_it(new: str) -> None:
    """A key without a dash or braces ends at a comma, which by itself would be one of its words."""
    memory, good = TreeMemory(), "body: [\n  text: A\n  , text: B\n]\n"
    root, is_whole = anew(good)
    assert is_whole
    memory.take(root, text=good, right_to_left=False)  # type: ignore[arg-type]
    assert memory.edited(good.replace("A", new), right_to_left=False) is None


def test_nothing_is_taken_where_something_was_wrong() -> None:
    memory, good = TreeMemory(), FILES["mixed"]
    root = anew(good)[0]
    assert isinstance(root, Mapping)
    memory.take(root, text=None, right_to_left=False)
    assert memory.edited(good, right_to_left=False) is None
    memory.take(root, text=good, right_to_left=False)
    assert memory.edited(good, right_to_left=True) is None
    assert memory.edited(good, right_to_left=False) is root


def test_all_but_the_way_to_an_edit_is_the_same() -> None:
    memory, good = TreeMemory(), FILES["mixed"]
    root, _ = anew(good)
    memory.take(root, text=good, right_to_left=False)  # type: ignore[arg-type]
    edited = memory.edited(good.replace("plain words", "other words"), right_to_left=False)
    assert isinstance(root, Mapping)
    assert isinstance(edited, Mapping)
    assert [edited.entries[key][1] is value for key, (_, value) in root.entries.items()] == [True, True, False]
    assert isinstance(edited.entries["format"][1], Scalar)

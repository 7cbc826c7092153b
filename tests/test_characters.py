from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.foundation import characters
from mkdocs_declaration.permanence.anchors import differing
from mkdocs_declaration.problems import Position, Problem, Rule, Source, report, workflow_commands

BIDI = ["\u061c", "\u200e", "\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"]
TAGS = [chr(code) for code in (0xE0001, *range(0xE0020, 0xE0080))]
NONCHARACTERS = ["\ufdd0", *(chr(plane << 16 | code) for plane in range(17) for code in (0xFFFE, 0xFFFF)), "\ud800"]


def test_no_message_has_a_character_that_a_terminal_obeys_or_nobody_sees() -> None:
    hostile = [*BIDI, *CONTROLS, *TAGS, *NONCHARACTERS, "\u00ad", "\u2028", "\u2029", "\ufeff", "\ufff9"]
    text = "".join(f"a{char}b" for char in hostile)
    problems = [Problem(Rule.BAD_VALUE, text, Source("x.yaml", (text[i : i + 90],)), Position(1, 1)) for i in (0, 90)]
    for written in (report(problems), workflow_commands(problems)):
        assert [char for char in hostile if char in written] == []
        written.encode()


def test_what_a_script_uses_is_shown_as_it_is() -> None:
    for text in (
        "\u0645\u06cc\u200c\u062e",
        "\u0915\u094d\u200d\u0937",
        "\u0e01\u200b\u0e04",
        "\U0001f468\u200d\U0001f469",
    ):
        assert "".join(characters.shown(text)) == text


def test_a_difference_of_unseen_characters_is_seen() -> None:
    assert differing("a Whilst b", "a W\u200bhilst\u00a0b") == "a [-Whilst b-] {+W<ZWSP>hilst<NBSP>b+}"


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("a" + "\u200b" * 1_000_000, [1]),
        ("a" + "\u202a" * 1_000_000, [1]),
        ("a" + "\u2069" * 1_000_000, [1]),
        ("\u2066\u202a" * 10_000 + "\u2069" * 20_000, [0, 1]),
    ],
    ids=["spaces", "opened", "closed", "nested"],
)
def test_a_text_full_of_unseen_characters_is_reported_once(text: str, offsets: list[int]) -> None:
    assert [doubt.offset for doubt in characters.doubts(text, right_to_left=False)] == offsets


def test_all_that_is_ignored_in_display_is_known() -> None:
    visible = {0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}
    formats = {code for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"} - visible
    formats -= set(range(0x13430, 0x13440))  # those that join hieroglyphs
    assert [f"{code:04X}" for code in formats if "".join(characters.shown(chr(code))) == chr(code)] == []


def test_freezing_shows_by_name_what_hides_or_reorders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "format: 1\ninstrument: {id: t, title: T, kind: act, language: en}\nbody:\n"
    text += "  - {kind: section, number: '1', slug: one, content: [{text: We agree.}]}\n"
    outputs = []
    for words in ("We agree.", "We \u202eagree\u202c."):
        Path("text.yaml").write_text(text.replace("We agree.", words), encoding="utf-8")
        outputs.append(CliRunner().invoke(main, ["freeze", "text.yaml", "--lock", "a.lock", "--reason", "R"]).output)
    assert "{+<RLO>agree<PDF>.+}" in outputs[1]
    assert "\u202e" not in outputs[1]

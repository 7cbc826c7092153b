"""The documentation says what the code does: keys, rules, options and commands are documented, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from mkdocs_declaration.commands import main
from mkdocs_declaration.edition import read_edition
from mkdocs_declaration.encoding.files import glossary, subjects
from mkdocs_declaration.encoding.files import instrument as encoding
from mkdocs_declaration.encoding.files import units as unit_file
from mkdocs_declaration.encoding.shapes import shape
from mkdocs_declaration.hosts.site.options import DeclarationConfig
from mkdocs_declaration.instrument.interface.catalogue import Catalogue
from mkdocs_declaration.pages.head.theme import View
from mkdocs_declaration.pages.markup.templating import TEMPLATES
from mkdocs_declaration.problems import LINK_RULES, Rule

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "content" / "pages" / "encoding.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHAPES = {
    ("## The encoding", "### The file"): encoding.EncodingData,
    ("## The encoding", "### `instrument`"): encoding.InstrumentData,
    ("## The encoding", "### An entry of `members`"): encoding.MembersData,
    ("## The encoding", "### `adopted`"): encoding.AdoptionData,
    ("## The encoding", "### An entry of `sources` or `versions`"): encoding.ReferenceData,
    ("## The encoding", "### `preamble`"): unit_file.PreambleData,
    ("## The encoding", "### A recital"): unit_file.RecitalData,
    ("## The encoding", "### Opening and closing words, a citation, a signature"): unit_file.WordsData,
    ("## The encoding", "### `conclusion`"): unit_file.ConclusionData,
    ("## The encoding", "### A further paragraph"): unit_file.SubparagraphData,
    ("## The encoding", "### A unit of the `body`, of `content` or of `items`"): unit_file.UnitData,
    ("## The encoding", "### In plain words"): unit_file.BriefData,
    ("## The encoding", "### Footnotes"): unit_file.FootnoteData,
    ("## The encoding", "### A table"): unit_file.TableData,
    ("## The encoding", "### A note"): unit_file.NoteData,
    ("## The glossary", "### The file"): glossary.GlossaryData,
    ("## The glossary", "### A term"): glossary.TermData,
    ("## The glossary", "### An entry of `sources`"): glossary.SourceData,
    ("## The index of subjects", "### The file"): subjects.SubjectsData,
    ("## The index of subjects", "### A subject"): subjects.SubjectData,
}


def table(chapter: str, section: str) -> list[tuple[str, str, str]]:
    part = PAGE.split(f"{chapter}\n", 1)[1].split(f"{section}\n", 1)[1].split("\n#", 1)[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| `")
    ]
    return [(key.strip("`"), required, meaning.replace("`**`", "**")) for key, required, meaning in rows]


@pytest.mark.parametrize(("place", "of"), SHAPES.items(), ids=[" ".join(place) for place in SHAPES])
def test_every_key_is_documented(place: tuple[str, str], of: type[shape.Shape]) -> None:
    documented = [(key, meaning) for key, _, meaning in table(*place)]
    assert documented == [(key, entry.doc) for key, entry in shape.entries(of).items()]
    assert [key for key, required, _ in table(*place) if required == "yes"] == [
        key for key, entry in shape.entries(of).items() if entry.required
    ]


def documented_rules(part: str) -> list[tuple[str, str]]:
    """The rules in the table of a part of a page, each with its meaning."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.+) \|$", part, re.MULTILINE)
    return [(code, meaning.replace("`", "")) for code, meaning in rows]


def test_every_rule_of_the_encoding_is_documented() -> None:
    assert documented_rules(PAGE.split("## What is checked")[1]) == [
        (rule.value, rule.meaning) for rule in Rule if rule not in LINK_RULES
    ]


def test_every_module_is_in_the_reference() -> None:
    pages = (ROOT / "content" / "pages" / "developers" / "reference").glob("*.md")
    reference = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    package = ROOT / "plugins" / "mkdocs_declaration"
    modules = {".".join(path.relative_to(package.parent).with_suffix("").parts) for path in package.rglob("*.py")}
    modules = {module.removesuffix(".__init__") for module in modules} - {"mkdocs_declaration"}
    named = set(re.findall(r"^::: (\S+)$", reference, re.MULTILINE))
    assert {re.sub(r"\.[A-Z]\w+$", "", name) for name in named} == modules


def test_every_option_is_documented() -> None:
    rows = re.findall(r"^\| `([a-z_]+)` \|", README.split("## Options")[1].split("\n## ")[0], re.MULTILINE)
    assert rows == list(DeclarationConfig())


def test_pages_that_another_text_keeps_lead_to_none_that_it_replaces() -> None:
    pages = ROOT / "content" / "pages"
    kept = [pages / "encoding.md", pages / "patterns.md", *sorted((pages / "developers").rglob("*.md"))]
    links = [link for path in kept for link in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))]
    assert [link for link in links if link.rpartition("/")[2] in ("about.md", "citing.md")] == []
    cited = [name for path in kept for name in re.findall(r"\]\[([^]]*)\]", path.read_text(encoding="utf-8"))]
    assert [name for name in cited if not name.startswith("mkdocs_declaration.")] == []


def example() -> str:
    """The encoding that the page shows."""
    (shown,) = re.findall(r"```yaml\n(format: 1\n.*?)```", PAGE, re.DOTALL)
    return str(shown)


def test_the_example_is_without_problems() -> None:
    edition, problems = read_edition(("example.yaml", example().encode()), None, Catalogue())
    assert problems == []
    assert edition is not None
    assert [clause.id for clause in edition.instrument.clauses] == [
        *("preamble", "preamble.opening", "preamble.1", "preamble.closing", "chapter-i", "1", "1.1"),
        *("1.1.a", "1.1.b", "1.1.b.i", "1.1.b.ii", "1.1.closing", "1.p1"),
    ]


def test_every_command_is_documented() -> None:
    texts = PAGE + README
    assert [name for name in sorted(main.commands) if f"mkdocs-declaration {name}" not in texts] == []


def as_editors_see(text: str) -> Any:
    """YAML 1.2 as a language server reads it: truth values are such, days are texts."""

    def convert(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: convert(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [convert(inner) for inner in value]
        return {"true": True, "false": False}.get(value, value)

    return convert(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - all values are texts


def test_check_reports_and_sets_the_exit_status(tmp_path: Path) -> None:
    run = CliRunner()
    right = tmp_path / "right.yaml"
    right.write_text(example(), encoding="utf-8")
    good = run.invoke(main, ["check", str(right)])
    assert (good.exit_code, good.output) == (0, f"{right}: 13 clauses, 0 terms\n")
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 2\n")
    result = run.invoke(main, ["check", str(bad)])
    assert result.exit_code == 1
    assert f"{bad}:1:9: expected '1' for 'format', found '2' [bad-value]" in result.output
    assert (
        f"{bad}:1:1: expected the key 'body' in an encoding; the divisions of the body, in order [missing-key]"
        in result.output
    )


def test_what_templates_of_a_theme_have_is_documented() -> None:
    guide = (ROOT / "content" / "pages" / "developers" / "templates.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `declaration\.(\w+)", guide, re.MULTILINE)
    instance = {name for name in vars(View(None)) if not name.startswith("_")}  # type: ignore[arg-type]
    assert set(described) == instance | {name for name in vars(View) if not name.startswith("_")}


def test_the_names_of_templates_are_documented() -> None:
    guide = (ROOT / "content" / "pages" / "developers" / "templates.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([a-z-]+\.html)`", guide)) >= {path.name for path in TEMPLATES.glob("*.html")}

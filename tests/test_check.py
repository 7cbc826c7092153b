"""`mkdocs-declaration check`: what a build would refuse or warn of, read from mkdocs.yml or from named files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from mkdocs_declaration.commands import main

if TYPE_CHECKING:
    from pathlib import Path

ENCODING = """\
format: 1
instrument: {id: t, title: Treaty, kind: treaty, language: en}
body:
  - kind: article
    number: Article 1
    slug: one
    content:
      - {number: (1), text: We trust the UN.}
"""
GLOSSARY = """\
format: 1
terms:
  - {id: un, name: UN, kind: organisation, forms: [UN], description: It., sources: [{title: un.org}]}
"""
CONFIGURATION = """\
site_name: Treaty
site_url: https://example.org/treaty/
theme: mkdocs
plugins:
  - declaration: {encoding: treaty.yaml, glossary: terms.yaml}
"""
CLEAN = "treaty.yaml: 2 clauses, 1 term\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for name, content in {"treaty.yaml": ENCODING, "terms.yaml": GLOSSARY, "mkdocs.yml": CONFIGURATION}.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def outcome(*arguments: str) -> tuple[int, str, str]:
    result = check(*arguments)
    return result.exit_code, result.stdout, result.stderr


def test_a_project_without_problems(project: Path) -> None:
    assert outcome() == (0, CLEAN, "")
    (project / "mkdocs.yml").rename(project / "mkdocs.yaml")
    assert outcome() == (0, CLEAN, "")
    assert sorted(path.name for path in project.iterdir()) == ["docs", "mkdocs.yaml", "terms.yaml", "treaty.yaml"]


def test_names_are_those_of_the_folder_where_one_is(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "treaty.yaml").write_text(ENCODING.replace("text:", "txt:"))
    (project / "docs" / "one.md").write_text("# Mine")
    monkeypatch.chdir(project.parent)
    here = project.name
    code, _, errors = outcome("-f", f"{here}/mkdocs.yml")
    assert (code, f"{here}/treaty.yaml:8:" in errors) == (1, True)
    monkeypatch.chdir(project / "docs")
    assert "../treaty.yaml:8:" in outcome("-f", "../mkdocs.yml")[2]
    (project / "treaty.yaml").write_text(ENCODING)
    assert outcome("-f", "../mkdocs.yml")[::2] == (
        1,
        (
            "../treaty.yaml:6:11: expected an address that is free, found 'one', which 'one.md' has; rename one "
            "of the two [slug]\n     6 |     slug: one\n       |           ^^^\n"
        ),
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("treaty.yaml", "slug: one", "slug: One"), "treaty.yaml:6:11: "),
        (("treaty.yaml", "number: (1)", "number: (a #b)"), "treaty.yaml:8:"),
        (("terms.yaml", "kind: organisation", "kind: organization"), "terms.yaml:3:"),
        (("docs/one.md", None, "# Mine"), "treaty.yaml:6:11: "),
        (("docs/clauses.json", None, "{}"), "docs/clauses.json: "),
        (("mkdocs.yml", "terms.yaml", "no.yaml"), "no.yaml: "),
        (("mkdocs.yml", "terms.yaml}", "terms.yaml, words: {artcle: x}}"), "mkdocs.yml: "),
        (("mkdocs.yml", "site_name", "use_directory_urls: false\nsite_name"), "mkdocs.yml: "),
        (("anchors.lock", None, "{"), "anchors.lock:1:2: "),
    ],
    ids=lambda value: value[2] if isinstance(value, tuple) else "",
)
def test_what_a_build_refuses_check_refuses_in_the_same_words(
    project: Path, change: tuple[str, str | None, str], expected: str, caplog: pytest.LogCaptureFixture
) -> None:
    name, old, new = change
    path = project / name
    path.write_text(path.read_text().replace(old, new, 1) if old else new)
    if name == "anchors.lock":
        (project / "mkdocs.yml").write_text(CONFIGURATION.replace("terms.yaml", "terms.yaml, lock: anchors.lock"))
    code, output, errors = outcome()
    assert (code, output) == (1, "")
    assert errors.startswith(expected)
    with pytest.raises(Abort):
        build(load_config("mkdocs.yml"))
    assert errors in caplog.text


def test_changed_words_are_seen(project: Path) -> None:
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("terms.yaml", "terms.yaml, lock: anchors.lock"))
    frozen = CliRunner().invoke(main, ["freeze", "treaty.yaml", "--lock", "anchors.lock", "--glossary", "terms.yaml"])
    assert (frozen.exit_code, outcome()) == (0, (0, CLEAN, ""))
    (project / "treaty.yaml").write_text(ENCODING.replace("trust", "distrust"))
    for arguments in ((), ("treaty.yaml", "--lock", "anchors.lock")):
        code, _, errors = outcome(*arguments)
        assert code == 1
        assert "[changed-words]" in errors


def test_a_warning_is_called_one_and_counts_if_it_is_strict(project: Path) -> None:
    (project / "terms.yaml").write_text(GLOSSARY.replace("forms: [UN]", "forms: [WHO]"))
    warning = (
        "terms.yaml:3:10: warning: nothing mentions 'un' in any of its forms; correct the forms or remove the term "
        "[unused-term]\n"
        "     3 |   - {id: un, name: UN, kind: organisation, forms: [WHO], description: It., "
        "sources: [{title: un.org}]}\n       |          ^^\n"
    )
    summary = "treaty.yaml: 2 clauses, 1 term, 1 warning\n"
    assert outcome() == (0, summary, warning)
    assert outcome("--strict") == (1, summary, warning)
    assert outcome("treaty.yaml", "--glossary", "terms.yaml", "--strict") == (1, summary, warning)
    (project / "mkdocs.yml").write_text(f"strict: true\n{CONFIGURATION}")
    assert outcome() == (1, summary, warning)


def test_an_option_that_is_misspelt(project: Path) -> None:
    written = CONFIGURATION.replace("glossary:", "glosary:").replace("theme:", "sit_dir: x\ntheme:")
    (project / "mkdocs.yml").write_text(f"{written}my-own: 5\n")
    warnings = (
        "mkdocs.yml:3:1: warning: expected an option of MkDocs, found 'sit_dir'; did you mean 'site_dir'? "
        "[doubtful-option]\n     3 | sit_dir: x\n       | ^^^^^^^\n"
        "mkdocs.yml:6:42: warning: expected an option of the plugin 'declaration', found 'glosary'; did you mean "
        "'glossary'? [doubtful-option]\n"
        "     6 |   - declaration: {encoding: treaty.yaml, glosary: terms.yaml}\n"
        "       |                                          ^^^^^^^\n"
        "mkdocs.yml:7:1: warning: expected an option of MkDocs, found 'my-own'; remove it, or put it under 'extra' "
        "[doubtful-option]\n     7 | my-own: 5\n       | ^^^^^^\n"
    )
    summary = "treaty.yaml: 2 clauses, 0 terms, 3 warnings\n"
    assert outcome() == (0, summary, warnings)
    assert outcome("--strict") == (1, summary, warnings)
    with pytest.raises(Abort):
        build(load_config("mkdocs.yml", strict=True))
    (project / "base.yml").write_text(written)
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\n")
    assert outcome()[2].startswith(
        "mkdocs.yml: warning: expected an option of MkDocs, found 'sit_dir'; did you mean 'site_dir'? [doubtful-"
    )


def test_problems_for_programs(project: Path) -> None:
    (project / "terms.yaml").write_text(GLOSSARY.replace("forms: [UN]", "forms: [WHO]"))
    message = "nothing mentions 'un' in any of its forms; correct the forms or remove the term"
    code, output, errors = outcome("--format", "json")
    assert (code, errors) == (0, "treaty.yaml: 2 clauses, 1 term, 1 warning\n")
    assert json.loads(output)["problems"] == [
        {
            "rule": "unused-term",
            "severity": "warning",
            "message": message,
            "file": "terms.yaml",
            "place": None,
            "line": 3,
            "column": 10,
            "length": 2,
            "correction": None,
        }
    ]
    assert outcome("--format", "github") == (
        0,
        (
            f"::warning file=terms.yaml,line=3,col=10,title=unused-term::{message}\n"
            "treaty.yaml: 2 clauses, 1 term, 1 warning\n"
        ),
        "",
    )
    (project / "terms.yaml").write_text(GLOSSARY)
    assert json.loads(outcome("--format", "json")[1]) == {"format": 1, "problems": []}


NO_PLUGIN = "expected the plugin 'declaration' among 'plugins', found {}; add it, or name the encoding"
NO_OPTIONS = "expected options with their values, found something else; is it the configuration of a site?"
SLIP = "expected YAML, found a slip: mapping values are not allowed "


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, ": expected the configuration of a site, found no file; name it with '-f', or name the encoding"),
        ("", f": {NO_PLUGIN.format('none')}"),
        ("plugins: [search, {x: {}}]", f": {NO_PLUGIN.format('search, x')}"),
        ("- a", f": {NO_OPTIONS}"),
        ("5", f": {NO_OPTIONS}"),
        ("site_name: a: b", f":1:13: {SLIP}"),
        ("a: \x07", ": cannot read the configuration: MkDocs encountered an error parsing the configuration file:"),
        ("a: !own b", ":1:4: expected YAML, found a slip: could not determine a constructor for the tag '!own'"),
        ("INHERIT: no.yml", ": cannot read the configuration: Inherited config file 'no.yml' does not exist at"),
        (
            CONFIGURATION.replace("encoding: treaty.yaml", "encoding: 5"),
            ": the option 'plugins': Plugin 'declaration' option 'encoding': Expected type: ",
        ),
        (f"docs_dir: nowhere\n{CONFIGURATION}", ": the option 'docs_dir': The path '"),
        (CONFIGURATION.replace("theme: mkdocs", "theme: nothing"), ": the option 'theme': Unrecognised theme name"),
        (f"nav: 5\n{CONFIGURATION}", ": the option 'nav': Expected nav to be a list, got a int: 5"),
    ],
)
def test_a_configuration_that_cannot_be_read(project: Path, content: str | None, message: str) -> None:
    if content is None:
        (project / "mkdocs.yml").unlink()
    else:
        (project / "mkdocs.yml").write_text(content)
    code, output, errors = outcome()
    assert (code, output) == (2, "")
    assert errors.startswith(f"mkdocs.yml{message}")
    assert errors.partition("\n")[0].endswith("[configuration]")
    assert "Traceback" not in errors


def test_a_slip_in_a_configuration_that_is_inherited(project: Path) -> None:
    (project / "base.yml").write_text("a: b: c")
    (project / "mkdocs.yml").write_text("INHERIT: base.yml")
    code, output, errors = outcome()
    assert (code, output, errors.startswith(f"base.yml:1:5: {SLIP}")) == (2, "", True)


def test_a_configuration_that_is_no_file(project: Path) -> None:
    os.mkfifo(project / "pipe.yml")
    assert outcome("-f", "pipe.yml") == (
        2,
        "",
        "pipe.yml: cannot read the file: expected a file, found a pipe [configuration]\n",
    )


@pytest.mark.parametrize(
    "further",
    [
        "hooks: [hook.py]\n",
        "extra: {a: !!python/object/apply:pathlib.Path.touch [ran]}\n",
        "markdown_extensions:\n  - x.y: {z: !!python/name:x.y.z , a: !relative $docs_dir}\n",
        "edit_uri: !ENV [NO_SUCH_NAME, '']\n",
        "strict: !ENV [NO_SUCH_NAME, false]\n",
    ],
)
def test_no_code_of_a_project_is_run(project: Path, further: str) -> None:
    (project / "hook.py").write_text("from pathlib import Path\nPath('ran').touch()\n")
    written = CONFIGURATION.replace("plugins:", "plugins:\n  - no-such-plugin: {a: b}\n  - search")
    (project / "mkdocs.yml").write_text(f"{further}{written}")
    assert outcome() == (0, CLEAN, "")
    assert not (project / "ran").exists()


def test_a_slip_in_the_configuration_hides_no_problem_of_the_content(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        CONFIGURATION.replace("terms.yaml}", "terms.yaml, words: {artcle: x}}") + "use_directory_urls: false\n"
    )
    (project / "treaty.yaml").write_text(ENCODING.replace("text:", "txt:"))
    (project / "terms.yaml").write_text(GLOSSARY.replace("forms:", "fomrs:"))
    code, _, errors = outcome()
    rules = [line.rpartition("[")[2] for line in errors.splitlines() if line.endswith("]")]
    assert (code, rules) == (1, ["configuration]", "configuration]", "unknown-key]", "unknown-key]"])
    freezing = CliRunner().invoke(main, ["freeze", "--lock", "anchors.lock"])
    assert (freezing.exit_code, freezing.stderr.count("unknown-key]")) == (1, 2)


def test_a_plugin_that_no_site_can_be_built_with_is_refused_as_by_a_build(project: Path) -> None:
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("plugins:", "plugins:\n  - i18n: {languages: []}"))
    code, output, errors = outcome()
    assert (code, output) == (1, "")
    assert errors.startswith("mkdocs.yml: the plugin 'i18n' (mkdocs-static-i18n) leaves out pages")


def test_plugins_may_be_a_mapping_and_may_be_inherited(project: Path) -> None:
    values: dict[str, Any] = yaml.safe_load(CONFIGURATION)
    values["plugins"] = {"search": {}, **values["plugins"][0]}
    (project / "base.yml").write_text(yaml.safe_dump(values))
    (project / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: Mine\n")
    assert outcome() == (0, CLEAN, "")
    (project / "mkdocs.yml").write_text("site_name: a\ntheme: mkdocs\nsite_url: ''\nplugins: [declaration]\n")
    assert outcome()[::2] == (
        1,
        "content/declaration.yaml: cannot read the file: no such file or directory [missing-file]\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--glossary", "terms.yaml"),
            "expected ENCODING with '--glossary', '--subjects' and '--lock'; without it,",
        ),
        (("treaty.yaml", "-f", "mkdocs.yml"), "expected ENCODING or '--config-file', found both; leave one out"),
        (("--format", "xml"), "Invalid value for '--format'"),
    ],
)
def test_a_use_that_is_not_meant(arguments: tuple[str, ...], message: str) -> None:
    result = check(*arguments)
    assert (result.exit_code, message in result.output) == (2, True)


def test_a_command_loads_what_it_needs_alone() -> None:
    program = (
        "import sys; from mkdocs_declaration.commands import main;"
        "main(['check-links', '--help'], standalone_mode=False);"
        "print([name for name in ('mkdocs', 'yaml', 'jinja2') if name in sys.modules], list(main.commands))"
    )
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, timeout=60)
    assert result.stdout.splitlines()[-1] == "[] ['check', 'check-links', 'freeze', 'resolve', 'schema']"


def test_a_command_that_there_is_not_is_told() -> None:
    result = CliRunner().invoke(main, ["chekc"])
    assert result.exit_code == 2
    assert "No such command 'chekc'" in result.output
    assert "Traceback" not in result.output

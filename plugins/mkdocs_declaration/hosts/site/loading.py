"""Reading `mkdocs.yml` without a build, for the commands.

The file is data here. Hooks are not run, other plugins are not even loaded, and a tag that makes an object of Python in
a build (`!!python/name:…`) stands for nothing: a command that checks a text runs no code of the project that it is in.
"""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from mkdocs_declaration.foundation.bounds import MAX_BYTES
from mkdocs_declaration.foundation.files import read_file, why_unread
from mkdocs_declaration.hosts.site.project import plugin_problems
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.base import Config

    from mkdocs_declaration.hosts.site.options import DeclarationConfig

NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""Default names of the configuration, as in MkDocs (mkdocs.config.base, `_open_config_file`)."""
PLUGIN = "declaration"
"""The name of this plugin in a configuration."""
_UNRECOGNISED = "Unrecognised configuration name"
"""The beginning of MkDocs' warning about an unknown option (mkdocs.config.base, `Config._validate`)."""
_LEFT_OUT = ("hooks", "markdown_extensions")
"""Options whose validation runs code of the project; no check depends on them."""


def load_project(name: str | None) -> tuple[tuple[MkDocsConfig, DeclarationConfig] | None, list[Problem]]:
    """Load a configuration with this plugin alone.

    Args:
        name: The path of the configuration; None for the one in the current folder.

    Returns:
        The configuration and the options of this plugin, or None if it cannot be read; the problems of the
        configuration other than those that `make_project` reports.
    """
    name = name or next((known for known in NAMES if Path(known).exists()), NAMES[0])
    source, values, problems = _read(name)
    if values is None:
        return None, problems
    plugins = _plugins(values.get("plugins"))
    if PLUGIN not in plugins:
        known = ", ".join(plugins) or "none"
        message = f"expected the plugin '{PLUGIN}' among 'plugins', found {known}; add it, or name the encoding"
        return None, [Problem(Rule.CONFIGURATION, message, source)]
    config = MkDocsConfig(config_file_path=str(Path(name).absolute()))
    kept = {key: value for key, value in values.items() if key not in _LEFT_OUT}
    config.load_dict({**kept, "plugins": [{PLUGIN: plugins[PLUGIN] or {}}]})
    errors, warnings = config.validate()
    if errors:
        return None, [Problem(Rule.CONFIGURATION, f"the option '{key}': {error}", source) for key, error in errors]
    options = config.plugins[PLUGIN].config
    problems = [
        *_unknown(config, "MkDocs", "; remove it, or put it under 'extra'", source),
        *_unknown(options, f"the plugin '{PLUGIN}'", "; remove it", source),
        *(
            Problem(Rule.DOUBTFUL_OPTION, f"the option '{key}': {warning}", source)
            for key, warning in warnings
            if _UNRECOGNISED not in str(warning)
        ),
    ]
    return (config, options), [*problems, *plugin_problems(plugins, source)]


def _unknown(config: Config, holder: str, way_out: str, source: Source) -> Iterator[Problem]:
    """Report unknown options, of which MkDocs warns in a build.

    Args:
        config: The options, checked.
        holder: The owner of the options, for the message.
        way_out: The advice for an option that is not a misspelling of a known one.
        source: The configuration.
    """
    known = {key for key, _ in config._schema}  # noqa: SLF001 - MkDocs has no public list of options
    unknown = [key for key in config if key not in known]
    for key in unknown:
        message = f"expected an option of {holder}, found '{key}'{near_miss(key, known) or way_out}"
        yield Problem(Rule.DOUBTFUL_OPTION, message, source, _place(key, source), len(key))


def _place(key: str, source: Source) -> Position | None:
    """The position of a key; None if it is not in this file, as in a configuration that inherits it."""
    lines = enumerate(source.lines, start=1)
    matches = ((number, re.search(rf"(?<![\w-]){re.escape(key)}['\"]?\s*:", line)) for number, line in lines)
    return next((Position(number, match.start() + 1) for number, match in matches if match), None)


def _read(name: str) -> tuple[Source, dict[str, Any] | None, list[Problem]]:
    """Read a configuration: its source, its values with inherited ones or None, and the problems."""

    def refused(message: str) -> tuple[Source, None, list[Problem]]:
        return Source(name), None, [Problem(Rule.CONFIGURATION, message, Source(name))]

    try:
        data = read_file(name, MAX_BYTES)
    except FileNotFoundError:
        return refused("expected the configuration of a site, found no file; name it with '-f', or name the encoding")
    except OSError as error:
        return refused(f"cannot read the file: {why_unread(error)}")
    source = Source(name, tuple(data.decode("utf-8", errors="replace").splitlines()))
    try:
        values = _values(name, data)
    except MkDocsException as error:
        return source, None, [_syntax_problem(source, error)]
    if not isinstance(values, dict):
        return refused("expected options with their values, found something else; is it the configuration of a site?")
    return source, values, []


def _values(name: str, data: bytes) -> Any:
    """The values of a configuration and of those that it inherits from."""
    loader = get_yaml_loader(yaml.SafeLoader)
    for tag in ("!relative", "tag:yaml.org,2002:python/"):
        loader.add_multi_constructor(tag, lambda *_: None)
    file = io.BytesIO(data)
    file.name = str(Path(name).absolute())  # where the paths of 'INHERIT' begin
    try:
        return yaml_load(file, loader)
    except (TypeError, AttributeError):
        return None  # no mapping, which MkDocs does not expect


def _plugins(entries: Any) -> dict[str, Any]:
    """The plugins of a configuration with their options: a list of names and of mappings, or a mapping."""
    if isinstance(entries, dict):
        return {str(name): options for name, options in entries.items()}
    plugins: dict[str, Any] = {}
    for entry in entries if isinstance(entries, list) else ():
        plugins |= _plugins(entry) if isinstance(entry, dict) else {str(entry): {}}
    return plugins


def _syntax_problem(source: Source, error: MkDocsException) -> Problem:
    cause = error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark is not None:
        mark = cause.problem_mark
        slip = " ".join(part for part in (cause.context, cause.problem) if part)
        at = Position(mark.line + 1, mark.column + 1)
        # The mark may be in a file that this one inherits from.
        is_here = Path(mark.name) == Path(source.name).absolute()
        source = source if is_here else Source(Path(os.path.relpath(mark.name)).as_posix())
        return Problem(Rule.CONFIGURATION, f"expected YAML, found a slip: {slip}", source, at)
    return Problem(Rule.CONFIGURATION, f"cannot read the configuration: {error}", source)

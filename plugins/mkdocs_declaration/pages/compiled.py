"""Templates that are compiled once in a process: a preview builds again and again, and the book shares some with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


_PACKAGES = ("material", "materialx", "mkdocs", "mkdocs_declaration")
"""Packages whose functions give the same of the same."""


def is_known(function: object) -> bool:
    """Whether a function that templates can call is one of MkDocs, of a theme that is known, or ours.

    Args:
        function: The function.
    """
    return str(getattr(function, "__module__", "")).partition(".")[0] in _PACKAGES


def unknown(env: jinja2.Environment) -> set[str]:
    """The names of filters and tests that other plugins gave to templates, which may give anything.

    Args:
        env: The environment of the templates.
    """
    both = (env.filters, FILTERS), (env.tests, TESTS)
    return {
        name
        for functions, defaults in both
        for name, function in functions.items()
        if function is not defaults.get(name) and not is_known(function)
    }


class CompiledTemplates(jinja2.BytecodeCache):
    """What was compiled, by everything that the code depends on: the template, its source, and how it is set up."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._codes: dict[tuple[object, ...], bytes] = {}

    def _key(self, bucket: Bucket) -> tuple[object, ...]:
        env = bucket.environment
        blanks = (env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline)
        return bucket.key, bucket.checksum, blanks, env.autoescape, env.finalize, tuple(sorted(env.extensions))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template into its bucket, if it was compiled.

        Args:
            bucket: The template, with the checksum of its source.
        """
        code = self._codes.get(self._key(bucket))
        # What filters make of words in a template becomes a part of its code.
        if code is not None and not unknown(bucket.environment):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template.

        Args:
            bucket: The template with its code.
        """
        self._codes[self._key(bucket)] = bucket.bytecode_to_string()


COMPILED = CompiledTemplates()
"""What this process compiled."""

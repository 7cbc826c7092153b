"""Templates that are compiled once: in a process, and for those that are installed, as Python compiles modules.

A preview builds again and again, and the book shares templates with the pages. Templates of this package, and of
themes that are installed, are kept compiled in the `__pycache__` of this room, so that the next build has them. As for
modules, nothing depends on it: where that folder cannot be written to, or Python is told to write no bytecode (`-B`),
they are compiled at each build; and `sys.pycache_prefix` is followed. Who can write there can change modules as well.
Templates of a site's own are compiled at each build.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from jinja2.bccache import bc_magic
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


_PACKAGES = ("material", "materialx", "mkdocs", "mkdocs_declaration")
"""Packages whose functions give the same of the same."""
_EXTENSIONS = "jinja2.ext"
"""The module of the extensions of Jinja."""
_INSTALLED = (Path(__file__).resolve().parents[2], Path(jinja2.__file__).resolve().parent.parent)
"""Folders of what is installed: this package, and the packages of this Python."""
_SIGN = "+"
"""What the key of a template that is installed begins with."""
_SYNTAX = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
    *("trim_blocks", "lstrip_blocks", "newline_sequence", "keep_trailing_newline"),
    *("optimized", "sandboxed", "is_async", "newstyle_gettext", "autoescape", "finalize"),
)
"""Settings of an environment that code depends on (jinja2.lexer, `get_lexer`; jinja2.compiler)."""


def is_known(function: object) -> bool:
    """Whether a function that templates can call is one of MkDocs, of a theme that is known, or ours.

    Args:
        function: The function.
    """
    return str(getattr(function, "__module__", "")).partition(".")[0] in _PACKAGES


def _further(env: jinja2.Environment) -> list[tuple[str, object]]:
    """The filters and tests of templates that are not those of Jinja, by their names."""
    return [
        (name, function)
        for functions, defaults in ((env.filters, FILTERS), (env.tests, TESTS))
        for name, function in functions.items()
        if function is not defaults.get(name)
    ]


def unknown(env: jinja2.Environment) -> set[str]:
    """The names of filters and tests that other plugins gave to templates, which may give anything.

    Args:
        env: The environment of the templates.
    """
    return {name for name, function in _further(env) if not is_known(function)}


def _set_up(env: jinja2.Environment) -> tuple[object, ...]:
    """How templates are set up, as far as their code depends on it."""
    settings = (getattr(env, name, None) for name in _SYNTAX)
    return type(env), env.code_generator_class, *settings, *sorted(env.extensions)


@lru_cache(maxsize=8)
def _depends(set_up: tuple[object, ...], further: tuple[tuple[str, object], ...]) -> bytes:
    """A digest of what code depends on beside a template: what filters make of words in one becomes a part of it.

    Modules are compared as Python compares them with their bytecode, by size and time.

    Args:
        set_up: The versions of Jinja and Python, and what `_set_up` gives.
        further: What `_further` gives.

    Raises:
        OSError: A module is in no file.
    """
    states = []
    for name, function in further:
        module = getattr(function, "__module__", "")
        # One that is in no file is in none that could be compared, and the template is not kept.
        status = Path(str(getattr(sys.modules.get(module), "__file__", None))).stat()
        states.append((name, module, getattr(function, "__qualname__", ""), status.st_size, status.st_mtime_ns))
    return blake2b(repr((set_up, sorted(states))).encode(), digest_size=32).digest()


class CompiledTemplates(jinja2.BytecodeCache):
    """What was compiled, by everything that the code depends on: the template, its source, and how it is set up."""

    def __init__(self, folder: Path | None = None) -> None:
        """Begin with what is kept.

        Args:
            folder: Where templates that are installed are kept; none if nothing is kept.
        """
        self._codes: dict[tuple[object, ...], CodeType] = {}
        self._folder = folder
        self._can_write = not sys.dont_write_bytecode

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name a template, with a sign before the names of those that are installed.

        Args:
            name: Its name.
            filename: The path of its file; none if it has none.
        """
        is_installed = filename is not None and any(map(Path(filename).is_relative_to, _INSTALLED))
        return (_SIGN if is_installed else "") + super().get_cache_key(name, filename)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template into its bucket, if it was compiled.

        Args:
            bucket: The template, with the checksum of its source.
        """
        kept = self._kept(bucket)
        if kept is None:
            return
        key = bucket.key, bucket.checksum, kept.set_up
        if key not in self._codes and kept.path is not None:
            try:
                data = kept.path.read_bytes()
                if data.startswith(kept.digest):
                    self._codes[key] = marshal.loads(data[len(kept.digest) :])  # noqa: S302 - as modules are loaded
            except (OSError, EOFError, ValueError, TypeError):
                pass
        bucket.code = self._codes.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template.

        Args:
            bucket: The template with its code.
        """
        kept = self._kept(bucket)
        if bucket.code is None or kept is None:
            return
        self._codes[bucket.key, bucket.checksum, kept.set_up] = bucket.code
        if self._can_write and kept.path is not None:
            draft = kept.path.with_name(f"{kept.path.name}.{os.getpid()}")
            try:
                draft.parent.mkdir(parents=True, exist_ok=True)
                # Other builds find a file that is whole, or none.
                with draft.open("xb") as file:
                    file.write(kept.digest + marshal.dumps(bucket.code))
                draft.replace(kept.path)
            except OSError:
                self._can_write = False
                with suppress(OSError):
                    draft.unlink()

    def _kept(self, bucket: Bucket) -> _Kept | None:
        """How a template is kept; none if it is not, as a filter or an extension of others may write anything."""
        env = bucket.environment
        further = tuple(_further(env))
        extensions = {type(extension) for extension in env.extensions.values()}
        if not all(is_known(function) for _, function in further) or any(
            extension.__module__ != _EXTENSIONS for extension in extensions
        ):
            return None
        set_up = _set_up(env)
        # What is decided by a function may be decided in another way by the next process.
        if self._folder is None or not bucket.key.startswith(_SIGN) or callable(env.autoescape) or env.finalize:
            return _Kept(set_up)
        try:
            depends = _depends((bc_magic, jinja2.__version__, *set_up), further)
        except (OSError, TypeError):  # one of them cannot be compared
            return _Kept(set_up)
        name = f"{bucket.key.removeprefix(_SIGN)}-{blake2b(repr(set_up).encode(), digest_size=4).hexdigest()}"
        return _Kept(set_up, self._folder / name, depends + bucket.checksum.encode())


class _Kept(NamedTuple):
    """How a template is kept."""

    set_up: tuple[object, ...]
    """How it is set up."""
    path: Path | None = None
    """The file; none if it is kept in this process alone."""
    digest: bytes = b""
    """What the file begins with as long as all that the code depends on is the same."""


def _folder() -> Path | None:
    """Where Python would keep this module, in a folder of its own; none if this Python keeps none."""
    try:
        return Path(cache_from_source(__file__)).parent / f"templates.{sys.implementation.cache_tag}"
    except NotImplementedError:
        return None


FOLDER = _folder()
"""Where templates that are installed are kept; none if this Python keeps no bytecode."""
COMPILED = CompiledTemplates(FOLDER)
"""What this process compiled."""

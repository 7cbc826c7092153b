"""Templates that are compiled once for the hundreds of sites that tests build; a build as such compiles its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

from mkdocs_declaration.pages.markup.compiled import CompiledTemplates

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET_UP = jinja2.Environment.__init__


def compile_each(patch: pytest.MonkeyPatch) -> None:
    """Let environments of Jinja compile their own again, as in a build as such."""
    patch.setattr(jinja2.Environment, "__init__", _SET_UP)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all environments of Jinja share what they compile."""
    compiled, set_up = CompiledTemplates(), jinja2.Environment.__init__

    def with_compiled(env: jinja2.Environment, *arguments: Any, **options: Any) -> None:
        set_up(env, *arguments, **options)
        env.bytecode_cache = compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", with_compiled)
        yield

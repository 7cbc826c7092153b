"""Templates that are compiled once for the hundreds of sites that tests build; a build as such compiles its own."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jinja2
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.bccache import Bucket


class Compiled(jinja2.BytecodeCache):
    """What was compiled in this process, by everything that the code depends on."""

    def __init__(self) -> None:
        self.codes: dict[tuple[object, ...], bytes] = {}

    def key(self, bucket: Bucket) -> tuple[object, ...]:
        env = bucket.environment
        return bucket.key, bucket.checksum, env.autoescape, env.trim_blocks, env.lstrip_blocks, env.finalize

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self.codes.get(self.key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[self.key(bucket)] = bucket.bytecode_to_string()


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let all environments of Jinja share what they compile."""
    compiled, set_up = Compiled(), jinja2.Environment.__init__

    def with_compiled(env: jinja2.Environment, *arguments: Any, **options: Any) -> None:
        set_up(env, *arguments, **options)
        env.bytecode_cache = compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "__init__", with_compiled)
        yield

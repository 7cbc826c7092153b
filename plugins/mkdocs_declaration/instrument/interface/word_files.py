"""The words of the interface by language: a file a language in `words/`, which a translator edits.

A file has the words by their keys, each a text in quotation marks, under comments that group them. English has every
key there is.
"""

from __future__ import annotations

import functools
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.data_files import read_data

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent / "words"
LANGUAGES = tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))
"""The languages that have a file, by their primary subtags (BCP 47)."""


@functools.cache
def words_of(language: str) -> Mapping[str, str]:
    """The words of a language, in the order of its file.

    Args:
        language: One of `LANGUAGES`.

    Returns:
        Words by key; braces hold what is put in.
    """
    return MappingProxyType(read_data(_FOLDER / f"{language}.yaml"))

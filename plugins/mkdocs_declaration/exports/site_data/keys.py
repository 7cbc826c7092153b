"""What the list of keys shows: what they do, by the words of the interface. It is fetched when a reader asks for it.

Other than the files that are listed for programs, this one promises no form.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue

FILE = "assets/keys.json"
FORMAT = 1
WORDS = ("keys", "keys-letters", "keys-letters-note", "keys-others", "close")
"""The keys of the words beside those of the shortcuts."""
_NAMES = {"Control": "key-control", "Shift": "key-shift", "Enter": "key-enter", "Escape": "key-escape"}
"""Keys that are called otherwise in other languages, with the keys of their words."""
_SIGNS = {"ArrowUp": "↑", "ArrowDown": "↓", "ArrowLeft": "←", "ArrowRight": "→"}


class Shortcut(NamedTuple):
    """What is done by a key."""

    does: str
    """The key of the words that say what it does."""
    keys: tuple[str, ...]
    """The keys that each do it, by their names (UI Events KeyboardEvent key Values); `Control+K` is two at once."""

    @property
    def is_letter(self) -> bool:
        """Whether it is a single character (WCAG 2.2, success criterion 2.1.4)."""
        return all(len(key) == 1 for key in self.keys)


def data(words: Catalogue, shortcuts: Iterable[Shortcut]) -> bytes:
    """Write the list.

    Args:
        words: The words of the interface.
        shortcuts: What there is on a site, in the order in which it is shown.

    Returns:
        JSON in UTF-8: `words` by their keys, `control` as that key is called, `letters` and `others` with
        shortcuts: each a list of the keys that do it, themselves lists of what is pressed at once, and what it does.
    """
    names = {name: words(key) for name, key in _NAMES.items()} | _SIGNS
    listed = [(shortcut.is_letter, [_pressed(shortcut, names), words(shortcut.does)]) for shortcut in shortcuts]
    document = {
        "format": FORMAT,
        "words": {key: words(key) for key in WORDS},
        "control": names["Control"],
        "letters": [row for is_letter, row in listed if is_letter],
        "others": [row for is_letter, row in listed if not is_letter],
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _pressed(shortcut: Shortcut, names: Mapping[str, str]) -> list[list[str]]:
    return [[names.get(key, key) for key in keys.split("+")] for keys in shortcut.keys]

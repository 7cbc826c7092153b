"""Characters that a text cannot hold, or that hide, reorder or replace others; and how messages show them.

Words are never changed. What cannot be written into XML (1.0, section 2.2: controls, surrogates, U+FFFE and U+FFFF) is
refused, and with it the other noncharacters, which are not for interchange (The Unicode Standard, section 23.7).

Of the characters that are ignored in display (`Default_Ignorable_Code_Point`), joiners, spaces without width, variation
selectors and the like are ordinary in the scripts that use them (section 23.2; UAX #31, section 2.3; UTS #39, section
3.1.1), and are reported between letters of scripts that have no use for them. Direction marks are ordinary wherever
there are letters from right to left; isolates and embeddings where they are closed (UAX #9, sections 2.1 to 2.7). An
override shows letters in an order in which they are not read (UTS #55, section 3.1), and is reported always, as are tag
characters outside of flags (UTS #51, ED-14a).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | code) for plane in range(17) for code in (0xFFFE, 0xFFFF))
    + "]"
)
_BLANKS = dict.fromkeys(map(ord, "\t\n\r"), " ")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffd\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""`Default_Ignorable_Code_Point` (DerivedCoreProperties.txt), marks of annotations, and stand-ins."""
_SCRIPT_BOUND = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060\u3164\ufe00-\ufe0f\uffa0"
    "\U0001bca0-\U0001bca3\U000e0100-\U000e01ef]"
)
_DIRECTION_MARK = re.compile("[\u061c\u200e\u200f]")
_PLAIN = re.compile("[\x00-\u02ff\u0370-\u058f\u10a0-\u10ff\u1e00-\u206f]")
"""Latin, Greek, Cyrillic, Armenian and Georgian, and the signs between words: nothing joins or parts in them unseen."""
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
"""The flag of a region, whose letters are tag characters (UTS #51, ED-14a)."""
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"
_POP_EMBEDDING, _POP_ISOLATE = "\u202c", "\u2069"
_NEAR = 32
"""The greatest distance of a letter from an unseen character that belongs to it: no letter has as many marks."""
_MOST = 1000
"""The most embeddings and isolates that are looked at: open at once, or opened or closed wrongly."""
_SHORT = {
    0x00A0: "NBSP",
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x202F: "NNBSP",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "ZWNBSP",
}
"""Abbreviations of names (NameAliases.txt)."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A character that is not what words are made of."""

    offset: int
    """Where it stands in the text."""
    reason: str
    """The reason for the doubt and the way out, which follow its name in a message."""


def name(char: str) -> str:
    """Name a character: `U+202E RIGHT-TO-LEFT OVERRIDE`, and one without a name by its number and kind."""
    code = ord(char)
    kind = {"Cc": "a control character", "Cs": "half of a surrogate pair", "Cn": "a noncharacter", "Co": "private use"}
    named = unicodedata.name(char, "")
    return f"U+{code:04X} {named}" if named else f"U+{code:04X} ({kind.get(unicodedata.category(char), 'no name')})"


def refused(text: str) -> str | None:
    """The first character of a text that no file can hold: a control, a surrogate, a noncharacter."""
    match = _REFUSED.search(text) if not (text.isascii() and text.isprintable()) else None
    return match[0] if match else None


def refused_in_words(words: str) -> str | None:
    """The first such character of words whose line ends and tabs are shown as blanks."""
    return refused(words.translate(_BLANKS))


def has_right_to_left(text: str) -> bool:
    """Whether a text has letters of a script that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def doubts(text: str, *, right_to_left: bool) -> Iterator[Doubt]:
    """Find the characters of a text that hide, reorder or replace others.

    Args:
        text: The words.
        right_to_left: Whether the file that they are from has letters from right to left.

    Yields:
        Where each such character stands first, in the order of the text.
    """
    if text.isascii() or not _UNSEEN.search(text):
        return
    flags = {offset for match in _FLAG.finditer(text) for offset in range(*match.span())}
    unpaired = _unpaired(text)
    reported: set[str] = set()
    for match in _UNSEEN.finditer(text):
        offset, char = match.start(), match[0]
        if char in reported or offset in flags:
            continue
        reason = unpaired.get(offset) or _reason(text, offset, char, right_to_left=right_to_left)
        if reason:
            reported.add(char)
            yield Doubt(offset, reason)


def _reason(text: str, offset: int, char: str, *, right_to_left: bool) -> str | None:
    if char in _OPENS or char in (_POP_EMBEDDING, _POP_ISOLATE):
        return None
    if char in _OVERRIDES:
        return "which shows letters in another order than that in which they are read; remove it"
    if _DIRECTION_MARK.match(char):
        return None if right_to_left else "which has no use where no letters run from right to left; remove it"
    if _SCRIPT_BOUND.match(char):
        return None if _is_used(text, offset) else "which cannot be seen and has no use here; remove it"
    if char == "\ufffd":
        return "which stands for a character that was lost; restore it from the source"
    return "which cannot be seen; remove it"


def _is_used(text: str, offset: int) -> bool:
    """Whether a character beside an unseen one is of a script that may use it."""
    before = text[max(0, offset - _NEAR) : offset][::-1]
    after = text[offset + 1 : offset + 1 + _NEAR]
    for near in (before, after):
        neighbour = next((c for c in near if not _UNSEEN.match(c) and not unicodedata.combining(c)), " ")
        if not _PLAIN.match(neighbour):
            return True
    return False


def _unpaired(text: str) -> dict[int, str]:
    """Embeddings and isolates that are not closed, and what closes nothing (UAX #9, BD9 and X5a to X7)."""
    stack: list[tuple[int, str]] = []
    reasons: dict[int, str] = {}
    isolates = 0

    def unclosed(offset: int, closing: str) -> None:
        if text[offset] not in _OVERRIDES and len(reasons) < _MOST:
            reasons[offset] = f"which nothing closes, so that it reorders what follows; close it with {name(closing)}"

    for match in re.finditer("[\u202a-\u202e\u2066-\u2069]", text):
        offset, char = match.start(), match[0]
        if len(stack) + len(reasons) >= _MOST:
            break  # it is full of them, and enough are reported
        if char in _OPENS or char in _OVERRIDES:
            stack.append((offset, _OPENS.get(char, _POP_EMBEDDING)))
            isolates += stack[-1][1] == _POP_ISOLATE
        elif char == _POP_EMBEDDING and stack and stack[-1][1] == char:
            stack.pop()
        elif char == _POP_ISOLATE and isolates:
            isolates -= 1
            while (opened := stack.pop())[1] != char:
                unclosed(*opened)
        else:
            reasons[offset] = "which closes nothing; remove it"
    for opened in stack:
        unclosed(*opened)
    return reasons


def shown(text: str) -> list[str]:
    """Show a text, character by character, so that none is unseen and none is a command to a terminal.

    Controls have the pictures that Unicode has for them; what reorders, hides or cannot be written has its short name
    or its number, as in `<RLO>` and `<U+E0041>`. Where a script uses an unseen character, that stays as it is.

    Args:
        text: Any text; a tab and a line feed stay.

    Returns:
        What is shown for each character.
    """
    written = list(text)
    for match in _REFUSED.finditer(text):
        code = ord(match[0])
        if match[0] not in "\t\n":
            written[match.start()] = chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"<U+{code:04X}>"
    if not text.isascii():
        for match in _UNSEEN.finditer(text):
            if match[0] != "\ufffd" and not (_SCRIPT_BOUND.match(match[0]) and _is_used(text, match.start())):
                written[match.start()] = revealed(match[0])
        for match in re.finditer("[\u2028\u2029]", text):
            written[match.start()] = revealed(match[0])
    return written


def revealed(text: str) -> str:
    """Show a text with every character named that looks like a blank or like nothing: `a<NBSP>b`."""
    return re.sub(
        f"{_UNSEEN.pattern}|[^\\S \t\n]",
        lambda match: f"<{_SHORT.get(ord(match[0])) or f'U+{ord(match[0]):04X}'}>",
        text,
    )

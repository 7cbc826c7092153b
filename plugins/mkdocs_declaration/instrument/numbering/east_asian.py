"""Numbers as Chinese, Japanese and Korean prints have them: `第九条第二項`, `第三十六条の二`, `제9조의2`, `（一）`.

A numeral is read only if it is written in one of the ways that numbers are: with units (`二十一`, `一百零一`) or as
digits (`二一`, `一〇一`). Anything else, such as the letters イ, ロ, ハ, is not a number here.
"""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_TOO_LARGE = 10_000
_COUNTERS = "条條項项款号號章節节目編编篇部巻卷則조항호목장절관편부"
"""What is counted: articles, paragraphs, items, chapters, sections, parts and their like."""
GROUPS = "章節节編编篇部巻卷則则장절편관부"
"""Those of groups, whose numbers are no articles'."""
_NUMERAL = f"[0-9]+|[{_DIGITS}零十百千]+"
JOINS = "のノ之의"
"""What joins the number of an inserted unit: 第九条の二."""
NUMBER = f"[第제]?(?:{_NUMERAL})[{_COUNTERS}]?(?:[{JOINS}](?:{_NUMERAL}))*"
"""A number of one unit, its digits in ASCII (a regular expression)."""
_WRITTEN = re.compile(
    rf"[第제](?:{_NUMERAL})[{_COUNTERS}]?(?:[{JOINS}](?:{_NUMERAL}))*"
    rf"|(?:{_NUMERAL})[{_COUNTERS}](?:[{JOINS}](?:{_NUMERAL}))*"
    rf"|(?<=[(\[])[{_DIGITS}十百千]+(?=[)\]])"
)
_STEP = re.compile(rf"(?:第|제)?\s*({_NUMERAL})\s*[{_COUNTERS}]?((?:\s*[{JOINS}]\s*(?:{_NUMERAL}))*)\s*")
_ATTACHED = re.compile(r"(?:附属書|付属書|別表|付録|附録|附件|附录|附錄|부속서|별표)\s*")
"""What is attached to a text has its name before the number: 別表第一."""
_GROUP = re.compile(f"[{GROUPS}]")
_WITH_UNITS = re.compile(
    r"(?:(?P<thousands>[一二三四五六七八九])?(?P<thousand>千))?[零〇]?(?:(?P<hundreds>[一二三四五六七八九])?(?P<hundred>百))?[零〇]?"
    r"(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?[零〇]?(?P<ones>[一二三四五六七八九])?"
)


def east_asian(number: str) -> str | None:
    """Read a number whose marks are Chinese characters, kana or hangul.

    Args:
        number: The number without brackets and stops, its digits in ASCII.

    Returns:
        `9` for 第九条, `9.2` for 第九条第二項, `9-2` for 第九条の二; None if it is not wholly written so.
    """
    if number.isascii():
        return None
    parts: list[str] = []
    name = _ATTACHED.match(number)
    at = name.end() if name else 0
    while at < len(number):
        step = _STEP.match(number, at)
        if step is None or (parts and number[at] not in "第제"):
            return None
        values = [_value(numeral) for numeral in re.findall(_NUMERAL, step[0])]
        if None in values:
            return None
        parts.append("-".join(str(value) for value in values))
        at = step.end()
    return ".".join(parts) or None


def in_digits(text: str) -> str:
    """A text with the numbers in it that are written so in digits: `.9..2.` for 第九条第二項, `.9-2.` for 第九条の二.

    What is counted goes, but for groups: `.2.章.` for 第二章, which is never article 2.

    Args:
        text: Any text, its digits in ASCII.
    """
    if text.isascii():
        return text

    def replaced(match: re.Match[str]) -> str:
        values = [_value(numeral) for numeral in re.findall(_NUMERAL, match[0])]
        group = _GROUP.search(match[0])
        number = f".{'-'.join(map(str, values))}.{f'{group[0]}.' if group else ''}"
        return match[0] if None in values else number

    return _WRITTEN.sub(replaced, text)


def is_of_group(printed: str) -> bool:
    """Whether a number is that of a group, as 第二章 is."""
    return _GROUP.search(printed) is not None


def numeral(number: int) -> str:
    """Write a number from 1 to 9999 as statutes do: 九, 十二, 百一, 二百三十四.

    Args:
        number: The number; another one is written in digits.
    """
    if not 0 < number < _TOO_LARGE:
        return str(number)
    written = ""
    for step, sign in ((1000, "千"), (100, "百"), (10, "十")):
        count, number = divmod(number, step)
        written += f"{_DIGITS[count] if count > 1 else ''}{sign}" if count else ""
    return written + (_DIGITS[number] if number else "")


def like(printed: str, designation: str) -> str:
    """Write a number as another one is printed: `3` beside 五 is 三, and `3-2` is 三の二.

    Args:
        printed: The other number as printed.
        designation: The number in digits, that of an inserted unit with hyphens.

    Returns:
        The number in numerals if the other has such; else as it is.
    """
    if not set(printed) & set(f"{_DIGITS}十百千") or re.fullmatch("[0-9]+(?:-[0-9]+)*", designation) is None:
        return designation
    joint = next((char for char in printed if char in JOINS), JOINS[0])
    return joint.join(numeral(int(part)) for part in designation.split("-"))


def data() -> dict[str, str]:
    """What a script needs to do the same, as JSON can hold it: regular expressions that are those of ECMAScript too."""
    return {"written": _WRITTEN.pattern, "numeral": _NUMERAL, "digits": _DIGITS, "groups": GROUPS}


def _value(numeral: str) -> int | str | None:
    """The value of a numeral from 1; ASCII digits are left as they are."""
    if numeral.isascii():
        return numeral
    if not set(numeral) & set("十百千"):
        digits = "".join(str(_DIGITS.find(char)) for char in numeral.replace("零", "〇"))
        return int(digits) or None if digits[0] != "0" else None
    units = _WITH_UNITS.fullmatch(numeral)
    if units is None:
        return None
    steps = ((1000, "thousands", "thousand"), (100, "hundreds", "hundred"), (10, "tens", "ten"))
    total = sum(
        step * (_DIGITS.index(units[count]) if units[count] else 1) for step, count, sign in steps if units[sign]
    )
    return total + (_DIGITS.index(units["ones"]) if units["ones"] else 0)

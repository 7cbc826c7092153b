"""Citations of clauses in the styles of common guides, as rows of data.

A style is a pattern of parts (`Joined`), each a text with names in braces; a part whose name has no value is left out
with what sets it off. What the patterns name:

| name | stands for |
|---|---|
| `title`, `short_title` | the title as it is cited, the short one |
| `date`, `year` | the day of adoption as the guide writes it, its year |
| `pinpoint` | the label of a clause or of a range of clauses, shortened as the guide asks |
| `link` | its address |
| `today` | the day on which the reader opened that address |

The guides are English, and so are their words; the plain style has none, and the day as the interface writes it.

The pinpoint is the label, shortened: `paragraph 1.3(ii)` becomes `para 1.3(ii)`, `paragraphs 1.1–1.3` becomes `paras
1.1–1.3`.
"""

from __future__ import annotations

import functools
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Instrument

SHORTENED = ("part", "chapter", "section", "article", "paragraph")
"""Kinds that pinpoints shorten."""
_NUMBERED = (*SHORTENED, "recital")
_KINDS = (*(key for kind in _NUMBERED for key in (f"{kind}-plural", kind)), "preamble")
FORMS: Mapping[str, tuple[str, ...]] = {
    "long": (),
    "short": ("short",),
    "stopped": ("stopped",),
    "sign": ("sign", "stopped"),
    "bluebook": ("bluebook", "sign", "stopped"),
    "par": ("par", "stopped"),
    "un": ("un", "stopped"),
}
"""The forms of a pinpoint, each with the words of the catalogue that shorten kinds in it, the first that is there.

`long` is the label, `short` has no stops (`para 1.3(ii)`), `stopped` has (`para. 1.3(ii)`, `sec. 4`), `sign` has the
sign of sections as well (`§ 4`), `bluebook` the same (`pmbl.`), `par` is that of the MLA (`par. 1.3(ii)`), `un` that of
the United Nations (`para. 1.3 (ii)`).
"""
BRACKETS: Mapping[str, str] = {"un": " ("}
"""What an opening bracket behind a number or a bracket becomes, in the forms that set it off."""
_BRACKET = re.compile(r"(?<=[\w)])\(")
_SLOT = re.compile(r"{(\w+)}")
_BRACE = re.compile(r"{([\w-]+)}")
_ITALIC = re.compile(r"\*(.+?)\*")
_T12 = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
"""Months as the Bluebook (table T12) and the MLA Handbook (appendix 1) shorten them, which is alike."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts of a citation, of which those that lack a value are left out with the sign that sets them off."""

    sign: str
    """What stands between two parts."""
    parts: tuple[Part, ...]
    """Texts with names in braces, what is in italics between asterisks; or parts that are joined by another sign."""

    def set(self, values: Mapping[str, str], *, rich: bool = False) -> str:
        """Put values into the parts.

        Args:
            values: By name; what has none is left out.
            rich: Whether to write HTML, with italics as `<i>`; otherwise plain text without them.
        """
        parts = (
            part.set(values, rich=rich) if isinstance(part, Joined) else _set(part, values, rich=rich)
            for part in self.parts
        )
        return self.sign.join(filter(None, parts))


Part = str | Joined


def _set(part: str, values: Mapping[str, str], *, rich: bool) -> str:
    if not all(values.get(name) for name in _SLOT.findall(part)):
        return ""
    own = _ITALIC.sub(r"<i>\1</i>", html.escape(part, quote=False)) if rich else _ITALIC.sub(r"\1", part)
    return _SLOT.sub(lambda slot: html.escape(values[slot[1]], quote=False) if rich else values[slot[1]], own)


@dataclass(frozen=True, slots=True)
class Style:
    """How a guide has an instrument cited."""

    pattern: Joined
    """What is cited, for a note or a list of references."""
    form: str
    """The form of its pinpoint, a key of `FORMS`."""
    date: str
    """How it writes days: a pattern of Unicode CLDR, or `long` for that of the interface."""
    in_text: Joined | None = None
    """What stands in the text of a paper, where the list of references has no pinpoint."""


_DAY, _MONTH, _STOPPED_DAY, _STOPPED_MONTH = "d MMMM y", "MMMM d, y", "d {T12} y", "{T12} d, y"

STYLES: Mapping[str, Style] = {
    # Title, day, and the clause by its label: what a reader understands without a guide.
    "plain": Style(Joined(", ", ("{title}", "{date}", "{pinpoint}", "{link}")), "long", ""),
    # OSCOLA, "Citing International Law Sources" (2006), treaties; the day of access: OSCOLA (4th edition, 2012),
    # 3.1.4. Both as guides of university libraries give them.
    "oscola": Style(
        Joined(" ", ("{title}", "(adopted {date})", "{pinpoint}", "<{link}>", "accessed {today}")), "short", _DAY
    ),
    # The Bluebook (21st edition), rule 21.4: no comma before the subdivision where no parties are named, and the word
    # for a day that is not that of signature in italics, as the research guide of Brooklyn Law Library has examples of
    # it. That table T16 has "pmbl." could not be verified.
    "bluebook": Style(
        Joined(", ", (Joined(" ", ("{title}", "{pinpoint}")), "*adopted* {date}", "{link}")), "bluebook", _STOPPED_MONTH
    ),
    # AGLC (4th edition), chapter 8, treaties: the title in italics.
    "aglc": Style(
        Joined(" ", (Joined(", ", ("*{title}*", "adopted {date}", "{pinpoint}")), "<{link}>")), "short", _DAY
    ),
    # APA (7th edition), section 11.10, treaties: the pinpoint is in the text, not in the list of references.
    "apa": Style(
        Joined(", ", ("{title}", "{date}", "{link}")),
        "sign",
        _MONTH,
        Joined("", ("(", Joined(", ", ("{title}", "{year}", "{pinpoint}")), ")")),
    ),
    # MLA Handbook (9th edition), appendix 2 for legal works, whose titles are plain, and appendix 1 for "par.", as
    # guides of university libraries give them: the pinpoint is in the text, not among the works cited.
    "mla": Style(
        Joined("", (Joined(". ", ("{title}", Joined(", ", ("{date}", "{link}")))), ".")),
        "par",
        _STOPPED_DAY,
        Joined("", ("(", Joined(", ", ("{short_title}", "{pinpoint}")), ")")),
    ),
    # The Chicago Manual of Style (17th edition), 14.290, treaties: a note, which has the pinpoint. No example of an
    # instrument that is in no series could be verified.
    "chicago": Style(
        Joined("", (Joined(", ", ("{title}", "adopted {date}", "{pinpoint}", "{link}")), ".")), "stopped", _MONTH
    ),
    # ISO 690:2010, electronic information resources: the title in italics, the day of viewing in brackets, the address
    # last. Its section on legal works could not be verified.
    "iso690": Style(
        Joined(
            ". ",
            (
                Joined(" ", (Joined(", ", ("*{title}*", "{date}", "{pinpoint}")), "[viewed {today}]")),
                "Available from: {link}",
            ),
        ),
        "stopped",
        _DAY,
    ),
    # United Nations Editorial Manual Online, "Footnotes and other references": its abbreviations, and a blank before
    # subparagraphs in brackets. What it says of instruments that are in no series could not be verified.
    "un": Style(
        Joined(
            "",
            (
                Joined(". ", (Joined(", ", ("{title}", "adopted on {date}", "{pinpoint}")), "Available at {link}")),
                " (accessed on {today})",
                ".",
            ),
        ),
        "un",
        _DAY,
    ),
}
"""The styles by their keys, in the order in which they are offered."""


def cite(
    style: str,
    instrument: Instrument,
    words: Catalogue,
    *,
    pinpoint: str = "",
    link: str = "",
    today: str = "",
    rich: bool = False,
) -> str:
    """Write a citation.

    Args:
        style: A key of `STYLES`.
        instrument: The instrument.
        words: The words of the interface.
        pinpoint: What is cited of it, in the form of the style; empty for the whole.
        link: The address of what is cited; empty where it is not known.
        today: The day on which the reader opened the address, in words; empty where it is not known.
        rich: Whether to write HTML, with what the guide puts in italics in `<i>`; plain text otherwise.
    """
    values = {**_values(style, instrument, words), "pinpoint": pinpoint, "link": link, "today": today}
    return STYLES[style].pattern.set(values, rich=rich)


def cite_on_page(style: str, instrument: Instrument, words: Catalogue, *, pinpoint: str = "", link: str = "") -> str:
    """Write a citation for a page: each of its parts is apart from the direction in which the others are written.

    Args:
        style: A key of `STYLES`.
        instrument: The instrument.
        words: The words of the interface.
        pinpoint: What is cited of it, in the form of the style; empty for the whole.
        link: The address of what is cited; empty where it is not known.

    Returns:
        HTML, with the parts in `bdi` (HTML, section 4.5.24) and what the guide puts in italics in `i`.
    """
    values = {**_values(style, instrument, words), "pinpoint": pinpoint, "link": link}
    slots = {name: f"{{{name}}}" for name, value in values.items() if value}
    pattern = STYLES[style].pattern.set(slots, rich=True)
    return _SLOT.sub(lambda slot: f"<bdi>{html.escape(values[slot[1]], quote=False)}</bdi>", pattern)


def in_text(style: str, instrument: Instrument, words: Catalogue, *, pinpoint: str = "") -> str:
    """Write what a style puts into the text of a paper beside an entry in its list of references.

    Args:
        style: A key of `STYLES`.
        instrument: The instrument.
        words: The words of the interface.
        pinpoint: What is cited of it, in the form of the style; empty for the whole.

    Returns:
        Plain text; empty for a style whose citations have the pinpoint.
    """
    pattern = STYLES[style].in_text
    return pattern.set({**_values(style, instrument, words), "pinpoint": pinpoint}) if pattern is not None else ""


def _values(style: str, instrument: Instrument, words: Catalogue) -> dict[str, str]:
    values = {"title": instrument.title, "short_title": instrument.short_title}
    if instrument.adopted is not None:
        day = instrument.adopted.date
        values |= {"date": _day(day, STYLES[style].date, words), "year": str(day.year)}
    return values


def _day(day: datetime.date, pattern: str, words: Catalogue) -> str:
    if not pattern:
        return words.date(day)
    return format_date(day, pattern.replace("{T12}", f"'{_T12[day.month - 1]}'"), "en")


def pinpoint(label: str, words: Catalogue, form: str) -> str:
    """A label in a form that guides ask for.

    Args:
        label: The label of a clause or of a range of clauses.
        words: The words of kinds and their short forms.
        form: A key of `FORMS`.
    """
    forms = kind_forms(words)
    shortened = _BRACE.sub(lambda slot: forms[slot[1]][form], pinpoint_pattern(label, words))
    return _BRACKET.sub(BRACKETS[form], shortened) if form in BRACKETS else shortened


def pinpoint_pattern(label: str, words: Catalogue) -> str:
    """The pattern of a label's forms: `{paragraph} 1.3(ii)` for `paragraph 1.3(ii)`.

    With the words of `kind_forms` put into its braces it gives each form of `pinpoint`, but for its brackets.

    Args:
        label: The label of a clause or of a range of clauses.
        words: The words of kinds.
    """
    named, keys = _named(words)
    return named.sub(lambda match: f"{{{keys[match[0]]}}}", label)


def shortened(key: str, words: Catalogue) -> tuple[str, ...]:
    """The words by which a kind is known in pinpoints; none for recitals, which one guide calls paragraphs.

    Args:
        key: A kind, or one with `-plural`.
        words: The words of kinds and their short forms.
    """
    return () if key.startswith("recital") else tuple(kind_forms(words).get(key, {}).values())


@functools.lru_cache(maxsize=8)
def kind_forms(words: Catalogue) -> dict[str, dict[str, str]]:
    """The words of kinds in each form of a pinpoint, by the names that patterns have for them.

    Args:
        words: The words of kinds and their short forms.

    Returns:
        `{"paragraph": {"long": "paragraph", "short": "para", "stopped": "para.", …}, …}`
    """
    return {key: {form: words.shortened(key, names) for form, names in FORMS.items()} for key in _KINDS}


@functools.lru_cache(maxsize=8)
def _named(words: Catalogue) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the words of kinds in labels, and the keys of these words."""
    keys = {word: key for key in _KINDS if (word := words.shortened(key, ()))}
    preamble = words("preamble")
    before = sorted((word for word in keys if word != preamble), key=len, reverse=True)
    numbered = rf"\b(?:{'|'.join(map(re.escape, before))})(?= [0-9A-Z{{])"
    return re.compile(rf"{numbered}|^{re.escape(preamble)}\b"), keys

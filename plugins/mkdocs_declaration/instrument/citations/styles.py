"""Styles: how common guides have an instrument cited, as rows of data.

A style is a pattern of parts (`Joined`), each a text with names in braces; a part whose name has no value is left out
with what sets it off. What the patterns name:

| name | stands for |
|---|---|
| `title`, `short_title` | the title as it is cited, the short one |
| `date`, `year` | the day of adoption as the guide writes it, its year |
| `year_apart` | the year, unless it is in the title |
| `pinpoint` | the label of a clause or of a range of clauses, shortened as the guide asks |
| `link` | its address |
| `today` | the day on which the reader opened that address |

Guides have a treaty cited in one way, and a statute, a code or a constitution in another.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOT = re.compile(r"{(\w+)}")
"""Stands for a value in a part."""
_ITALIC = re.compile(r"\*(.+?)\*")
T12 = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
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
    if not all(values.get(name) for name in SLOT.findall(part)):
        return ""
    own = _ITALIC.sub(r"<i>\1</i>", html.escape(part, quote=False)) if rich else _ITALIC.sub(r"\1", part)
    return SLOT.sub(lambda slot: html.escape(values[slot[1]], quote=False) if rich else values[slot[1]], own)


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
    statute: Joined | None = None
    """How it has a statute cited; None if in the same way."""


_DAY, _MONTH, _STOPPED_DAY, _STOPPED_MONTH = "d MMMM y", "MMMM d, y", "d {T12} y", "{T12} d, y"

STYLES: Mapping[str, Style] = {
    # Title, day, and the clause by its label: what a reader understands without a guide.
    "plain": Style(Joined(", ", ("{title}", "{date}", "{pinpoint}", "{link}")), "long", ""),
    # OSCOLA, "Citing International Law Sources" (2006), treaties; the day of access: OSCOLA (4th edition, 2012),
    # 3.1.4. Both as guides of university libraries give them. Statutes by their title, which has the year, and a comma
    # before the pinpoint: the same edition, section on legislation, as these guides have examples of it.
    "oscola": Style(
        Joined(" ", ("{title}", "(adopted {date})", "{pinpoint}", "<{link}>", "accessed {today}")),
        "short",
        _DAY,
        statute=Joined(" ", (Joined(", ", ("{title}", "{pinpoint}")), "<{link}>", "accessed {today}")),
    ),
    # The Bluebook (21st edition), rule 21.4: no comma before the subdivision where no parties are named, and the word
    # for a day that is not that of signature in italics, as the research guide of Brooklyn Law Library has examples of
    # it. That table T16 has "pmbl." could not be verified. Statutes: rule 12, by name, section and the year in brackets
    # unless it is in the name; how that rule has one that is cited to no code could not be verified.
    "bluebook": Style(
        Joined(", ", (Joined(" ", ("{title}", "{pinpoint}")), "*adopted* {date}", "{link}")),
        "bluebook",
        _STOPPED_MONTH,
        statute=Joined(", ", (Joined(" ", (Joined(", ", ("{title}", "{pinpoint}")), "({year_apart})")), "{link}")),
    ),
    # AGLC (4th edition), chapter 8, treaties: the title in italics. Statutes: rule 3.1, title and year in italics, and
    # the pinpoint without a comma; the jurisdiction, which it has between them, is not known here.
    "aglc": Style(
        Joined(" ", (Joined(", ", ("*{title}*", "adopted {date}", "{pinpoint}")), "<{link}>")),
        "short",
        _DAY,
        statute=Joined(" ", ("*{title}*", "{pinpoint}", "<{link}>")),
    ),
    # APA (7th edition), section 11.10, treaties: the pinpoint is in the text, not in the list of references. Statutes:
    # chapter 11, the year in brackets, as guides of university libraries give it.
    "apa": Style(
        Joined(", ", ("{title}", "{date}", "{link}")),
        "sign",
        _MONTH,
        Joined("", ("(", Joined(", ", ("{title}", "{year}", "{pinpoint}")), ")")),
        statute=Joined(". ", (Joined(" ", ("{title}", "({year})")), "{link}")),
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
    # instrument that is in no series could be verified. Statutes as the Bluebook has them, which it defers to.
    "chicago": Style(
        Joined("", (Joined(", ", ("{title}", "adopted {date}", "{pinpoint}", "{link}")), ".")),
        "stopped",
        _MONTH,
        statute=Joined(
            "",
            (
                Joined(", ", (Joined(" ", (Joined(", ", ("{title}", "{pinpoint}")), "({year_apart})")), "{link}")),
                ".",
            ),
        ),
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
    # subparagraphs in brackets. A recital is a paragraph of the preamble, or, where that is not named, a preambular
    # paragraph, as its resolutions have it. What it says of instruments that are in no series, and of
    # statutes, could not be verified; a statute has its date without "adopted on".
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
        statute=Joined(
            "",
            (
                Joined(". ", (Joined(", ", ("{title}", "{date}", "{pinpoint}")), "Available at {link}")),
                " (accessed on {today})",
                ".",
            ),
        ),
    ),
}
"""The styles by their keys, in the order in which they are offered."""

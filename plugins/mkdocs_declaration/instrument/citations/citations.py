"""Citations of clauses in the styles of common guides, whose rows are in `citation_styles`.

The guides are English, and so are their words; the plain style has none, and the day as the interface writes it.

The pinpoint is the label, shortened: `paragraph 1.3(ii)` becomes `para 1.3(ii)`, `paragraphs 1.1–1.3` becomes `paras
1.1–1.3`.
"""

from __future__ import annotations

import functools
import html
import re
from typing import TYPE_CHECKING

from babel.dates import format_date

from mkdocs_declaration.instrument.citations.styles import SLOT, STYLES, T12
from mkdocs_declaration.instrument.interface.catalogue import is_statute

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from mkdocs_declaration.instrument.citations.styles import Joined
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Instrument

SHORTENED = ("part", "chapter", "section", "article", "paragraph")
"""Kinds that pinpoints shorten."""
_NUMBERED = (*SHORTENED, "recital")
_ALONE = "-alone"
"""Ends the name of a kind that is not named behind the preamble around it."""
_KINDS = (*(key for kind in _NUMBERED for key in (f"{kind}-plural", kind)), "preamble")
_RECITALS = ("recital", "recital-plural")
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
the United Nations (`para. 1.3 (ii)`; `preambular para. 2` of a recital that has a number of its own).
"""
BRACKETS: Mapping[str, str] = {"un": " ("}
"""What an opening bracket behind a number or a bracket becomes, in the forms that set it off."""
_BRACKET = re.compile(r"(?<=[\w)])\(")
_BRACE = re.compile(r"{([\w-]+)}")


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
    return _pattern(style, instrument).set(values, rich=rich)


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
    pattern = _pattern(style, instrument).set(slots, rich=True)
    return SLOT.sub(lambda slot: f"<bdi>{html.escape(values[slot[1]], quote=False)}</bdi>", pattern)


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


def _pattern(style: str, instrument: Instrument) -> Joined:
    """How a style has an instrument cited, by its kind."""
    row = STYLES[style]
    return row.statute if row.statute is not None and is_statute(instrument.kind, instrument.language) else row.pattern


def _values(style: str, instrument: Instrument, words: Catalogue) -> dict[str, str]:
    values = {"title": instrument.title, "short_title": instrument.short_title}
    if instrument.adopted is not None:
        day = instrument.adopted.date
        values |= {"date": _day(day, STYLES[style].date, words), "year": str(day.year)}
        values |= {"year_apart": str(day.year)} if str(day.year) not in instrument.title else {}
    return values


def _day(day: datetime.date, pattern: str, words: Catalogue) -> str:
    if not pattern:
        return words.date(day)
    return format_date(day, pattern.replace("{T12}", f"'{T12[day.month - 1]}'"), "en")


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

    def slot(match: re.Match[str]) -> str:
        key = keys[match[0]]
        is_alone = key in _RECITALS and not label.endswith(", ", 0, match.start())
        return f"{{{key}{_ALONE if is_alone else ''}}}"

    return named.sub(slot, label)


def shortened(key: str, words: Catalogue) -> tuple[str, ...]:
    """The words by which a kind is known in pinpoints; for recitals those that they are cited by alone.

    Args:
        key: A kind, or one with `-plural`.
        words: The words of kinds and their short forms.
    """
    forms = kind_forms(words).get(f"{key}{_ALONE}" if key in _RECITALS else key, {})
    return tuple(dict.fromkeys(forms.values())) if key in _RECITALS else tuple(forms.values())


@functools.lru_cache(maxsize=8)
def kind_forms(words: Catalogue) -> dict[str, dict[str, str]]:
    """The words of kinds in each form of a pinpoint, by the names that patterns have for them.

    Args:
        words: The words of kinds and their short forms.

    Returns:
        `{"paragraph": {"long": "paragraph", "short": "para", "stopped": "para.", …}, …}`
    """
    forms = {key: {form: words.shortened(key, names) for form, names in FORMS.items()} for key in _KINDS}
    for key in _RECITALS:
        is_shortened = forms[key]["un"] != forms[key]["long"]
        forms[f"{key}{_ALONE}"] = forms[key] | ({"un": words(f"un-{key}{_ALONE}")} if is_shortened else {})
    return forms


@functools.lru_cache(maxsize=8)
def _named(words: Catalogue) -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds the words of kinds in labels, and the keys of these words."""
    keys = {word: key for key in _KINDS if (word := words.shortened(key, ()))}
    preamble = words("preamble")
    before = sorted((word for word in keys if word != preamble), key=len, reverse=True)
    numbered = rf"\b(?:{'|'.join(map(re.escape, before))})(?= [0-9A-Z{{])"
    return re.compile(rf"{numbered}|^{re.escape(preamble)}\b"), keys

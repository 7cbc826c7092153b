"""Kinds of divisions as prints have them, and what is known of each: how its numbers run, its name in Akoma Ntoso.

A print may call its divisions anything. What this package knows of a kind is which of the others it is like, so that
its numbers run as theirs do:

- like a `part`: a group, whose number names the kind in ids (`part-i`), while those of articles run through it;
- like a `section`: numbered as printed, and a group only if it holds divisions;
- like an `article`: numbered as printed, and holds paragraphs;
- like a `rule`: as an article, but its number names the kind in ids (`rule-3`), since articles may have the same one;
- like an `annex`: its number names the kind, and all numbers start anew in it.

Names of elements are those of the Akoma Ntoso Version 1.0 vocabulary; those of eIds follow its Naming Convention 1.0,
section 5.3, by which an element has its whole name where no short form is listed.
"""

from __future__ import annotations

from dataclasses import dataclass

LIKE = ("part", "section", "article", "rule", "annex")
"""What a kind may be like."""
KIND = "[a-z]+(?:-[a-z]+)*"
"""The form of a kind (a regular expression), which stands in ids."""
GROUP = "group"
"""The kind of divisions that have a heading alone: no number, and no name of their kind in print."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of a kind of divisions."""

    like: str
    """Which of `LIKE` it is like."""
    element: str
    """Its element in Akoma Ntoso; `hcontainer` where there is none of its name."""
    eid: str
    """The name of the element in eIds."""


def _kind(like: str, name: str, element: str | None = None, eid: str | None = None) -> Kind:
    return Kind(like, element or name, eid or name)


def _kinds(like: str, names: str, eid: str | None = None) -> dict[str, Kind]:
    """Kinds for which the vocabulary has no element."""
    return {name: Kind(like, "hcontainer", eid or name) for name in names.split()}


KINDS = {
    "part": _kind("part", "part"),
    "chapter": _kind("part", "chapter", eid="chp"),
    "section": _kind("section", "section", eid="sec"),
    "article": _kind("article", "article", eid="art"),
    "annex": _kind("annex", "annex", "hcontainer", "att"),
    "book": _kind("part", "book"),
    "tome": _kind("part", "tome"),
    "title": _kind("part", "title"),
    "subtitle": _kind("part", "subtitle"),
    "subpart": _kind("part", "subpart"),
    "subchapter": _kind("part", "subchapter", eid="subchp"),
    "division": _kind("part", "division", eid="dvs"),
    "subdivision": _kind("part", "subdivision", eid="subdvs"),
    "subsection": _kind("part", "subsection", eid="subsec"),
    GROUP: Kind("part", "hcontainer", GROUP),
    "rule": _kind("rule", "rule"),
    "clause": _kind("rule", "clause", eid="cl"),
    **_kinds("rule", "regulation principle amendment guideline goal canon standard order recommendation commitment"),
    **_kinds("annex", "schedule appendix protocol resolution attachment exhibit addendum supplement", "att"),
}
"""The kinds that are known, by the words that authors write for them."""


def known(kind: str, like: str | None = None) -> Kind:
    """What is known of a kind.

    Args:
        kind: The word for it.
        like: Which of `LIKE` it is like, for a kind that is not among `KINDS`; a section unless stated.
    """
    return KINDS.get(kind) or Kind(like or "section", "hcontainer", kind)

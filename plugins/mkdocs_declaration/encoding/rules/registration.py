"""Claims of what an author wrote to places of the site, and what is wrong where a place is not free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.tree import AROUND_THE_BODY
from mkdocs_declaration.instrument.places import page_file, unusable
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mkdocs_declaration.encoding.identification.tree import Node, Tree
    from mkdocs_declaration.glossary.subject import SubjectMap
    from mkdocs_declaration.glossary.term import GlossaryMap
    from mkdocs_declaration.instrument.places import Places
    from mkdocs_declaration.problems import Position, Source


def text(tree: Tree, places: Places, source: Source) -> list[Problem]:
    """Claim the ids, eIds, short links and pages of a text.

    Where an id and a slug clash, the slug is at fault: ids follow from the print, slugs are chosen.

    Args:
        tree: The text.
        places: What is taken already.
        source: The file, for the problems.

    Returns:
        Ids and slugs that are not free or that no folder can have as its name.
    """
    owners = {
        node.slug: f"the {node.kind}" if node.kind in AROUND_THE_BODY else f"the page of {node.identity.label}"
        for node in reversed(tree.clauses)
        if node.owns_page
    }
    return [*_ids(tree, places, source), *_slugs(tree.slugs, owners, places, source)]


def terms(glossary: GlossaryMap, places: Places) -> Iterator[Problem]:
    """Claim the ids of terms: references on written pages name terms and clauses alike (`[…][id]`).

    Args:
        glossary: The ids of the terms and where they are stated.
        places: What is taken already.
    """
    source = glossary.source
    for id_, at in glossary.ids.items():
        holder = places.claim_id(id_, f"the term '{id_}'", source, at)
        if holder is not None:
            message = f"expected an id that is free, found '{id_}', which {holder.named(source)} has; choose another"
            yield Problem(Rule.BAD_ID, message, source, at, len(id_))


def subjects(written: SubjectMap, places: Places) -> Iterator[Problem]:
    """Claim the ids of subjects: a fragment that is one leads to no clause and to no term.

    Args:
        written: The ids of the subjects and where they are stated.
        places: What is taken already.
    """
    source = written.source
    for id_, at in written.ids.items():
        holder = places.claim_id(id_, f"the subject '{id_}'", source, at)
        if holder is not None:
            message = f"expected an id that is free, found '{id_}', which {holder.named(source)} has; choose another"
            yield Problem(Rule.BAD_ID, message, source, at, len(id_))


def _tops(tree: Tree) -> set[str]:
    """The ids of what a page begins with: the division whose page it is, and groups around it that have none."""
    by_id = {node.id: node for node in tree.clauses}
    tops = set()
    for owner in tree.clauses:
        top: Node | None = owner if owner.owns_page else None
        while top is not None and top.slug == owner.slug:
            tops.add(top.id)
            top = by_id.get(top.parent or "")
    return tops


def _ids(tree: Tree, places: Places, source: Source) -> Iterator[Problem]:
    tops = _tops(tree)
    faulty = None
    for node in tree.clauses:
        if faulty is not None and node.id.startswith(f"{faulty}."):
            continue  # a consequence: its id begins with the one that is reported
        problem = _id(node, tops, places, source)
        faulty = node.id if problem else None
        if problem:
            yield problem


def _id(node: Node, tops: Collection[str], places: Places, source: Source) -> Problem | None:
    """Claim the id of a clause, its eId and its short link."""
    id_, at, label, eid = node.id, node.at, node.identity.label, node.identity.eid
    holder = places.claim_id(id_, label, source, at)
    if holder is not None and holder.at is not None:
        line = holder.at.line
        if holder.place == id_:
            message = f"expected each id once, found '{id_}' again (first on line {line})"
        else:
            message = f"expected ids that differ by more than case, found '{id_}' after '{holder.place}' (line {line})"
        return Problem(Rule.DUPLICATE_ID, f"{message}; state another 'id' for one of the two", source, at)
    reason = unusable(id_)
    if reason is not None:
        message = f"expected an id that can name a folder, found '{id_}', which {reason}; state another 'id'"
        return Problem(Rule.BAD_ID, message, source, at, len(id_))
    if holder is None and not (node.slug == id_ and id_ in tops):  # its page is at its short link
        holder = places.claim_file(page_file(id_), label, source, at)
    if holder is not None:
        way_out = "rename one of the two" if holder.renamable else "state another 'id'"
        message = f"expected an id that is free, found '{id_}', which {holder.named(source)} has; {way_out}"
        return Problem(Rule.BAD_ID, message, source, at, len(id_))
    holder = places.claim_eid(eid, label, source, at)
    if holder is not None:
        message = f"expected each eId once, found '{eid}', which {holder.named(source)} has; state another 'id'"
        return Problem(Rule.DUPLICATE_ID, message, source, at)
    return None


def _slugs(
    slugs: Iterable[tuple[str, Position, bool]], owners: Mapping[str, str], places: Places, source: Source
) -> Iterator[Problem]:
    for slug, at, is_stated in slugs:
        reason = unusable(slug)
        another = "choose another" if is_stated else "state another 'slug'"
        holder = places.claim_file(page_file(slug), owners.get(slug, f"the page '{slug}/'"), source, at)
        if reason is not None:
            message = f"expected a slug that can name a folder, found '{slug}', which {reason}; {another}"
        elif holder is not None:
            way_out = "rename one of the two" if holder.renamable and is_stated else another
            message = f"expected an address that is free, found '{slug}', which {holder.named(source)} has; {way_out}"
        else:
            continue
        yield Problem(Rule.SLUG, message, source, at, len(slug) if is_stated else 1)

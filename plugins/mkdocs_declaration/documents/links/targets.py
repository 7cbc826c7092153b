"""What an address means: the clauses that it leads to, an error in it, or a place on a page that is to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs_declaration.documents.links.published import Unit
    from mkdocs_declaration.problems import Rule


@dataclass(frozen=True)
class AddressError:
    """An error in an address."""

    rule: Rule
    """The rule that is broken."""
    message: str
    """Expected, found, and the way out."""
    is_certain: bool = False
    """Whether the right address is certain, so that it can take the place of the wrong one."""


@dataclass(frozen=True)
class Place:
    """A place on a page, of which the page alone tells whether it is there."""

    base: str
    """The address at which the link starts."""
    page: str
    """The address of the page below it; empty for the home page."""
    fragment: str
    """The id of the place, without escapes; empty for the page as a whole."""
    error: AddressError
    """What is wrong if the page has no such place."""
    missing: AddressError
    """What is wrong if there is no such page."""
    is_certain: bool = False
    """Whether there is no such place as far as the list of clauses tells, where the page cannot be looked up."""


@dataclass(frozen=True)
class Target:
    """The target of an address."""

    address: str
    """The right address of it."""
    label: str = ""
    """Its label, as in `paragraph 1.3(ii)`."""
    units: tuple[Unit, ...] = ()
    """The clauses that it leads to, with all that they hold; none where it leads elsewhere or nowhere."""
    error: AddressError | None = None
    """The error in the address, if there is one."""
    place: Place | None = None
    """The place that is to be looked up, if there is one."""

    @cached_property
    def words(self) -> str:
        """The words of these clauses."""
        return " ".join(unit.words for unit in self.units)

    def __hash__(self) -> int:
        """Hash the address, since that of all clauses would take long."""
        return hash(self.address)
